"""An editor writes, a publisher publishes, in the municipality's own words, wards and hours."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, WorkflowState
from wagtail.test.utils.form_data import nested_form_data, streamfield

from cms.models import EventPage, NoticeIndexPage, NoticePage, WardPage
from cms.queries.homes import homes_of
from cms.services.sites import make_site
from engagement.enums import Role
from engagement.models import User
from tests.cms.sites import AT, SiteCast
from tests.engagement.cast import make_staff
from tests.engagement.sessions import browser_of, prove_address, set_up_second_factor

pytestmark = pytest.mark.django_db


def staff(site: SiteCast, *roles: Role) -> User:
    user = make_staff(site.municipality, *roles)
    prove_address(user)
    set_up_second_factor(user)
    return user


@pytest.fixture
def editor(site: SiteCast) -> User:
    return staff(site, Role.EDITOR)


@pytest.fixture
def publisher(site: SiteCast) -> User:
    return staff(site, Role.PUBLISHER)


@pytest.fixture
def section(site: SiteCast) -> NoticeIndexPage:
    return NoticeIndexPage.objects.descendant_of(homes_of(site.municipality).get(locale__language_code="en")).get()


def add_address(section: Page) -> str:
    return reverse("wagtailadmin_pages:add", args=["cms", "noticepage", section.pk])


def typed(*, ward_codes: Sequence[str] = (), **facts: object) -> dict[str, object]:
    fields = nested_form_data(
        {
            "title": "Water off",
            "slug": "water-off",
            "kind": "outage",
            "introduction": "A main burst.",
            "starts_at": "2026-03-03 08:00",
            "ends_at": "2026-03-03 14:00",
            "body": streamfield([]),
        }
        | facts
    )
    return fields | {"ward_codes": list(ward_codes)}


# Wards


def test_wards_are_offered_by_their_names(site: SiteCast, editor: User, section: NoticeIndexPage) -> None:
    page = browser_of(editor).get(add_address(section)).content.decode()
    assert f'type="checkbox" name="ward_codes" value="{site.cast.ward.code}"' in page
    assert "Ward 1" in page


def test_a_notice_is_for_the_wards_that_were_ticked(site: SiteCast, editor: User, section: NoticeIndexPage) -> None:
    codes = [site.cast.ward.code, site.cast.other_ward.code]
    browser_of(editor).post(add_address(section), typed(ward_codes=codes))
    assert (
        NoticePage.objects.get(slug="water-off", locale=section.locale).latest_revision.as_object().ward_codes == codes
    )


def test_a_ward_of_another_municipality_is_refused(site: SiteCast, editor: User, section: NoticeIndexPage) -> None:
    stranger = f"{site.cast.elsewhere.code}-001"
    answer = browser_of(editor).post(add_address(section), typed(ward_codes=[stranger]))
    assert "This is no ward of this municipality." in answer.content.decode()
    assert not NoticePage.objects.filter(slug="water-off").exists()


def test_a_ward_that_is_gone_is_shown_as_gone_and_can_be_unticked(site: SiteCast, editor: User) -> None:
    notice = site.notice(slug="old", ward_codes=["KHA-099"])
    address = reverse("wagtailadmin_pages:edit", args=[notice.pk])
    assert "KHA-099: no longer a ward" in browser_of(editor).get(address).content.decode()
    browser_of(editor).post(address, typed(slug="old", ward_codes=[]))
    notice.refresh_from_db()
    assert notice.get_latest_revision_as_object().ward_codes == []


# Hours


def test_hours_are_those_of_the_municipality(site: SiteCast, editor: User, section: NoticeIndexPage, settings) -> None:
    settings.TIME_ZONE = "Africa/Johannesburg"
    site.municipality.time_zone = "Africa/Nairobi"
    site.municipality.save()
    browser_of(editor).post(add_address(section), typed())
    notice = NoticePage.objects.get(slug="water-off", locale=section.locale)
    draft = notice.get_latest_revision_as_object()
    assert draft.starts_at == datetime(2026, 3, 3, 5, 0, tzinfo=UTC)
    page = browser_of(editor).get(reverse("wagtailadmin_pages:edit", args=[notice.pk])).content.decode()
    assert 'value="2026-03-03 08:00"' in page
    assert "Time in Africa/Nairobi." in page


def test_an_end_before_the_start_is_refused_in_words(site: SiteCast, editor: User, section: NoticeIndexPage) -> None:
    answer = browser_of(editor).post(add_address(section), typed(ends_at="2026-03-03 07:00"))
    assert "This is before it starts. Choose a later time." in answer.content.decode()


def test_a_day_is_read_day_first_too(site: SiteCast, editor: User, section: NoticeIndexPage) -> None:
    browser_of(editor).post(add_address(section), typed(starts_at="03/02/2026 08:00"))
    notice = NoticePage.objects.get(slug="water-off", locale=section.locale)
    assert notice.get_latest_revision_as_object().starts_at.astimezone(site.municipality.zone).month == 2


def test_a_time_that_cannot_be_read_is_refused_with_an_example_and_kept(
    site: SiteCast, editor: User, section: NoticeIndexPage
) -> None:
    page = browser_of(editor).post(add_address(section), typed(starts_at="26 Nov 8am")).content.decode()
    assert "Write the day and the time, such as 2026-11-26 08:00 or 26/11/2026 08:00." in page
    assert 'value="26 Nov 8am"' in page
    assert not NoticePage.objects.filter(slug="water-off").exists()


# From draft to the page


def test_an_editor_submits_a_publisher_approves_and_both_are_told(
    client: Client, site: SiteCast, editor: User, publisher: User, section: NoticeIndexPage, time_machine
) -> None:
    time_machine.move_to(AT, tick=True)
    browser_of(editor).post(add_address(section), typed(**{"action-submit": "submit"}))
    notice = NoticePage.objects.get(slug="water-off", locale=section.locale)
    assert not notice.live
    assert [message.to for message in mail.outbox] == [[publisher.email]]
    assert editor.email not in mail.outbox[0].subject

    state = WorkflowState.objects.get(object_id=str(notice.pk)).current_task_state
    approve = reverse("wagtailadmin_pages:workflow_action", args=[notice.pk, "approve", state.pk])
    browser_of(publisher).post(approve, {"comment": "Good."})
    notice.refresh_from_db()
    assert notice.live
    assert [editor.email] in [message.to for message in mail.outbox]
    assert "Water off" in client.get("/notices/").content.decode()
    # The other language shows it at once: nobody translated it yet.
    assert "Water off" in client.get("/zu/notices/").content.decode()


def test_a_publisher_sends_back_with_a_word(
    site: SiteCast, editor: User, publisher: User, section: NoticeIndexPage
) -> None:
    browser_of(editor).post(add_address(section), typed(**{"action-submit": "submit"}))
    notice = NoticePage.objects.get(slug="water-off", locale=section.locale)
    state = WorkflowState.objects.get(object_id=str(notice.pk)).current_task_state
    reject = reverse("wagtailadmin_pages:workflow_action", args=[notice.pk, "reject", state.pk])
    mail.outbox.clear()
    browser_of(publisher).post(reject, {"comment": "Say until when."})
    notice.refresh_from_db()
    assert not notice.live
    assert [message.to for message in mail.outbox] == [[editor.email]]
    assert "Say until when." in mail.outbox[0].body


def test_an_editor_cannot_publish_and_nobody_elses_editor_opens_the_page(
    site: SiteCast, editor: User, section: NoticeIndexPage
) -> None:
    browser_of(editor).post(add_address(section), typed(**{"action-publish": "publish"}))
    notice = NoticePage.objects.filter(slug="water-off", locale=section.locale).first()
    assert notice is None or not notice.live
    make_site(municipality=site.cast.elsewhere, hostname="other.example.org", port=80)
    stranger = make_staff(site.cast.elsewhere, Role.EDITOR, Role.PUBLISHER)
    assert browser_of(stranger).get(add_address(section)).status_code != 200


# Previews


@pytest.mark.parametrize("kind", ["notice", "ward"])
def test_a_preview_shows_the_page_as_it_would_be(site: SiteCast, editor: User, kind: str) -> None:
    page = site.notice(introduction="A main burst.") if kind == "notice" else site.ward_page()
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    browser = browser_of(editor)
    facts = (
        typed(title="Changed title", slug=page.slug)
        if kind == "notice"
        else nested_form_data(
            {"title": "Changed title", "slug": page.slug, "introduction": "Changed words", "body": streamfield([])}
        )
    )
    assert browser.post(address, facts).json()["is_valid"]
    shown = browser.get(address)
    assert shown.status_code == 200
    expected = "Changed title" if kind == "notice" else "Changed words"
    assert expected in shown.content.decode()


# Help


@pytest.mark.parametrize("model", [NoticePage, EventPage, WardPage])
def test_the_form_begins_with_what_the_page_is_for(model: type[Page]) -> None:
    first = model.content_panels[0]
    assert "<p>" in str(first.content)


def test_aliases_follow_when_the_original_is_published_again(client: Client, site: SiteCast, time_machine) -> None:
    time_machine.move_to(AT, tick=False)
    notice = site.notice(title="Water off")
    notice.title = "Water off longer"
    notice.ends_at += timedelta(hours=3)
    notice.save_revision().publish()
    page = client.get("/zu/notices/").content.decode()
    assert "Water off longer" in page
