"""Whatever changes what the public reads, the next reader reads it; what was kept of it is not shown again."""

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.core.files.images import ImageFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image as Picture
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks
from wagtail.contrib.redirects.models import Redirect
from wagtail.images import get_image_model
from wagtail.models import Collection, Locale, PageViewRestriction

from cms.models import HomePage, NewsIndexPage, NewsPage, NoticeIndexPage, NoticePage, PlainPage, SiteSettings, WardPage
from cms.queries.homes import pages_of
from cms.services.sites import make_site
from cms.services.ward_pages import keep_ward_pages
from engagement.enums import Nature, Outcome, PublicationRefusal, Role
from engagement.models import Case
from engagement.rules.contacts import by_email
from engagement.services.answers import answer_concern
from engagement.services.concerns import confirm_contact, raise_concern
from engagement.services.moderation import publish_concern, withdraw_publication
from engagement.services.people import appoint_councillor, appoint_staff
from tests.cms.views.translating import fill, publish_now, submit
from tests.engagement.sessions import browser_of
from tests.standing import standing
from tests.wards.factories import (
    CouncillorFactory,
    CouncillorTermFactory,
    DelimitationFactory,
    MunicipalityFactory,
    make_grid,
)
from wards.enums import SeatKind, TermEnd
from wards.models import CouncillorTerm, Municipality, Ward
from wards.services.activations import activate_delimitation, undo_activation
from wards.services.terms import begin_term, correct_end, end_term

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_pages")]

HOST = {"host": "khanya.example.org"}
WARD = "/wards/KHA001/"


@dataclass
class Town:
    """A municipality with a site, and somebody who may do anything."""

    municipality: Municipality
    ward: Ward
    root: Any
    client: Client

    def read(self, path: str) -> str:
        """A page as a reader gets it."""
        answer = self.client.get(path, headers=HOST)
        assert answer.status_code == 200, path
        return answer.content.decode()

    def page(self, kind: type) -> Any:
        """The original of a kind of page."""
        return kind.objects.filter(locale__language_code="en").in_site(self.municipality.site).first()


@pytest.fixture(scope="module")
def founded(django_db_setup: None, django_db_blocker: Any) -> Iterator[Ward]:
    with standing(django_db_blocker):
        ward = make_grid(2, 2, municipality=MunicipalityFactory(code="KHA", name="Khanya"))[0]
        make_site(municipality=ward.municipality, hostname="khanya.example.org")
        keep_ward_pages(municipality=ward.municipality, at=timezone.now())
        yield ward


@pytest.fixture
def town(founded: Ward, client: Client) -> Town:
    """Khanya, a local municipality of four wards."""
    ward = Ward.objects.get(pk=founded.pk)
    root = get_user_model().objects.create_superuser("root@example.org", "a long enough password")
    return Town(ward.municipality, ward, root, client)


@pytest.fixture
def changing(django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks) -> Callable[[], Any]:
    """What is done inside is committed at its end."""

    @contextlib.contextmanager
    def change() -> Iterator[None]:
        with django_capture_on_commit_callbacks(execute=True):
            yield

    return change


def publish(page: Any, **changes: Any) -> None:
    for name, value in changes.items():
        setattr(page, name, value)
    page.save_revision().publish()


def test_without_a_note_a_page_would_be_shown_as_it_was(town: Town) -> None:
    town.read(WARD)
    CouncillorTermFactory(ward=town.ward, councillor__name="Nomsa Dlamini")
    assert "Nomsa Dlamini" not in town.read(WARD)
    cache.delete_pattern("page-*")
    assert "Nomsa Dlamini" in town.read(WARD)


