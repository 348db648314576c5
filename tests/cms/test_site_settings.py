"""What a municipality says of itself stands on every page of its site, and on no other."""

import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.test import Client, RequestFactory
from pytest_django import DjangoAssertNumQueries
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file

from cms.models import PlainPage, SiteSettings
from cms.views import errors
from cms.views.site_face import face_of
from tests.cms.planted_sites import plant_site, visitor_of
from tests.standing import standing
from tests.wards.factories import MunicipalityFactory, make_grid
from wards.models import Municipality

pytestmark = pytest.mark.django_db

CONTACT = {
    "phone": "010 555 0100",
    "whatsapp": "+27 10 555 0101",
    "email": "office@example.org",
    "address": "1 Example Street\nKhanya",
    "hours": "Monday to Friday, 8:00 to 16:00",
}


@pytest.fixture(scope="module")
def planted(django_db_setup: None, django_db_blocker: Any) -> Iterator[Municipality]:
    with standing(django_db_blocker):
        yield plant_site(MunicipalityFactory(name="Khanya", code="KHA"), "khanya.example.org")


@pytest.fixture
def khanya(planted: Municipality) -> Municipality:
    return Municipality.objects.get(pk=planted.pk)


@pytest.fixture
def lwazi() -> Municipality:
    return plant_site(MunicipalityFactory(name="Lwazi", code="LWA"), "lwazi.example.org")


def say(municipality: Municipality, **fields: Any) -> SiteSettings:
    """Change the settings as the form would."""
    known = SiteSettings.objects.get(site=municipality.site)
    for name, value in fields.items():
        setattr(known, name, value)
    known.full_clean()
    known.save()
    return known


def page_of(municipality: Municipality, path: str = "/") -> str:
    return visitor_of(municipality).get(path).content.decode()


@pytest.mark.parametrize("content", [None, b"no picture"])
def test_a_mark_whose_file_is_lost_or_broken_takes_no_page_down(
    khanya: Municipality, content: bytes | None, caplog: pytest.LogCaptureFixture
) -> None:
    mark = Image.objects.create(title="Mark", file=get_test_image_file())
    say(khanya, name="Khanya by the sea", mark=mark)
    mark.file.storage.delete(mark.file.name)
    if content:
        mark.file.storage.save(mark.file.name, ContentFile(content))
    with caplog.at_level(logging.WARNING, "cms.views.renditions"):
        page = page_of(khanya)
    assert "Khanya by the sea" in page.split("<header", 1)[1]
    assert f"The file of picture {mark.pk} cannot be read" in caplog.text


def test_the_name_stands_in_the_masthead_and_the_title_of_every_page(khanya: Municipality, client: Client) -> None:
    say(khanya, name="Khanya by the sea", name_detail="Local Municipality")
    for path in ("/", "/track/", "/search/", "/accounts/login/", "/accounts/signup/", "/nowhere/"):
        page = page_of(khanya, path)
        assert "<span>Khanya by the sea<small>Local Municipality</small></span>" in page, path
        assert " - Khanya by the sea</title>" in page, path
    assert "Khanya by the sea" not in client.get("/track/").content.decode()


def test_the_mark_stands_in_place_of_the_ring(khanya: Municipality) -> None:
    ring = 'class="name" href="/"><svg'
    assert ring in page_of(khanya)
    say(khanya, mark=Image.objects.create(title="Arms", file=get_test_image_file()))
    page = page_of(khanya)
    assert ring not in page
    assert '<img src="/media/images/' in page


def test_contact_stands_in_the_foot_of_every_page_in_the_same_order(khanya: Municipality) -> None:
    say(khanya, **CONTACT)
    for path in ("/", "/track/", "/nowhere/"):
        foot = page_of(khanya, path).split("<footer")[1]
        places = [
            foot.index(words)
            for words in (
                "tel:0105550100",
                "https://wa.me/27105550101",
                "mailto:office@example.org",
                "1 Example Street",
            )
        ]
        assert places == sorted(places), path
        assert "Monday to Friday" in foot


def test_nothing_that_was_left_empty_is_named(khanya: Municipality) -> None:
    assert "Reach Khanya" not in page_of(khanya)
    say(khanya, phone="010 555 0100")
    assert "Reach Khanya" in page_of(khanya)
    assert "WhatsApp" not in page_of(khanya)


def test_the_sites_emergency_numbers_win_over_the_installations(khanya: Municipality, lwazi: Municipality) -> None:
    say(khanya, emergency_fire="010 555 0199")
    page = page_of(khanya)
    assert "tel:0105550199" in page
    assert "tel:112" in page
    assert "tel:0105550199" not in page_of(lwazi)
    ward = make_grid(1, 1, municipality=khanya)[0]
    assert "tel:0105550199" in page_of(khanya, f"/wards/{ward.code}/raise/")


