"""Readers of another language get what readers of the original get: as soon, as long, and told whose words they are."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test import Client, TestCase
from django.urls import reverse
from wagtail.models import Page, PageViewRestriction
from wagtail_localize.models import SegmentOverride, Translation

from cms.models import EventIndexPage, EventPage, HomePage, NoticeIndexPage, NoticePage, PlainPage
from tests.cms.sites import AT, SiteCast
from tests.cms.views.translating import ZULU, begun, fill, post, publish_now, put_in_the_place, submit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _at(time_machine) -> None:
    time_machine.move_to(AT, tick=True)


def translated(browser: Client, page: Page) -> Page:
    """A page in isiZulu, published."""
    translation = submit(browser, page)
    fill(browser, translation, ZULU)
    return publish_now(browser, translation)


def draft(site: SiteCast, kind: type[Page], **facts: object) -> Page:
    """A notice or a meeting that nobody but its editor has seen, made as the workspace makes it."""
    index = {NoticePage: NoticeIndexPage, EventPage: EventIndexPage}[kind]
    section = index.objects.get(path__startswith=site.municipality.site.root_page.path)
    times = {"starts_at": AT - timedelta(hours=1), "ends_at": AT + timedelta(hours=9)}
    page = kind(title="Water off", slug="water-off", live=False, locale=section.locale, **times, **facts)
    section.add_child(instance=page)
    page.save_revision()
    return page


def in_zulu(client: Client, page: Page) -> tuple[int, str]:
    """What a reader of isiZulu gets at the page's address."""
    answer = client.get(f"/zu/notices/{page.slug}/")
    return answer.status_code, answer.content.decode()


def test_a_notice_taken_off_is_off_in_every_language_and_comes_back_in_each(
    client: Client, site: SiteCast, publisher: Client
) -> None:
    notice = site.notice(title="Water off")
    target = translated(publisher, notice)
    assert "Amanzi avaliwe" in client.get("/zu/").content.decode()
    assert post(publisher, reverse("wagtailadmin_pages:unpublish", args=[notice.pk]), {}) == 302
    assert client.get(f"/notices/{notice.slug}/").status_code == 410
    assert in_zulu(client, target)[0] == 410
    assert "Amanzi avaliwe" not in client.get("/zu/").content.decode()

    notice.refresh_from_db()
    notice.ends_at += timedelta(hours=2)
    notice.save_revision().publish()
    target.refresh_from_db()
    assert (target.live, target.title, target.ends_at) == (True, ZULU["title"], notice.ends_at)
    assert "Amanzi avaliwe" in in_zulu(client, target)[1]


def test_of_a_translation_that_is_taken_off_alone_readers_see_the_original(
    client: Client, site: SiteCast, publisher: Client
) -> None:
    notice = site.notice(title="Water off")
    target = translated(publisher, notice)
    assert post(publisher, reverse("wagtailadmin_pages:unpublish", args=[target.pk]), {}) == 302
    assert '<h1 lang="en">Water off</h1>' in in_zulu(client, notice)[1]
    assert "Water off" in client.get("/zu/").content.decode()
    notice.refresh_from_db()
    notice.title = "Water off longer"
    notice.save_revision().publish()
    assert '<h1 lang="en">Water off longer</h1>' in in_zulu(client, notice)[1]


def test_a_page_that_is_bound_to_nothing_leads_to_its_original_once_it_is_off(
    client: Client, site: SiteCast, publisher: Client
) -> None:
    notice = site.notice(title="Water off")
    target = translated(publisher, notice)
    Translation.objects.update(enabled=False)
    target.unpublish()
    answer = client.get(f"/zu/notices/{notice.slug}/")
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/notices/{notice.slug}/")
    assert client.get(answer.headers["Location"]).status_code == 200


def test_a_notice_that_goes_by_the_clock_goes_in_every_language(
    client: Client, site: SiteCast, publisher: Client, time_machine
) -> None:
    notice = site.notice(title="Water off", expire_at=AT + timedelta(hours=2))
    target = translated(publisher, notice)
    assert in_zulu(client, target)[0] == 200
    time_machine.move_to(AT + timedelta(hours=3))
    call_command("publish_scheduled")
    target.refresh_from_db()
    assert not target.live


@pytest.mark.parametrize("is_translated", [True, False])
def test_a_notice_that_is_deleted_is_gone_in_every_language(
    client: Client, site: SiteCast, publisher: Client, is_translated: bool
) -> None:
    notice = site.notice(title="Water off")
    if is_translated:
        translated(publisher, notice)
    assert in_zulu(client, notice)[0] == 200
    with TestCase.captureOnCommitCallbacks(execute=True):
        notice.delete()
    assert in_zulu(client, notice)[0] == 404
    assert not Page.objects.filter(translation_key=notice.translation_key).exists()


