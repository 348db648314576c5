"""A notice and a meeting are translated in the workspace: words by a person, times and wards by themselves."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page
from wagtail_localize.models import Translation, TranslationSource
from wagtail_localize.synctree import create_aliases_for_new_page

from cms.models import EventPage, HomePage, NoticePage, PlainPage
from tests.cms.sites import AT, SiteCast
from tests.cms.views.translating import (
    ZULU,
    begun,
    fill,
    post,
    publish,
    publish_now,
    put_in_the_place,
    submit,
    title_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _at(time_machine) -> None:
    time_machine.move_to(AT, tick=True)


def test_a_notice_is_translated_published_and_read(client: Client, site: SiteCast, publisher: Client) -> None:
    notice = site.notice(title="Water off", introduction="A main burst.", ward_codes=[site.cast.ward.code])
    assert '<h1 lang="en">Water off</h1>' in client.get("/zu/notices/" + notice.slug + "/").content.decode()
    translation = submit(publisher, notice)
    offered = fill(publisher, translation, ZULU)
    assert {"title", "introduction"} <= offered
    assert not {"ward_codes", "starts_at", "ends_at", "kind"} & offered
    page = publish(publisher, translation)
    assert isinstance(page, NoticePage)
    assert (page.title, page.introduction) == (ZULU["title"], ZULU["introduction"])
    shown = client.get(page.get_url()).content.decode()
    assert "<h1>Amanzi avaliwe</h1>" in shown
    assert page.get_url().startswith("/zu/")


def test_times_wards_and_kind_are_those_of_the_original_also_when_they_change(
    site: SiteCast, publisher: Client
) -> None:
    notice = site.notice(title="Water off", ward_codes=[site.cast.ward.code], kind="planned")
    translation = submit(publisher, notice)
    fill(publisher, translation, ZULU)
    page = publish(publisher, translation)
    assert (page.kind, page.ward_codes) == ("planned", [site.cast.ward.code])
    assert (page.starts_at, page.ends_at) == (notice.starts_at, notice.ends_at)

    notice.ends_at += timedelta(hours=5)
    notice.ward_codes = [site.cast.ward.code, site.cast.other_ward.code]
    notice.save_revision().publish()
    translation.source.refresh_from_db()
    publisher.post(
        reverse("wagtail_localize:update_translations", args=[translation.source.pk]), {"publish_translations": "on"}
    )
    page.refresh_from_db()
    assert page.ends_at == notice.ends_at
    assert page.ward_codes == notice.ward_codes
    assert page.title == ZULU["title"]


def test_a_meeting_that_moves_or_is_called_off_says_so_in_every_language_at_once(
    client: Client, site: SiteCast, publisher: Client
) -> None:
    meeting = site.meeting(title="Water off", place="Thutong hall")
    translation = submit(publisher, meeting)
    fill(publisher, translation, ZULU)
    put_in_the_place(publisher, translation, "place", ZULU["place"])
    page = publish_now(publisher, translation)
    calendar = client.get("/zu/meetings.ics").content.decode()
    assert "DTSTART:20260307T070000Z" in calendar

    meeting.starts_at += timedelta(days=1)
    meeting.ends_at += timedelta(days=1)
    meeting.called_off = True
    meeting.save_revision().publish()
    page.refresh_from_db()
    assert (page.starts_at, page.ends_at, page.called_off) == (meeting.starts_at, meeting.ends_at, True)
    assert page.get_latest_revision_as_object().starts_at == meeting.starts_at
    assert (page.title, page.place) == (ZULU["title"], ZULU["place"])
    calendar = client.get("/zu/meetings.ics").content.decode()
    assert "DTSTART:20260308T070000Z" in calendar
    assert "STATUS:CANCELLED" in calendar

    # The translator's page still holds what the meeting said when the translation was begun.
    again = publish_now(publisher, translation)
    assert (again.starts_at, again.called_off) == (meeting.starts_at, True)


def test_a_translation_that_is_no_longer_bound_to_its_original_keeps_what_it_says(
    site: SiteCast, publisher: Client
) -> None:
    notice = site.notice(title="Water off")
    translation = submit(publisher, notice)
    page = publish_now(publisher, translation)
    Translation.objects.filter(pk=translation.pk).update(enabled=False)
    notice.ends_at += timedelta(hours=5)
    notice.save_revision().publish()
    page.refresh_from_db()
    assert page.ends_at == notice.ends_at - timedelta(hours=5)


def test_a_draft_of_the_original_changes_no_translation(site: SiteCast, publisher: Client) -> None:
    notice = site.notice(title="Water off")
    page = publish_now(publisher, submit(publisher, notice))
    before = notice.ends_at
    notice.ends_at += timedelta(hours=5)
    notice.save_revision()
    page.refresh_from_db()
    assert page.ends_at == before


def test_a_meeting_is_translated_with_its_place(client: Client, site: SiteCast, publisher: Client) -> None:
    meeting = site.meeting(title="Water off", introduction="Lights.", place="Thutong hall")
    translation = submit(publisher, meeting)
    fill(publisher, translation, ZULU)
    put_in_the_place(publisher, translation, "place", ZULU["place"])
    page = publish(publisher, translation)
    assert isinstance(page, EventPage)
    assert page.place == ZULU["place"]
    assert page.starts_at == meeting.starts_at
    assert ZULU["place"] in client.get("/zu/meetings.ics").content.decode()


def test_an_editor_translates_and_a_publisher_publishes(site: SiteCast, editor: Client, publisher: Client) -> None:
    target = begun(editor, site.notice(title="Water off"))
    source = TranslationSource.objects.get(object_id=target.translation_key)
    post(editor, reverse("wagtailadmin_pages:edit", args=[target.pk]), {"action": "publish"})
    assert title_of(target) == "Water off"
    address = reverse("wagtail_localize:update_translations", args=[source.pk])
    for browser, offered, title in ((editor, False, "Water off"), (publisher, True, ZULU["title"])):
        assert ("Publish immediately" in browser.get(address).content.decode()) == offered
        assert post(browser, address, {"publish_translations": "on"}) == 302
        assert title_of(target) == title


def test_words_that_wait_for_a_publisher_do_not_go_live_by_beginning_again(
    site: SiteCast, editor: Client, publisher: Client
) -> None:
    notice = site.notice(title="Water off")
    target = begun(editor, notice)
    publish_now(publisher, Translation.objects.get(source__object_id=notice.translation_key))
    to_alias = reverse("wagtail_localize:convert_to_alias", args=[target.pk])
    post(editor, to_alias, {})
    assert Page.objects.get(pk=target.pk).alias_of is None
    post(publisher, to_alias, {})
    assert Page.objects.get(pk=target.pk).alias_of.pk == notice.pk
    address = reverse("wagtail_localize:submit_page_translation", args=[notice.pk])
    for browser, title in ((editor, "Water off"), (publisher, ZULU["title"])):
        post(browser, address, {"locales": [target.locale_id]})
        assert title_of(target) == title


def test_a_page_is_not_translated_with_pages_below_that_wait_for_a_publisher(
    site: SiteCast, editor: Client, publisher: Client
) -> None:
    above = site.publish(HomePage, PlainPage(title="Rates"))
    below = above.add_child(instance=PlainPage(title="Water off", locale=above.locale))
    create_aliases_for_new_page(below)
    target = begun(editor, below)
    address = reverse("wagtail_localize:submit_page_translation", args=[above.pk])
    for browser, title in ((editor, "Water off"), (publisher, ZULU["title"])):
        post(browser, address, {"locales": [target.locale_id], "include_subtree": "on"})
        assert title_of(target) == title