def test_the_privacy_notice_and_who_answers_for_it_are_linked_from_every_page(khanya: Municipality) -> None:
    notice = PlainPage(title="What we do with what you tell us", slug="privacy")
    khanya.site.root_page.add_child(instance=notice)
    say(khanya, privacy_page=notice, information_officer="The Municipal Manager, office@example.org")
    foot = page_of(khanya, "/track/").split("<footer")[1]
    assert '<a href="/privacy/">What we do with what you tell us</a>' in foot
    assert "Information officer: The Municipal Manager" in foot
    assert '<a href="/how-your-data-is-kept/">' in page_of(khanya, "/privacy/")
    notice.unpublish()
    assert "What we do with what you tell us" not in page_of(khanya, "/track/")


def test_a_faint_colour_is_refused_with_its_contrast_and_the_nearest_that_will_do(khanya: Municipality) -> None:
    with pytest.raises(ValidationError) as refused:
        say(khanya, brand_colour="#f2b134", mast_colour="#7cc3d3")
    problems = refused.value.message_dict
    assert "#f2b134 is too faint: its contrast is 1.5 to 1" in problems["brand_colour"][0]
    nearest = problems["brand_colour"][0].split()[-1].rstrip(".")
    assert "2.0 to 1" in problems["mast_colour"][0]
    say(khanya, brand_colour=nearest, mast_colour="")


@pytest.mark.parametrize("colour", ["red", "#12345", "#gggggg", "#1234567", "0d4b5e"])
def test_what_is_no_colour_is_refused_in_plain_words(khanya: Municipality, colour: str) -> None:
    with pytest.raises(ValidationError, match="Write the colour as #"):
        say(khanya, brand_colour=colour)


def test_colours_come_as_a_sheet_that_is_kept_for_good_under_its_digest(
    khanya: Municipality, lwazi: Municipality
) -> None:
    say(khanya, brand_colour="#7a1f3d")
    page = page_of(khanya)
    address = page.split('href="/site.css?v=')[1].split('"')[0]
    answer = visitor_of(khanya).get(f"/site.css?v={address}")
    assert answer["Content-Type"] == "text/css; charset=utf-8"
    assert "immutable" in answer["Cache-Control"]
    assert "max-age=31536000" in answer["Cache-Control"]
    assert not answer.cookies
    assert "--brand: #7a1f3d;" in answer.content.decode()
    assert "(prefers-color-scheme: dark)" in answer.content.decode()
    assert "max-age=60" in visitor_of(khanya).get("/site.css?v=old")["Cache-Control"]
    assert "/site.css" not in page_of(lwazi)
    assert visitor_of(lwazi).get("/site.css").status_code == 404


def test_another_colour_has_another_address_and_colours_the_bar_of_the_browser(khanya: Municipality) -> None:
    seen = set()
    for colour in ("#123456", "#654321"):
        say(khanya, mast_colour=colour)
        page = page_of(khanya)
        assert f'<meta name="theme-color" content="{colour}">' in page
        seen.add(page.split("/site.css?v=")[1][:12])
    assert len(seen) == 2


def test_a_colour_that_was_saved_past_the_form_is_not_shown(khanya: Municipality) -> None:
    SiteSettings.objects.filter(site=khanya.site).update(brand_colour="#ffffff")
    assert "/site.css" not in page_of(khanya)


def test_the_languages_that_a_site_offers_narrow_the_switch_and_what_search_engines_are_told(
    khanya: Municipality, lwazi: Municipality
) -> None:
    assert 'hreflang="zu"' in page_of(khanya)
    say(khanya, languages=["en"])
    assert 'hreflang="zu"' not in page_of(khanya)
    assert 'hreflang="zu"' in page_of(lwazi)


def test_the_original_is_always_among_the_languages(khanya: Municipality) -> None:
    assert say(khanya, languages=["zu"]).languages == ["en", "zu"]


def test_a_face_costs_one_statement_and_nothing_a_second_time(
    khanya: Municipality, rf: RequestFactory, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    say(khanya, **CONTACT, brand_colour="#7a1f3d")
    request = rf.get("/", headers={"host": "khanya.example.org"})
    with django_assert_num_queries(3):  # whose host it is: two
        face_of(request)
    with django_assert_num_queries(0):
        face_of(request)


def test_the_page_for_a_failure_of_ours_asks_nothing(
    khanya: Municipality, rf: RequestFactory, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        answer = errors.server_error(rf.get("/", headers={"host": "khanya.example.org"}))
    assert answer.status_code == 500
    assert "tel:112" in answer.content.decode()