def test_a_translation_that_is_deleted_leaves_the_original(site: SiteCast, publisher: Client) -> None:
    notice = site.notice(title="Water off")
    target = translated(publisher, notice)
    with TestCase.captureOnCommitCallbacks(execute=True):
        target.delete()
    notice.refresh_from_db()
    assert notice.live


def test_deleting_says_that_translations_go_too(site: SiteCast, publisher: Client) -> None:
    notice = site.notice(title="Water off")
    translated(publisher, notice)
    asked = publisher.get(reverse("wagtailadmin_pages:delete", args=[notice.pk])).content.decode()
    assert "translation" in asked
    with TestCase.captureOnCommitCallbacks(execute=True):
        post(publisher, reverse("wagtailadmin_pages:delete", args=[notice.pk]), {})
    assert not Page.objects.filter(translation_key=notice.translation_key).exists()


def test_a_copy_has_an_address_in_every_language_once_it_is_published(
    client: Client, site: SiteCast, publisher: Client
) -> None:
    meeting = site.meeting(title="April meeting")
    address = reverse("wagtailadmin_pages:copy", args=[meeting.pk])
    sent = {"new_title": "May meeting", "new_slug": "may", "new_parent_page": meeting.get_parent().pk}
    assert post(publisher, address, sent) == 302
    copy = EventPage.objects.get(slug="may", locale=meeting.locale)
    copy.save_revision().publish()
    assert client.get("/zu/meetings/may/").status_code == 200
    assert "May meeting" in client.get("/zu/meetings.ics").content.decode()
    assert copy.get_translations().count() == 1
    copy.save_revision().publish()
    assert copy.get_translations().count() == 1


def test_what_is_begun_before_the_original_is_published_is_read_in_the_originals_words(
    client: Client, site: SiteCast, editor: Client, publisher: Client
) -> None:
    notice = draft(site, NoticePage, introduction="A burst main.")
    target = begun(editor, notice)
    assert in_zulu(client, notice)[0] == 404
    notice.introduction = "Two burst mains."
    notice.save_revision().publish()
    status, shown = in_zulu(client, notice)
    assert status == 200
    assert '<h1 lang="en">Water off</h1>' in shown
    assert "Two burst mains." in shown
    assert ZULU["title"] not in shown
    assert "Water off" in client.get("/zu/").content.decode()

    page = publish_now(publisher, Translation.objects.get(source__object_id=notice.translation_key))
    assert page.pk == target.pk
    assert f"<h1>{ZULU['title']}</h1>" in in_zulu(client, notice)[1]


def test_a_translation_that_is_only_begun_is_read_as_the_original_and_follows_it(
    client: Client, site: SiteCast, editor: Client
) -> None:
    meeting = site.meeting(title="Ward meeting", introduction="A burst main.", place="Thutong hall")
    target = begun(editor, meeting)
    meeting.title, meeting.place = "Ward meeting in the church", "Thutong church"
    meeting.save_revision().publish()
    shown = client.get(f"/zu/meetings/{meeting.slug}/").content.decode()
    assert '<h1 lang="en">Ward meeting in the church</h1>' in shown
    assert "Thutong church" in shown
    assert 'hreflang="zu"' not in client.get(f"/meetings/{meeting.slug}/").content.decode().split("</head>")[0]
    # The words that were written for it wait in the workspace.
    opened = editor.get(reverse("wagtailadmin_pages:edit", args=[target.pk])).content.decode()
    assert ZULU["introduction"] in opened


def test_beginning_again_opens_what_was_begun(site: SiteCast, editor: Client) -> None:
    notice = site.notice(title="Water off")
    target = begun(editor, notice)
    address = reverse("wagtail_localize:submit_page_translation", args=[notice.pk])
    answer = editor.post(address, {"locales": [target.locale_id]})
    assert answer.headers["Location"] == reverse("wagtailadmin_pages:edit", args=[target.pk])
    target.refresh_from_db()
    assert (target.alias_of_id, target.title) == (notice.pk, "Water off")


def test_what_is_only_begun_need_not_be_made_an_alias(site: SiteCast, editor: Client) -> None:
    target = begun(editor, site.notice(title="Water off"))
    answer = editor.post(reverse("wagtail_localize:convert_to_alias", args=[target.pk]), follow=True)
    assert "Readers see the original already, until this translation is published." in answer.content.decode()
    assert Translation.objects.filter(target_locale=target.locale, enabled=True).exists()


