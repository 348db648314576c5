"""The pages on which the notices of a ward are followed by e-mail."""

import re

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.test import Client
from wagtail.models import Page, Site

from engagement.form_notices import FOLLOW_NOTICES
from engagement.models import ContactCheck, NoticeFollow
from engagement.rules.contacts import by_email
from engagement.services.links import end_notices_token
from engagement.services.notice_follows import follow_notices
from engagement.views.limits import MOST_IN_TEN_MINUTES
from tests.engagement.cast import EMAIL, NOW, Cast, make_user
from tests.engagement.sessions import browser_of, browser_with_grant
from tests.engagement.shown import notice_shown

pytestmark = pytest.mark.django_db

READER = "lerato@example.org"


@pytest.fixture(autouse=True)
def now() -> object:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def page(cast: Cast) -> str:
    """Where a ward's notices are followed, of a municipality with a site."""
    cast.municipality.site = Site.objects.create(hostname="kha.example.org", root_page=Page.objects.get(depth=1))
    cast.municipality.save()
    return f"/wards/{cast.ward.code}/notices/follow/"


def begin(client: Client, cast: Cast, page: str, **said: str) -> object:
    return client.post(page, {"contact": READER} | notice_shown(FOLLOW_NOTICES, cast.municipality) | said)


def test_a_code_lets_notices_come_and_the_page_says_the_same_each_time(client: Client, cast: Cast, page: str) -> None:
    assert "What is done with your data" in client.get(page).content.decode()
    for _ in range(2):
        answer = begin(client, cast, page)
        assert answer["Location"] == f"{page}code/?in=ZZ-KHA"
        wrong = client.post(answer["Location"], {"code": "12"}).content.decode()
        assert "This code is wrong or has run out" in wrong
        answer = client.post(answer["Location"], {"code": ContactCheck.objects.latest("pk").code})
        assert answer["Location"] == f"{page}?in=ZZ-KHA"
        done = client.get(answer["Location"]).content.decode()
        assert "You follow the notices of this ward" in done
        assert READER not in done
        assert "You follow the notices of this ward" not in client.get(answer["Location"]).content.decode()
    follow = NoticeFollow.objects.get()
    assert (follow.email, follow.ward_code, follow.user) == (READER, cast.ward.code, None)
    assert follow.privacy_notice.form == FOLLOW_NOTICES


def test_nothing_is_sent_without_an_address_and_the_notice_or_by_a_program(
    client: Client, cast: Cast, page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Nothing was sent yet" in client.post(page, {"contact": READER}).content.decode()
    assert "in the right form" in begin(client, cast, page, contact="082 555 0123").content.decode()
    assert begin(client, cast, page, website="x")["Location"] == cast.ward.get_absolute_url()
    assert client.get(f"{page}code/")["Location"] == f"{page}?in=ZZ-KHA"
    monkeypatch.setitem(MOST_IN_TEN_MINUTES, "check", 0)
    assert "Too many" in begin(client, cast, page).content.decode()
    assert not ContactCheck.objects.exists()


def test_whoever_proved_an_address_needs_one_press(cast: Cast, page: str) -> None:
    account = make_user("reader")
    EmailAddress.objects.create(user=account, email=account.email, verified=True, primary=True)
    browser = browser_of(account)
    [shown] = re.findall(r'name="notice" value="([^"]+)"[^>]*><input type="hidden" name="mine"', _of(browser, page))
    assert "Nothing was sent yet" in browser.post(page, {"mine": "1"}).content.decode()
    assert browser.post(page, {"mine": "1", "notice": shown})["Location"] == f"{page}?in=ZZ-KHA"
    follow = NoticeFollow.objects.get()
    assert (follow.user, follow.email, follow.privacy_notice.form) == (account, account.email, FOLLOW_NOTICES)
    assert "Follow them no more" in _of(browser, page)
    mine = _of(browser, "/my/")
    assert "Notices that I follow" in mine
    [ending] = re.findall(r'href="(/track/notices/[^"]+)"', mine)
    browser.post(ending)
    assert "Notices that I follow" not in _of(browser, "/my/")


def test_without_an_account_my_cases_show_what_goes_to_the_same_address(cast: Cast, page: str) -> None:
    case = cast.confirmed(email=EMAIL)
    for contact, ward in ((by_email(EMAIL), cast.ward), (by_email(READER), cast.other_ward)):
        follow_notices(ward=ward, contact=contact, language="en", at=NOW)
    mine = _of(browser_with_grant(case, NOW.replace(hour=9)), "/my/")
    assert f"Follow the notices of {cast.ward.title} no more" in mine
    assert f"Follow the notices of {cast.other_ward.title} no more" not in mine


def test_the_link_of_a_message_ends_it_by_its_button_alone(cast: Cast, page: str) -> None:
    follow = follow_notices(ward=cast.ward, contact=by_email(READER), language="en", at=NOW)
    link, strict = f"/track/notices/{end_notices_token(follow)}/end/", Client(enforce_csrf_checks=True)
    assert cast.ward.title in _of(strict, link)
    assert NoticeFollow.objects.exists()
    for _ in range(2):
        assert "No more notices" in strict.post(link).content.decode()
    assert not NoticeFollow.objects.exists()
    assert "No more notices" in _of(strict, link)
    assert strict.get("/track/notices/cut-off/end/").status_code == 404


def test_one_click_of_a_mail_program_ends_every_ward_and_a_reader_may_end_one(cast: Cast, page: str) -> None:
    def follow_both() -> str:
        both = [
            follow_notices(ward=ward, contact=by_email(READER), language="en", at=NOW)
            for ward in (cast.ward, cast.other_ward)
        ]
        return f"/track/notices/{end_notices_token(both[0])}/end/"

    link = follow_both()
    assert "Send me no more of any ward" in _of(Client(), link)
    Client().post(link, {"only": "ward"})
    assert NoticeFollow.objects.get().ward_code == cast.other_ward.code
    Client().post(follow_both(), {"List-Unsubscribe": "One-Click"})
    assert not NoticeFollow.objects.exists()


def test_where_nobody_writes_notices_there_is_nothing_to_follow(client: Client, cast: Cast) -> None:
    assert client.get(f"/wards/{cast.ward.code}/notices/follow/").status_code == 404


def _of(browser: Client, path: str) -> str:
    return browser.get(path).content.decode()
