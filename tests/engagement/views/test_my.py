"""The pages of what is a resident's own, with an account and without one."""

import io
import json
import re
import zipfile
from datetime import timedelta
from html import unescape

import pytest
import time_machine
from django.test import Client
from wagtail.models import ModelLogEntry

from engagement.enums import Channel, Impossible, ReportReason
from engagement.form_notices import CONTACT, TRACK
from engagement.models import AccessRequest, Case, ContactChange, Notification, Resident
from engagement.rules.contacts import by_email, by_phone
from engagement.services.access import answer_access_requests
from engagement.services.follows import follow_case
from engagement.services.own_data import download_of
from engagement.services.reports import report_concern
from engagement.views.limits import MOST_IN_TEN_MINUTES
from engagement.views.my import A_PAGE
from tests.engagement.cast import EMAIL, NAME, NOW, Cast, make_user
from tests.engagement.sessions import browser_of, browser_with_grant, prove_address, set_up_second_factor
from tests.engagement.shown import notice_shown

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_march() -> object:
    with time_machine.travel(NOW, tick=False):
        yield


def opened_by_code(case: Case) -> Client:
    """A browser in which somebody typed the code that came for a case."""
    client = Client()
    asked = client.post(f"/track/{case.reference}/contact/", {"contact": EMAIL} | notice_shown(TRACK))
    answer_access_requests(at=NOW)
    client.post(asked["Location"], {"code": AccessRequest.objects.get(reference=case.reference).code})
    return client


def text_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_without_an_account_a_code_opens_everything_of_one_person_and_of_nobody_else(cast: Cast) -> None:
    case = cast.confirmed(is_public=False, subject="The first")
    cast.confirmed(is_public=False, subject="The second")
    cast.confirmed(is_public=False, subject="Of my brother", name="Another name")
    client = opened_by_code(case)
    page = text_of(client, "/my/")
    assert "The first" in page
    assert "The second" in page
    assert "Of my brother" not in page
    second = Case.objects.get(concern__subject="The second")
    assert client.get(f"/track/{second.reference}/").status_code == 200
    brother = Resident.objects.exclude(pk=case.resident_id).get()
    assert client.get(f"/my/{brother.pk}/data/").status_code == 302
    client.post("/track/done/")
    assert client.get("/my/").status_code == 302


def test_the_pages_close_with_the_case_after_two_hours(cast: Cast) -> None:
    case = cast.confirmed()
    client = browser_with_grant(case, NOW + timedelta(hours=2))
    address = f"/my/{case.resident_id}/data/"
    assert NAME in text_of(client, "/my/")
    assert client.get(address).status_code == 200
    with time_machine.travel(NOW + timedelta(hours=2, seconds=1), tick=False):
        assert client.get(address)["Location"] == f"/accounts/login/?next={address}"


def test_a_new_contact_is_given_and_confirmed_by_its_code(cast: Cast) -> None:
    case = cast.confirmed()
    client, address = opened_by_code(case), f"/my/{case.resident_id}/contact/"
    shown = notice_shown(CONTACT, cast.municipality)
    refused = client.post(address, {"contact": "nonsense"} | shown)
    assert "Enter a telephone number like" in refused.content.decode()
    asked = client.post(address, {"contact": "082 555 0123"} | shown)
    assert asked["Location"] == f"{address}code/"
    assert "This code is wrong" in client.post(asked["Location"], {"code": "1"}).content.decode()
    done = client.post(asked["Location"], {"code": ContactChange.objects.get().code})
    assert done["Location"] == "/my/"
    assert "+27825550123" in text_of(client, "/my/")
    assert case.resident.channel == Channel.EMAIL
    assert Resident.objects.get().channel == Channel.SMS
    assert client.get(asked["Location"])["Location"] == address