def test_a_councillor_who_begins_ends_and_goes_on_shows(town: Town, changing: Callable) -> None:
    councillor = CouncillorFactory(municipality=town.municipality, name="Nomsa Dlamini")
    today, said = timezone.localdate(), {"by": town.root, "at": timezone.now()}
    town.read(WARD)
    with changing():
        term = begin_term(councillor=councillor, seat=SeatKind.WARD, ward=town.ward, on=date(2025, 1, 1), **said)
    assert "Nomsa Dlamini" in town.read(WARD)
    with changing():
        end_term(term=term, last_day=today - timedelta(days=1), reason=TermEnd.RESIGNED, **said)
    assert "Nomsa Dlamini" not in town.read(WARD)
    with changing():
        correct_end(term=CouncillorTerm.objects.get(), last_day=None, reason=None, **said)
    assert "Nomsa Dlamini" in town.read(WARD)


def test_wards_of_another_edition_show_and_go_again(town: Town, changing: Callable) -> None:
    edition = DelimitationFactory(edition="2026", published_on=date(2026, 1, 1))
    wards = make_grid(1, 1, municipality=town.municipality, delimitation=edition, active_from=None)
    Ward.objects.filter(pk=wards[0].pk).update(name="Emthonjeni")
    assert "Emthonjeni" not in town.read("/wards/")
    said = {"by": town.root, "at": timezone.now()}
    with changing():
        activation = activate_delimitation(
            municipality=town.municipality, delimitation=edition, starts_on=timezone.localdate(), **said
        )
    assert "Emthonjeni" in town.read("/wards/")
    with changing():
        undo_activation(activation=activation, **said)
    assert "Emthonjeni" not in town.read("/wards/")


@pytest.mark.parametrize("role", ["councillor", "office"])
def test_who_answers_shows(town: Town, changing: Callable, role: str) -> None:
    term = CouncillorTermFactory(ward=town.ward)
    assert "/raise/" not in town.read(WARD)
    with changing():
        if role == "councillor":
            appoint_councillor(user=town.root, councillor=term.councillor)
        else:
            appoint_staff(user=town.root, municipality=town.municipality, roles=[Role.SPEAKERS_OFFICE])
    assert "/raise/" in town.read(WARD)


@pytest.fixture
def case(town: Town) -> Case:
    """A concern that waits to be published."""
    roles = [Role.SPEAKERS_OFFICE, Role.MODERATOR]
    appoint_staff(user=town.root, municipality=town.municipality, roles=roles)
    raised = raise_concern(
        ward=town.ward,
        nature=Nature.ISSUE,
        subject="Streetlights out",
        text="Eleven poles are dark.",
        is_public=True,
        contact=by_email("palesa@example.org"),
        key="form",
        at=timezone.now(),
    )
    return confirm_contact(case=raised, at=timezone.now())


def test_a_concern_that_is_published_answered_and_withdrawn_shows(town: Town, changing: Callable, case: Case) -> None:
    said = {"by": town.root, "at": timezone.now()}
    assert "Streetlights out" not in town.read(WARD)
    with changing():
        publish_concern(case=case, **said)
    waiting = town.read(WARD)
    assert "Streetlights out" in waiting
    with changing():
        answer_concern(case=case, text="Fixed.", outcome=Outcome.ANSWERED, is_public=True, key="answer", **said)
    assert town.read(WARD) != waiting
    with changing():
        withdraw_publication(case=case, reason=PublicationRefusal.PERSONAL_DATA, erase_words=False, **said)
    assert "Streetlights out" not in town.read(WARD)


def test_what_staff_correct_in_the_registers_shows(town: Town, changing: Callable) -> None:
    CouncillorTermFactory(ward=town.ward, councillor__name="Nomsa Dlamini")
    councillor = town.municipality.councillors.get()
    assert "Nomsa Dlamini" in town.read(WARD)
    address = f"/admin/wards/councillors/edit/{councillor.pk}/"
    with changing():
        form = {"municipality": town.municipality.pk, "name": "Nomsa Zulu", "party": "Sea Party"}
        assert browser_of(town.root).post(address, form)["Location"] == "/admin/wards/councillors/"
    assert "Nomsa Zulu" in town.read(WARD)


