"""How pages introduce themselves to search engines and to chats."""

import json
import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from PIL import Image as Picture
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page

from cms.models import EventIndexPage, EventPage, NewsPage, SiteSettings
from cms.rules.pictures import SIZES, Use
from cms.services.ward_pages import keep_ward_pages
from tests.cms.planted_sites import AT, plant_site, visitor_of, write_page
from tests.standing import standing
from tests.wards.factories import CouncillorTermFactory, MunicipalityFactory, make_grid
from wards.models import Municipality

pytestmark = pytest.mark.django_db

HOST = "http://khanya.example.org"


@pytest.fixture(scope="module")
def planted(django_db_setup: None, django_db_blocker: Any) -> Iterator[Municipality]:
    with standing(django_db_blocker):
        yield plant_site(MunicipalityFactory(name="Khanya", code="KHA"), "khanya.example.org")


@pytest.fixture
def khanya(planted: Municipality) -> Municipality:
    return Municipality.objects.get(pk=planted.pk)


def read(municipality: Municipality, path: str) -> str:
    answer = visitor_of(municipality).get(path)
    assert answer.status_code == 200
    assert not answer.cookies
    return answer.content.decode()


def meta(page: str) -> dict[str, str]:
    """What the head says, by name."""
    return dict(re.findall(r'<meta (?:name|property)="([^"]+)" content="([^"]*)">', page))


def things(page: str) -> dict[str, Any]:
    """The things of the JSON-LD, by kind."""
    blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)
    return {thing["@type"]: thing for block in blocks for thing in json.loads(block)["@graph"]}


def hold_meeting(municipality: Municipality, **fields: Any) -> EventPage:
    section = EventIndexPage.objects.descendant_of(municipality.site.root_page).get()
    page = EventPage(
        title="Ward meeting",
        starts_at=AT + timedelta(days=1),
        ends_at=AT + timedelta(days=1, hours=2),
        place="Thutong Hall",
        **fields,
    )
    section.add_child(instance=page)
    return page


def test_a_piece_of_news_says_its_title_its_introduction_its_picture_and_its_address(khanya: Municipality) -> None:
    picture = Image.objects.create(title="Pump", file=get_test_image_file())
    write_page(khanya, NewsPage, "The pump works", introduction='It is "mended".', picture=picture)
    page = read(khanya, "/news/the-pump-works/")
    said = meta(page)
    assert said["og:title"] == "The pump works"
    assert said["description"] == said["og:description"] == "It is &quot;mended&quot;."
    assert said["og:type"] == "article"
    assert said["og:url"] == f"{HOST}/news/the-pump-works/"
    assert said["og:site_name"] == "Khanya"
    assert said["og:locale"] == f"en_{khanya.country}"
    assert said["og:image"].startswith(f"{HOST}/media/images/")
    assert f'<link rel="canonical" href="{HOST}/news/the-pump-works/">' in page


def test_a_page_whose_picture_was_lost_is_shown_and_shared_with_the_drawn_one(khanya: Municipality) -> None:
    picture = Image.objects.create(title="Pump", file=get_test_image_file())
    write_page(khanya, NewsPage, "The pump works", picture=picture)
    picture.renditions.all().delete()
    picture.file.storage.delete(picture.file.name)
    assert meta(read(khanya, "/news/the-pump-works/"))["og:image"] == f"{HOST}/static/cms/share.png"


def test_a_small_picture_is_shared_with_the_size_that_it_has(khanya: Municipality) -> None:
    picture = Image.objects.create(title="Pump", file=get_test_image_file(size=(640, 480)))
    write_page(khanya, NewsPage, "The pump works", picture=picture)
    said = meta(read(khanya, "/news/the-pump-works/"))
    shown = picture.renditions.get(filter_spec=SIZES[Use.SHARED][0])
    assert (said["og:image:width"], said["og:image:height"]) == (str(shown.width), str(shown.height)) == ("640", "336")


def test_the_language_is_that_of_the_municipalitys_country() -> None:
    lwazi = plant_site(MunicipalityFactory(name="Lwazi", code="LWA", country="KE"), "lwazi.example.org")
    assert meta(read(lwazi, "/"))["og:locale"] == "en_KE"
    assert meta(read(lwazi, "/zu/"))["og:locale"] == "zu_KE"


def test_the_front_door_of_several_municipalities_names_no_country(client: Client) -> None:
    said = meta(client.get("/").content.decode())
    assert said["og:title"]
    assert "og:locale" not in said


