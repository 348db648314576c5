"""Those who follow a ward hear of a notice when it first goes live, and of nothing that changes in it."""

import json
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.test import Client
from wagtail.models import Locale, PageViewRestriction

from cms.models import NoticeIndexPage, NoticePage, NoticeTelling
from cms.queries.homes import home_path
from cms.services.notice_tellings import tell_of_notices
from cms.tasks import publish_scheduled
from engagement.models import Notification
from engagement.rules.contacts import by_email
from engagement.services.notice_follows import follow_notices
from engagement.services.notifications import deliver_notifications
from tests.cms.sites import AT, SiteCast

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock() -> Any:
    with time_machine.travel(AT, tick=False) as traveller:
        yield traveller


@pytest.fixture
def followed(site: SiteCast) -> SiteCast:
    """The first ward is followed in English, the other one in isiZulu."""
    for ward, language in ((site.cast.ward, "en"), (site.cast.other_ward, "zu")):
        follow_notices(ward=ward, contact=by_email(f"{language}@example.org"), language=language, at=AT)
    return site


def told() -> list[str]:
    return sorted(each.recipient for each in Notification.objects.filter(template="notice"))


def said_to(language: str) -> dict[str, Any]:
    return json.loads(Notification.objects.get(template="notice", language=language).context)


def test_each_follower_of_its_wards_gets_one_message_with_what_when_and_where(
    followed: SiteCast, django_capture_on_commit_callbacks: Any
) -> None:
    ward = followed.cast.ward
    with django_capture_on_commit_callbacks() as woken:
        notice = followed.notice(title="Water off in Rope Walk", ward_codes=[ward.code], introduction="Pipes.")
    assert woken
    assert told() == []
    assert tell_of_notices(at=AT) == 1
    assert tell_of_notices(at=AT) == 0
    notice.introduction = "Pipes, and a pump."
    notice.save_revision().publish()
    notice.unpublish()
    notice.save_revision().publish()
    assert tell_of_notices(at=AT) == 0
    assert told() == ["en@example.org"]
    deliver_notifications(at=AT)
    [message] = mail.outbox
    assert message.subject == "Imbizo: a new notice of a ward that you follow"
    for words in (
        "Water off in Rope Walk",
        "Pipes.",
        "08:00 to 18:00",
        f"You follow the notices of {ward.title}.",
        "http://localhost",
    ):
        assert words in message.body
    address = message.extra_headers["List-Unsubscribe"].strip("<>").removeprefix("http://localhost")
    assert address in message.body
    [link] = [line for line in message.body.splitlines() if "/notices/page-" in line]
    assert "Water off" in Client().get(link.removeprefix("http://localhost")).content.decode()
    Client().post(address)
    followed.notice(ward_codes=[ward.code])
    assert tell_of_notices(at=AT) == 0


def test_what_is_about_everybody_goes_to_all_in_their_languages(followed: SiteCast) -> None:
    notice = followed.notice()
    assert notice.get_translation(Locale.objects.get(language_code="zu")).alias_of_id == notice.pk
    assert tell_of_notices(at=AT) == 2
    assert told() == ["en@example.org", "zu@example.org"]
    assert (said_to("zu")["where"], said_to("en")["where"]) == ("Umasipala wonke", "The whole municipality")
    assert said_to("zu")["url"].startswith("http://localhost/zu/")
    assert NoticeTelling.objects.count() == 1


def test_one_that_appears_later_is_told_of_when_it_does(followed: SiteCast, clock: Any) -> None:
    later = AT + timedelta(hours=2)
    notice = NoticePage(title="Later", starts_at=AT, ends_at=AT + timedelta(days=1), go_live_at=later, live=False)
    section = NoticeIndexPage.objects.get(path__startswith=home_path(followed.municipality.site.root_page))
    notice.slug, notice.locale = "later", section.locale
    section.add_child(instance=notice)
    notice.save_revision().publish()
    assert tell_of_notices(at=AT) == 0
    clock.move_to(later + timedelta(minutes=1))
    publish_scheduled()
    assert tell_of_notices(at=later) == 2
    assert tell_of_notices(at=later) == 0


def test_one_that_is_off_the_site_or_not_for_everybody_waits_and_one_that_is_over_is_let_go(
    followed: SiteCast,
) -> None:
    off, private = followed.notice(), followed.notice()
    followed.notice(ends_at=AT)
    off.unpublish()
    restriction = PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    assert tell_of_notices(at=AT) == 0
    assert NoticeTelling.objects.filter(told_at=None).count() == 2
    restriction.delete()
    off.save_revision().publish()
    assert tell_of_notices(at=AT) == 4
    assert not NoticeTelling.objects.filter(told_at=None).exists()


def test_a_notice_that_was_there_before_is_told_of_nobody_when_it_is_edited(followed: SiteCast) -> None:
    notice = followed.notice()
    NoticeTelling.objects.all().delete()
    NoticePage.objects.filter(pk=notice.pk).update(first_published_at=AT - timedelta(days=3))
    NoticePage.objects.get(pk=notice.pk).save_revision().publish()
    assert tell_of_notices(at=AT) == 0


def test_the_pages_lead_to_following(site: SiteCast) -> None:
    ward, client = site.cast.ward, Client()
    link = f'href="/wards/{ward.code}/notices/follow/"'
    assert link in client.get(ward.get_absolute_url()).content.decode()
    of_one = site.notice(ward_codes=[ward.code])
    of_all = site.notice()
    assert link in client.get(of_one.url).content.decode()
    assert link not in client.get(of_all.url).content.decode()
    assert client.get(f"/wards/{ward.code}/notices/follow/").status_code == 200


def test_a_notice_whose_publishing_died_right_after_it_is_told_all_the_same(followed: SiteCast) -> None:
    followed.notice(ward_codes=[followed.cast.ward.code])
    NoticeTelling.objects.all().delete()
    assert tell_of_notices(at=AT) == 1
    assert tell_of_notices(at=AT) == 0


def test_of_what_is_over_nobody_needs_to_know_even_if_it_was_not_for_everybody(followed: SiteCast) -> None:
    notice = followed.notice(ward_codes=[followed.cast.ward.code])
    PageViewRestriction.objects.create(page=notice, restriction_type=PageViewRestriction.LOGIN)
    assert tell_of_notices(at=AT) == 0
    assert NoticeTelling.objects.get().told_at is None
    assert tell_of_notices(at=AT + timedelta(days=400)) == 0
    assert NoticeTelling.objects.get().told_at is not None