def test_codes_for_a_new_contact_are_counted_by_network(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    case = cast.confirmed()
    client, address = opened_by_code(case), f"/my/{case.resident_id}/contact/"
    client.post(address, {"contact": "082 555 0123"} | notice_shown(CONTACT, cast.municipality))
    monkeypatch.setitem(MOST_IN_TEN_MINUTES, "code", 0)
    page = client.post(f"{address}code/", {"code": ContactChange.objects.get().code}).content.decode()
    assert str(Impossible.TOO_MANY_HERE.label) in unescape(page)
    assert Resident.objects.get().channel == Channel.EMAIL


def test_name_and_language_are_corrected_under_the_notice_that_was_shown(cast: Cast) -> None:
    case = cast.confirmed()
    client, address = opened_by_code(case), f"/my/{case.resident_id}/details/"
    assert NAME in text_of(client, address)
    typed = {"name": "Palesa M.", "language": "zu"}
    assert "has changed meanwhile" in client.post(address, typed).content.decode()
    assert client.post(address, typed | notice_shown(CONTACT, cast.municipality))["Location"] == "/my/"
    resident = Resident.objects.get()
    assert (resident.name, resident.language) == ("Palesa M.", "zu")
    assert resident.privacy_notice.form == CONTACT
    held = zipfile.ZipFile(io.BytesIO(client.post(f"/my/{resident.pk}/data/").content)).read("data.json").decode()
    assert json.loads(held)["person"]["told_of_your_data"]["text"] == resident.privacy_notice.text


def test_messages_are_listed_with_what_became_of_each(cast: Cast) -> None:
    case = cast.confirmed()
    Notification.objects.filter(template="received").update(state="set_aside")
    page = text_of(opened_by_code(case), f"/my/{case.resident_id}/messages/")
    assert f"{case.reference}: your address is confirmed" in page
    assert "Could not be delivered" in page
    assert "your code" not in page


def test_a_message_to_a_number_is_not_called_one_about_an_address(cast: Cast) -> None:
    case = cast.confirmed(contact=by_phone("+27825550123"))
    browser = browser_with_grant(case, NOW + timedelta(hours=1))
    page = text_of(browser, f"/my/{case.resident_id}/messages/")
    assert f"{case.reference}: please confirm your number" in page
    assert f"{case.reference}: your number is confirmed" in page
    assert "address" not in page.partition("Messages of the last 90 days")[2].partition("</table>")[0]


def test_everything_is_downloaded_by_a_button_and_by_no_link(cast: Cast) -> None:
    case = cast.confirmed()
    client, address = opened_by_code(case), f"/my/{case.resident_id}/data/"
    assert client.get(address)["Content-Type"].startswith("text/html")
    answer = client.post(address)
    assert answer["Content-Disposition"] == 'attachment; filename="my-data-2026-03-02.zip"'
    assert "no-store" in answer["Cache-Control"]
    assert EMAIL in zipfile.ZipFile(io.BytesIO(answer.content)).read("data.json").decode()


def test_deletion_says_what_happens_to_what_is_open_and_asks_whether_it_is_meant(cast: Cast) -> None:
    case = cast.confirmed(is_public=False)
    cast.published(subject="Public")
    client, address = opened_by_code(case), f"/my/{case.resident_id}/delete/"
    page = text_of(client, address)
    assert "1 case that not everyone can read ends" in page
    assert "1 case that everyone can read goes on" in page
    assert "close my account" not in page
    assert "Tick that you understand" in client.post(address, {}).content.decode()
    assert Resident.objects.exists()
    assert client.post(address, {"sure": "on"})["Location"] == "/my/deleted/"
    assert not Resident.objects.exists()
    assert client.get(f"/track/{case.reference}/").status_code == 302
    gone = text_of(client, "/my/deleted/")
    assert "Your data is deleted" in gone
    assert "What everyone could read of your words stays" in gone


def test_an_account_is_closed_and_signed_out(cast: Cast) -> None:
    user = make_user("resident")
    prove_address(user)
    case = cast.raised(by=user, email=user.email)
    client = browser_of(user)
    address = f"/my/{case.resident_id}/delete/"
    assert "close my account" in text_of(client, address)
    client.post(address, {"sure": "on", "with_account": "on"})
    user.refresh_from_db()
    assert not user.is_active
    assert client.get("/my/").status_code == 302


def test_closing_the_account_asks_for_all_public_words_that_go_with_it(cast: Cast) -> None:
    user = make_user("resident")
    prove_address(user)
    quiet = cast.raised(by=user, email=user.email, is_public=False)
    client, address = browser_of(user), f"/my/{quiet.resident_id}/delete/"
    assert "Also remove my words that everyone can read" not in text_of(client, address)
    public = cast.published(email="public@example.org", subject="Public")
    Resident.objects.filter(pk=public.resident_id).update(user=user)
    assert "Also remove my words that everyone can read" in text_of(client, address)
    client.post(address, {"sure": "on", "with_account": "on", "with_public": "on"})
    public.concern.refresh_from_db()
    assert public.concern.public_text == ""


def test_who_began_to_work_for_a_municipality_meanwhile_is_told(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    case = cast.confirmed()
    Resident.objects.update(user=cast.moderator)
    monkeypatch.setattr("engagement.views.my.works_somewhere", lambda account: False)
    typed = {"sure": "on", "with_account": "on"}
    page = browser_of(cast.moderator).post(f"/my/{case.resident_id}/delete/", typed).content.decode()
    assert str(Impossible.STILL_AT_WORK.label) in unescape(page)
    assert Resident.objects.exists()


def test_an_account_keeps_what_a_code_opened_where_it_has_proved_the_contact(cast: Cast) -> None:
    user = make_user("resident")
    case = cast.confirmed(email=user.email)
    client = browser_of(user)
    session = client.session
    session["cases_opened"] = {str(case.pk): (NOW + timedelta(hours=1)).timestamp()}
    session.save()
    assert "Keep this in my account" not in text_of(client, "/my/")
    client.post(f"/my/{case.resident_id}/keep/")
    assert Resident.objects.get().user is None
    prove_address(user)
    assert "Keep this in my account" in text_of(client, "/my/")
    client.post(f"/my/{case.resident_id}/keep/")
    assert Resident.objects.get().user == user
    assert case.concern.subject in text_of(browser_of(user), "/my/")


def test_the_page_on_data_tells_periods_and_rights(client: Client) -> None:
    page = text_of(client, "/how-your-data-is-kept/")
    assert "12 months after it is closed" in page
    assert "When you write to your councillor" in page


def test_an_account_without_a_concern_is_closed_too(cast: Cast) -> None:
    user = make_user("resident")
    client = browser_of(user)
    assert "/my/account/delete/" in text_of(client, "/my/")
    assert "Tick that you understand" in client.post("/my/account/delete/", {}).content.decode()
    assert client.post("/my/account/delete/", {"sure": "on"})["Location"] == "/my/deleted/"
    user.refresh_from_db()
    assert not user.is_active
    assert Client().get("/my/account/delete/")["Location"].startswith("/accounts/login/")
    at_work = browser_of(cast.councillor).post("/my/account/delete/", {"sure": "on"})
    assert str(Impossible.STILL_AT_WORK.label) in unescape(at_work.content.decode())


def test_what_an_account_follows_stands_on_its_page_until_it_is_ended_there(cast: Cast) -> None:
    user, case = make_user("resident"), cast.published(email="other@example.org")
    prove_address(user)
    follow_case(case=case, contact=by_email(user.email), language="en", at=NOW, user=user)
    client = browser_of(user)
    page = text_of(client, "/my/")
    assert case.concern.public_title in page
    client.post(re.search(r'href="(/track/following/[^"]+)"', page)[1])
    assert "What I follow" not in text_of(client, "/my/")


def test_without_an_account_a_code_shows_what_is_followed_with_the_same_address_here_and_nothing_else(
    cast: Cast,
) -> None:
    case, followed = cast.confirmed(is_public=False), cast.published(email="other@example.org", subject="The bridge")
    follow_case(case=followed, contact=by_email(EMAIL), language="en", at=NOW)
    other = cast.published(email="third@example.org", subject="The well")
    follow_case(case=other, contact=by_email("third@example.org"), language="en", at=NOW)
    client = opened_by_code(case)
    page = text_of(client, "/my/")
    assert "The bridge" in page
    assert "The well" not in page
    client.post(re.search(r'href="(/track/following/[^"]+)"', page)[1])
    assert "What I follow" not in text_of(client, "/my/")
    typed = cast.raised(email="third@example.org", by=make_user("typed"))
    assert "The well" not in text_of(browser_of(typed.resident.user), "/my/")


def test_an_account_takes_along_its_own_facts_also_without_a_concern(cast: Cast) -> None:
    user, case = make_user("resident"), cast.published(email="other@example.org")
    prove_address(user)
    secret = set_up_second_factor(user)
    follow_case(case=case, contact=by_email(user.email), language="en", at=NOW)
    facts = {"words": "It sells tyres.", "network": "", "language": "en", "at": NOW}
    report_concern(case=case, reason=ReportReason.ADVERT, contact=by_email(user.email), **facts)
    client, address = browser_of(user), "/my/account/data/"
    assert address in text_of(client, "/my/")
    assert "says what is left out and why" in text_of(client, address)
    answer = client.post(address)
    assert answer["Content-Disposition"] == 'attachment; filename="my-account-2026-03-02.zip"'
    packed = zipfile.ZipFile(io.BytesIO(answer.content))
    assert packed.namelist() == ["README.txt", "data.json"]
    text = packed.read("data.json").decode()
    held = json.loads(text)
    account = held["account"]
    assert account["addresses"] == [{"email": user.email, "confirmed": True, "first": True}]
    assert account["signs_in_with"] == ["password", "code by e-mail"]
    assert [step["kind"] for step in account["second_steps"]] == ["totp"]
    assert account["last_signed_in_at"] >= account["created_at"]
    said = [row["words"] for row in held["reports"]]
    assert ([row["case"] for row in held["follows"]], said) == ([case.reference], ["It sells tyres."])
    user.refresh_from_db()
    assert secret not in text
    assert user.password not in text
    assert "Passwords, codes and the secrets of a second step" in packed.read("README.txt").decode()
    [entry] = ModelLogEntry.objects.filter(action="engagement.account.downloaded")
    assert entry.label == f"account {user.pk}"
    assert Client().get(address)["Location"] == f"/accounts/login/?next={address}"


def test_what_is_held_of_an_account_is_in_the_file_of_its_person_for_that_account_alone(cast: Cast) -> None:
    user = make_user("resident")
    prove_address(user)
    resident = cast.confirmed(by=user, email=user.email).resident
    own, by_code = (
        json.loads(zipfile.ZipFile(io.BytesIO(download_of(resident=resident, by=by, at=NOW))).read("data.json"))
        for by in (user, None)
    )
    assert own["account"]["email"] == user.email
    assert "account" not in by_code


def test_my_cases_come_in_pages(cast: Cast, django_assert_max_num_queries: object) -> None:
    user = make_user("resident")
    resident = cast.confirmed(by=user, email=user.email).resident
    for number in range(A_PAGE):
        at = NOW - timedelta(days=2 * number)
        Case.objects.filter(pk=cast.confirmed(email=f"{number}@example.org", at=at).pk).update(resident=resident)
    client = browser_of(user)
    with django_assert_max_num_queries(40):
        assert "Page 1 of 2" in text_of(client, "/my/")
    assert "Page 2 of 2" in text_of(client, "/my/?page=2")