def test_no_translation_goes_before_its_original(site: SiteCast, publisher: Client) -> None:
    notice = draft(site, NoticePage)
    translation = submit(publisher, notice)
    fill(publisher, translation, ZULU)
    page = publish_now(publisher, translation)
    assert not page.live
    answer = publisher.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert "Publish the original first." in answer.content.decode()
    address = reverse("wagtail_localize:update_translations", args=[translation.source_id])
    post(publisher, address, {"publish_translations": "on"})
    assert not Page.objects.get(pk=page.pk).live
    notice.save_revision().publish()
    assert publish_now(publisher, translation).title == ZULU["title"]


def test_a_meeting_in_another_hall_is_there_in_every_language(
    client: Client, site: SiteCast, publisher: Client
) -> None:
    meeting = site.meeting(title="Ward meeting", place="Thutong hall")
    translation = submit(publisher, meeting)
    fill(publisher, translation, ZULU)
    put_in_the_place(publisher, translation, "place", ZULU["place"])
    publish_now(publisher, translation)
    assert ZULU["place"] in client.get("/zu/meetings.ics").content.decode()
    meeting.title = "Ward meeting tonight"
    meeting.save_revision().publish()
    assert ZULU["place"] in client.get("/zu/meetings.ics").content.decode()
    meeting.place = "Thutong church"
    meeting.save_revision().publish()
    calendar = client.get("/zu/meetings.ics").content.decode()
    assert "Thutong church" in calendar
    assert ZULU["place"] not in calendar
    assert not SegmentOverride.objects.exists()


def test_words_that_changed_wait_to_be_translated(site: SiteCast, publisher: Client) -> None:
    notice = site.notice(title="Water off", introduction="A burst main.")
    translation = submit(publisher, notice)
    fill(publisher, translation, ZULU)
    publish_now(publisher, translation)
    assert translation.get_status_display() == "Up to date"
    notice.introduction = "Two burst mains."
    notice.save_revision().publish()
    assert translation.get_status_display() == "Waiting for translations"


def test_what_is_to_appear_later_appears_in_no_language_before(
    client: Client, site: SiteCast, publisher: Client, time_machine
) -> None:
    notice = draft(site, NoticePage)
    notice.go_live_at = AT + timedelta(hours=2)
    notice.save_revision().publish()
    assert in_zulu(client, notice)[0] == 404
    assert "Water off" not in client.get("/zu/").content.decode()
    time_machine.move_to(AT + timedelta(hours=3))
    call_command("publish_scheduled")
    assert in_zulu(client, notice)[0] == 200


def test_what_was_taken_off_and_is_to_come_back_later_comes_back_then_in_every_language(
    client: Client, site: SiteCast, publisher: Client, time_machine
) -> None:
    notice = site.notice(title="Water off")
    translated(publisher, notice)
    notice.refresh_from_db()
    notice.unpublish()
    notice.go_live_at = AT + timedelta(hours=2)
    notice.save_revision().publish()
    assert in_zulu(client, notice)[0] == 410
    time_machine.move_to(AT + timedelta(hours=3))
    call_command("publish_scheduled")
    assert "Amanzi avaliwe" in in_zulu(client, notice)[1]


def test_the_originals_dates_alone_count_also_when_they_change(
    client: Client, site: SiteCast, publisher: Client, time_machine
) -> None:
    notice = site.notice(title="Water off", expire_at=AT + timedelta(hours=2))
    target = translated(publisher, notice)
    target.refresh_from_db()
    assert target.expire_at is None
    notice.refresh_from_db()
    notice.expire_at = AT + timedelta(hours=5)
    notice.save_revision().publish()
    time_machine.move_to(AT + timedelta(hours=3))
    call_command("publish_scheduled")
    assert in_zulu(client, notice)[0] == 200
    time_machine.move_to(AT + timedelta(hours=6))
    call_command("publish_scheduled")
    assert in_zulu(client, notice)[0] == 410
    notice.refresh_from_db()
    notice.expire_at = None
    notice.save_revision().publish()
    assert in_zulu(client, notice)[0] == 200


def test_an_original_is_published_although_its_translation_is_no_longer_valid(
    client: Client, site: SiteCast, publisher: Client
) -> None:
    notice = site.notice(title="Water off")
    target = translated(publisher, notice)
    NoticePage.objects.filter(pk=target.pk).update(title="")
    notice.ends_at += timedelta(hours=2)
    notice.title = "Water off longer"
    notice.save_revision().publish()
    assert "Water off longer" in client.get(f"/notices/{notice.slug}/").content.decode()