def test_a_page_that_is_published_moved_unpublished_and_deleted_shows(town: Town, changing: Callable) -> None:
    index = town.page(NewsIndexPage)
    town.read("/news/")
    assert town.client.get("/news/dam/", headers=HOST).status_code == 404
    with changing():
        page = index.add_child(instance=NewsPage(title="The dam is full", slug="dam", live=False))
        publish(page)
    page.refresh_from_db()
    town.read("/news/dam/")
    with changing():
        publish(page, title="The dam is fuller")
    assert "The dam is fuller" in town.read("/news/dam/")
    with changing():
        page.unpublish()
    assert town.client.get("/news/dam/", headers=HOST).status_code == 410
    with changing():
        publish(page)
    town.read("/news/dam/")
    with changing():
        NewsPage.objects.get(pk=page.pk).delete()
    assert town.client.get("/news/dam/", headers=HOST).status_code == 404


def test_a_translation_that_becomes_an_alias_and_an_alias_that_becomes_a_page_show(
    town: Town, changing: Callable
) -> None:
    page = town.page(NewsIndexPage).add_child(instance=NewsPage(title="The dam is full", slug="dam"))
    publish(page)
    browser = browser_of(town.root)
    with changing():
        translation = submit(browser, page)
        fill(browser, translation, {"title": "Idamu ligcwele"})
        publish_now(browser, translation)
    zulu = page.get_translation(translation.target_locale)
    assert "Idamu ligcwele" in town.read("/zu/news/dam/")
    with changing():
        browser.post(reverse("wagtail_localize:convert_to_alias", args=[zulu.pk]))
    alias = town.read("/zu/news/dam/")
    assert "The dam is full" in alias
    assert "Idamu ligcwele" not in alias
    with changing():
        browser.post(reverse("wagtailadmin_pages:convert_alias", args=[zulu.pk]))
    assert town.read("/zu/news/dam/") != alias


def test_a_page_that_stands_elsewhere_is_found_there_alone(town: Town, changing: Callable) -> None:
    home = town.page(HomePage)
    with changing():
        above = home.add_child(instance=PlainPage(title="About", slug="about-us"))
        page = home.add_child(instance=PlainPage(title="Privacy", slug="privacy-notice"))
    town.read("/privacy-notice/")
    with changing():
        page.move(above, pos="last-child")
    assert town.client.get("/privacy-notice/", headers=HOST)["Location"].endswith("/about-us/privacy-notice/")
    town.read("/about-us/privacy-notice/")


def test_a_draft_shows_nowhere_and_costs_no_page(town: Town, changing: Callable) -> None:
    page = town.page(HomePage)
    before = town.read("/")
    Municipality.objects.update(name="Changed without a note")
    with changing():
        page.heading = "Not yet"
        page.save_revision()
    assert town.read("/") == before


def test_what_editors_say_of_a_ward_shows(town: Town, changing: Callable) -> None:
    page = WardPage.objects.get(code="KHA001", locale__language_code="en")
    town.read(WARD)
    with changing():
        publish(page, introduction="Along the river.")
    assert "Along the river." in town.read(WARD)


def test_a_translation_shows(town: Town, changing: Callable) -> None:
    page = WardPage.objects.get(code="KHA001", locale__language_code="en")
    zulu = Locale.objects.get(language_code="zu")
    town.read(f"/zu{WARD}")
    with changing():
        translated = page.get_translation_or_none(zulu) or page.copy_for_translation(zulu, copy_parents=True)
        publish(translated, introduction="Eduze komfula.", alias_of=None)
    assert "Eduze komfula." in town.read(f"/zu{WARD}")


def test_settings_of_the_site_begin_a_new_generation(town: Town, changing: Callable) -> None:
    town.read("/")
    page = town.page(HomePage)
    HomePage.objects.filter(pk=page.pk).update(heading="Without a note")
    settings = SiteSettings.objects.get(site=town.municipality.site)
    with changing():
        settings.phone = "010 000 0000"
        settings.save()
    assert "Without a note" in town.read("/")