def test_what_editors_wrote_for_search_engines_wins(khanya: Municipality) -> None:
    write_page(khanya, NewsPage, "Long title", introduction="Intro", seo_title="Short", search_description="Said so")
    page = read(khanya, "/news/long-title/")
    assert meta(page)["og:title"] == "Short"
    assert meta(page)["description"] == "Said so"
    assert "<title>Short - Khanya</title>" in page


def test_a_page_without_a_picture_is_shared_with_the_drawn_one(khanya: Municipality) -> None:
    write_page(khanya, NewsPage, "Plain")
    assert meta(read(khanya, "/news/plain/"))["og:image"] == f"{HOST}/static/cms/share.png"
    assert Picture.open(finders.find("cms/share.png")).size == (1200, 630)


def test_the_home_page_says_whose_site_it_is_how_to_reach_it_and_how_to_search_it(khanya: Municipality) -> None:
    SiteSettings.objects.filter(site=khanya.site).update(phone="010 555 0100", address="1 Example Street\nKhanya")
    found = things(read(khanya, "/"))
    assert found["GovernmentOrganization"]["telephone"] == "010 555 0100"
    assert found["GovernmentOrganization"]["address"] == "1 Example Street, Khanya"
    target = found["WebSite"]["potentialAction"]["target"]["urlTemplate"]
    assert target == f"{HOST}/search/?q={{search_term_string}}"


def test_a_ward_page_names_who_speaks_for_it_and_how_they_are_reached(khanya: Municipality) -> None:
    wards = make_grid(2, 1, municipality=khanya)
    keep_ward_pages(municipality=khanya, at=AT)
    CouncillorTermFactory(ward=wards[0], councillor__municipality=khanya, councillor__name="Nomsa Khuzwayo")
    page = read(khanya, wards[0].get_absolute_url())
    person = things(page)["Person"]
    assert person["name"] == "Nomsa Khuzwayo"
    assert person["affiliation"]["name"] == "Sea Party"
    assert person["worksFor"]["areaServed"]["name"] == "Ward 1"
    assert meta(page)["description"] == "Who speaks for Ward 1 in Khanya, and what residents raised there."
    assert "Person" not in things(read(khanya, wards[1].get_absolute_url()))


def test_a_ward_of_a_municipality_without_a_site_says_the_same(client: Client) -> None:
    ward = CouncillorTermFactory(ward=make_grid(1, 1)[0], councillor__name="Nomsa Khuzwayo").ward
    page = client.get(ward.get_absolute_url()).content.decode()
    assert things(page)["Person"]["name"] == "Nomsa Khuzwayo"
    assert things(page)["BreadcrumbList"]["itemListElement"][-1]["name"] == f"{ward.title}, {ward.municipality.name}"


@pytest.mark.parametrize(("called_off", "status"), [(False, "EventScheduled"), (True, "EventCancelled")])
def test_a_meeting_says_when_where_and_whether_it_is_held(khanya: Municipality, called_off: bool, status: str) -> None:
    page = hold_meeting(khanya, called_off=called_off)
    meeting = things(read(khanya, page.url))["Event"]
    assert meeting["eventStatus"] == f"https://schema.org/{status}"
    assert meeting["startDate"] == "2026-03-03T09:00:00+02:00"
    assert meeting["location"]["name"] == "Thutong Hall"
    assert meeting["organizer"]["name"] == "Khanya"


def test_crumbs_lead_from_the_home_page_to_the_page(khanya: Municipality) -> None:
    write_page(khanya, NewsPage, "Deep")
    items = things(read(khanya, "/news/deep/"))["BreadcrumbList"]["itemListElement"]
    assert [(item["name"], item["item"]) for item in items] == [
        ("Home", f"{HOST}/"),
        ("News", f"{HOST}/news/"),
        ("Deep", f"{HOST}/news/deep/"),
    ]


def test_markup_in_a_title_ends_nothing(khanya: Municipality) -> None:
    page = write_page(khanya, NewsPage, "</script><script>alert(1)</script>", slug="odd")
    shown = read(khanya, "/news/odd/")
    assert "<script>alert" not in shown
    assert things(shown)["BreadcrumbList"]["itemListElement"][-1]["name"] == Page.objects.get(pk=page.pk).title


@pytest.mark.parametrize("path", ["/track/", "/search/", "/accounts/login/"])
def test_pages_that_are_nothing_to_share_say_nothing(khanya: Municipality, path: str) -> None:
    page = read_any(khanya, path)
    assert not [name for name in meta(page) if name.startswith("og:")]
    assert things(page) == {}


def read_any(municipality: Municipality, path: str) -> str:
    return visitor_of(municipality).get(path).content.decode()