def test_a_page_goes_to_another_place_in_every_language(site: SiteCast, publisher: Client) -> None:
    home = site.municipality.site.root_page
    above, below = site.publish(HomePage, PlainPage(title="Rates")), site.publish(HomePage, PlainPage(title="Dues"))
    target = translated(publisher, below)
    below.refresh_from_db()
    below.move(above, pos="last-child")
    target.refresh_from_db()
    assert target.get_parent().pk == above.get_translations().get().pk
    below.refresh_from_db()
    below.move(home, pos="last-child")
    target.refresh_from_db()
    assert target.get_parent().pk == home.get_translations().get().pk


def test_an_editor_deletes_no_page_whose_translation_a_publisher_has_to(
    site: SiteCast, editor: Client, publisher: Client
) -> None:
    page = site.publish(HomePage, PlainPage(title="Rates"))
    target = translated(publisher, page)
    target.add_child(instance=PlainPage(title="Izimali", slug="izimali", locale=target.locale))
    address = reverse("wagtailadmin_pages:delete", args=[page.pk])
    for browser in (editor, publisher):
        assert browser.post(address, {"confirm_site_name": "x"}).status_code == 302
        assert Page.objects.filter(pk=page.pk).exists()
        several = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
        browser.post(f"{several}?id={page.pk}", {})
        assert Page.objects.filter(pk__in=[page.pk, target.pk]).count() == 2


def test_several_translations_at_once_do_not_go_before_their_originals(site: SiteCast, publisher: Client) -> None:
    notice = draft(site, NoticePage)
    target = submit(publisher, notice).get_target_instance()
    several = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    for key, extra in ((target.pk, {}), (target.get_parent().pk, {"include_descendants": "on"})):
        post(publisher, f"{several}?id={key}", extra)
        target.refresh_from_db()
        assert not target.live


def test_an_editor_frees_no_live_page_from_its_original(site: SiteCast, editor: Client, publisher: Client) -> None:
    notice = site.notice(title="Water off")
    alias = notice.get_translations().get()
    address = reverse("wagtailadmin_pages:convert_alias", args=[alias.pk])
    for browser, is_alias in ((editor, True), (publisher, False)):
        post(browser, address, {})
        alias.refresh_from_db()
        assert (alias.alias_of_id is not None) == is_alias
    other = site.notice(title="Power off")
    translated(publisher, other)
    translation = Translation.objects.get(source__object_id=other.translation_key)
    stop = reverse("wagtail_localize:stop_translation", args=[translation.pk])
    for browser in (editor, publisher):
        assert "A translation follows its original" in browser.post(stop, follow=True).content.decode()
        translation.refresh_from_db()
        assert translation.enabled


def test_who_is_kept_out_of_a_page_is_kept_out_in_every_language(client: Client, site: SiteCast) -> None:
    news = site.news(title="Internal circular")
    assert client.get(f"/zu/news/{news.slug}/").status_code == 200
    kept_out = PageViewRestriction.objects.create(
        page=news, restriction_type=PageViewRestriction.PASSWORD, password="x"
    )
    assert "Internal circular" not in client.get(f"/zu/news/{news.slug}/").content.decode()
    kept_out.delete()
    assert "Internal circular" in client.get(f"/zu/news/{news.slug}/").content.decode()


def home_of(browser: Client) -> str:
    """The panel of translations on the workspace's home."""
    shown = browser.get("/admin/").content.decode()
    return shown[shown.index("Translations that wait") :].partition("</section>")[0]


def test_the_home_tells_the_editor_what_lacks_words_and_the_publisher_what_is_done(
    site: SiteCast, editor: Client, publisher: Client
) -> None:
    notice = site.notice(title="Water off", introduction="A burst main.")
    translation = submit(editor, notice)
    for browser in (editor, publisher):
        assert "2 sentences wait to be translated." in home_of(browser)
    fill(editor, translation, ZULU)
    for browser in (editor, publisher):
        assert "isiZulu: translated, and waits to be published." in home_of(browser)
    publish_now(publisher, translation)
    assert "Everything that was given to translate" in home_of(publisher)
    notice.introduction = "Two burst mains."
    notice.save_revision().publish()
    assert "1 sentence waits to be translated." in home_of(publisher)
    notice.ends_at = AT
    notice.save_revision().publish()
    assert "Everything that was given to translate" in home_of(publisher)