def test_a_picture_that_is_replaced_or_deleted_begins_a_new_generation(town: Town, changing: Callable) -> None:
    file = BytesIO()
    Picture.new("RGB", (40, 30), "teal").save(file, "PNG")
    image = get_image_model().objects.create(
        title="Dam", file=ImageFile(file, "dam.png"), collection=Collection.get_first_root_node()
    )
    page = town.page(HomePage)
    for number, change in enumerate([image.save, image.delete]):
        town.read("/")
        HomePage.objects.filter(pk=page.pk).update(heading=f"Without a note {number}")
        assert f"Without a note {number}" not in town.read("/")
        with changing():
            change()
        assert f"Without a note {number}" in town.read("/")


def test_a_page_that_is_made_private_is_shown_to_nobody_else(town: Town, changing: Callable) -> None:
    page = WardPage.objects.get(code="KHA001", locale__language_code="en")
    town.read(WARD)
    with changing():
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    answer = town.client.get(WARD, headers=HOST)
    assert answer.status_code == 302
    assert "public" not in answer["Cache-Control"]


def test_an_address_that_leads_elsewhere_now_is_followed(town: Town, changing: Callable) -> None:
    assert town.client.get("/old/", headers=HOST).status_code == 404
    with changing():
        Redirect.objects.create(old_path="/old", redirect_link="/news/", site=town.municipality.site)
    assert town.client.get("/old/", headers=HOST).status_code == 301


def test_a_preview_is_never_what_is_kept_and_is_not_kept(town: Town) -> None:
    page = town.page(HomePage)
    kept = town.read("/")
    page.heading = "As it will be"
    preview = page.make_preview_request(preview_mode=page.default_preview_mode)
    assert b"As it will be" in preview.content
    assert town.read("/") == kept


def test_another_municipality_keeps_its_pages(town: Town, changing: Callable) -> None:
    lwazi = MunicipalityFactory(code="LWA", name="Lwazi")
    ward = make_grid(1, 1, municipality=lwazi, origin=(-20.0, -30.0))[0]
    with changing():
        make_site(municipality=lwazi, hostname="lwazi.example.org")
    lwazi.refresh_from_db()
    read = lambda: town.client.get(ward.get_absolute_url(), headers={"host": "lwazi.example.org"}).content  # noqa: E731
    before = read()
    Ward.objects.filter(pk=ward.pk).update(name="Changed without a note")
    with changing():
        publish(town.page(HomePage), heading="Here")
    assert read() == before
    there_seen_from_here = town.client.get(ward.get_absolute_url(), headers=HOST).content
    assert b"Changed without a note" in there_seen_from_here
    Ward.objects.filter(pk=ward.pk).update(name="Changed again")
    with changing():
        publish(HomePage.objects.filter(locale__language_code="en").in_site(lwazi.site).first(), heading="There")
    assert b"Changed again" in read()
    assert b"Changed again" in town.client.get(ward.get_absolute_url(), headers=HOST).content


@pytest.mark.parametrize(("starts", "ends", "turns"), [(-60, 60, 60), (30, 60, 30), (-60, -30, None)])
def test_no_page_is_kept_past_the_moment_at_which_a_notice_begins_or_ends(
    town: Town, changing: Callable, starts: int, ends: int, turns: int | None
) -> None:
    now = datetime(2026, 11, 22, 10, 1, tzinfo=UTC)
    with time_machine.travel(now, tick=False) as clock:
        times = {"starts_at": now + timedelta(seconds=starts), "ends_at": now + timedelta(seconds=ends)}
        with changing():
            town.page(NoticeIndexPage).add_child(instance=NoticePage(title="No water", slug="no-water", **times))
        town.read("/")
        HomePage.objects.update(heading="Without a note")
        clock.shift(timedelta(seconds=(turns or 61) - 1))
        assert "Without a note" not in town.read("/")
        clock.shift(timedelta(seconds=1))
        assert ("Without a note" in town.read("/")) == (turns is not None)


def test_every_kept_page_of_a_site_asks_the_database_nothing(
    town: Town, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    paths = {page.specific.get_url() for page in pages_of(town.municipality).live()}
    assert len(paths) > 10
    for path in sorted(path.removeprefix("http://khanya.example.org") for path in paths):
        first = town.read(path)
        with django_assert_num_queries(0):
            assert town.read(path) == first
