"""/wards/<code>/raise/ and the link that confirms."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client

from engagement.enums import ConcernStatus, Impossible, Publication, Role
from engagement.form_notices import RAISE
from engagement.models import AccountPhone, Case, Concern, ConcernDraft, CouncillorAccount, StaffMember
from engagement.queries.notices import notice_of
from engagement.rules.references import parse_reference
from engagement.services.concerns import MOST_A_DAY
from engagement.services.links import confirm_token
from engagement.services.notices import keep_notice
from engagement.services.notifications import deliver_notifications
from engagement.views.limits import MOST_IN_TEN_MINUTES
from tests.engagement.cast import EMAIL, NOW, Cast, make_municipality, make_staff, make_user, make_ward
from tests.engagement.sessions import browser_of, prove_address
from tests.engagement.writing import WHAT, address, fill_in, press_send, told, write
from wards.models import Activation, Councillor, Delimitation, Ward

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now() -> object:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def start(cast: Cast) -> str:
    return address(cast.ward)


def test_the_form_names_ward_and_councillor_and_warns_before_typing(client: Client, cast: Cast) -> None:
    page = client.get(start(cast)).content.decode()
    assert "Councillor Nomsa Dlamini" in page
    assert page.index("10111") < page.index('<form action="/wards/')


def test_each_draft_has_its_own_key(cast: Cast) -> None:
    keys = set()
    for browser in (Client(), Client()):
        fill_in(browser, cast.ward)
        keys.add(re.search(r'name="key" value="([^"]+)"', browser.get(address(cast.ward, "check")).content.decode())[1])
    assert len(keys) == 2


def test_a_vacant_ward_says_so(client: Client, cast: Cast) -> None:
    cast.ward.terms.all().delete()
    assert "no councillor at the moment" in client.get(start(cast)).content.decode()


def nobody_answers(cast: Cast) -> None:
    """Take away everybody who could, and leave the register: the councillor and their office."""
    Councillor.objects.filter(account__user=cast.councillor).update(
        office_email="office@example.org", office_phone="+27 56 555 0100"
    )
    CouncillorAccount.objects.all().delete()
    StaffMember.objects.filter(municipality=cast.municipality).delete()


def test_where_nobody_can_answer_the_page_says_so_and_offers_no_form(client: Client, cast: Cast) -> None:
    nobody_answers(cast)
    page = client.get(start(cast)).content.decode()
    assert "You cannot write here yet" in page
    assert "Councillor Nomsa Dlamini does not read messages on this site yet" in page
    assert "+27 56 555 0100" in page
    assert "office@example.org" in page
    assert 'name="text"' not in page
    assert "working days" not in page


def test_a_form_sent_after_the_last_who_answers_left_is_kept_for_its_author(client: Client, cast: Cast) -> None:
    fill_in(client, cast.ward)
    nobody_answers(cast)
    page = press_send(client, cast.ward).content.decode()
    assert str(Impossible.NOBODY_ANSWERS.label).replace("'", "&#x27;") in page
    assert WHAT["text"] in page
    assert not Case.objects.exists()
    assert mail.outbox == []


def test_a_councillor_without_an_account_is_named_and_the_office_answers(client: Client, cast: Cast) -> None:
    CouncillorAccount.objects.all().delete()
    page = client.get(start(cast)).content.decode().replace("&#x27;", "'")
    assert "Councillor Nomsa Dlamini does not read messages here yet. The Speaker's office" in page
    assert 'name="text"' in page


def test_a_link_confirms_nothing_where_nobody_can_answer_any_more(client: Client, cast: Cast) -> None:
    case = cast.raised()
    nobody_answers(cast)
    answer = client.post(f"/track/confirm/{confirm_token(case)}/")
    assert answer.status_code == 409
    assert "Nobody can answer at the moment" in answer.content.decode()
    case.refresh_from_db()
    assert case.status == ConcernStatus.UNCONFIRMED
    assert not case.clocks.exists()


def test_a_ward_that_does_not_exist_is_not_found(client: Client, cast: Cast) -> None:
    assert client.get("/wards/NOWHERE/raise/").status_code == 404


def test_sending_leads_to_the_reference_and_confirming_by_mail_starts_the_case(client: Client, cast: Cast) -> None:
    answer = write(client, cast.ward)
    case = Case.objects.get()
    assert answer["Location"] == f"/wards/{cast.ward.code}/raise/sent/{case.reference}/?in={cast.municipality.key}"
    assert case.reference in client.get(answer["Location"]).content.decode()

    deliver_notifications(at=NOW)
    [message] = mail.outbox
    assert message.to == [EMAIL]
    link = re.search(r"https?://[^/]+(/track/confirm/\S+)", message.body)[1]

    assert "Confirm" in client.get(link).content.decode()
    case.refresh_from_db()
    assert case.status == ConcernStatus.UNCONFIRMED, "looking at the link must change nothing"

    answer = client.post(link)
    assert answer["Location"] == f"/track/{case.reference}/"
    case.refresh_from_db()
    assert case.status == ConcernStatus.WAITING
    story = client.get(answer["Location"]).content.decode()
    assert "You raised this" in story
    assert "Monday 16 March 2026, 16:30" in story


def test_the_last_form_sent_twice_leads_to_the_same_reference(client: Client, cast: Cast) -> None:
    fill_in(client, cast.ward)
    cookie = client.cookies["concern_draft"].value
    first = press_send(client, cast.ward, key=(key := str(ConcernDraft.objects.get().key)))
    assert client.cookies["concern_draft"].value == ""
    second = client.post(address(cast.ward, "check"), {"key": key})
    client.cookies["concern_draft"] = cookie  # the answer to the first was lost on the way
    third = client.post(address(cast.ward, "check"), {"key": key})
    assert {answer["Location"].split("?")[0] for answer in (first, second, third)} == {first["Location"].split("?")[0]}
    assert Case.objects.count() == 1


def test_the_same_words_from_a_second_tab_lead_to_the_same_case_and_the_page_says_so(
    client: Client, cast: Cast
) -> None:
    write(client, cast.ward)
    again = write(client, cast.ward)["Location"]
    page = client.get(again).content.decode()
    assert "You have sent this already" in page
    assert Case.objects.get().reference in page
    deliver_notifications(at=NOW)
    assert len(mail.outbox) == 1


def test_after_a_day_the_same_words_are_a_new_concern(client: Client, cast: Cast, now: object) -> None:
    write(client, cast.ward)
    now.move_to(NOW + timedelta(days=1, minutes=1))
    write(client, cast.ward)
    assert Case.objects.count() == 2


@pytest.mark.parametrize("other", [{"text": "Twelve poles."}, {"readers": "councillor"}, {"contact": "b@example.org"}])
def test_what_differs_is_another_concern(client: Client, cast: Cast, other: dict[str, str]) -> None:
    write(client, cast.ward)
    write(client, cast.ward, **other)
    assert Case.objects.count() == 2


def test_a_stranger_who_types_the_same_words_and_address_learns_nothing(client: Client, cast: Cast) -> None:
    """The words of a published concern are known to everyone: they must not tell whose address sent them."""
    write(client, cast.ward)
    theirs = Case.objects.get().reference
    stranger = Client()
    answer = write(stranger, cast.ward)["Location"]
    for location in (answer, f"/wards/{cast.ward.code}/raise/sent/{theirs}/?again=1"):
        page = stranger.get(location).content.decode()
        assert "One more step" in page
        assert "You have sent this already" not in page
    assert theirs not in answer
    page = stranger.get(f"/wards/{cast.ward.code}/raise/sent/{theirs}/").content.decode()
    assert EMAIL not in page
    assert "One more step: confirm that you wrote this" in page


def test_strangers_with_the_same_words_stay_within_the_limit_of_the_address(cast: Cast) -> None:
    for _ in range(MOST_A_DAY + 2):
        write(Client(), cast.ward)
    deliver_notifications(at=NOW)
    assert len(mail.outbox) == MOST_A_DAY


def test_the_sent_page_shows_the_address_to_the_browser_that_typed_it(client: Client, cast: Cast, now: object) -> None:
    sent = write(client, cast.ward)["Location"]
    assert EMAIL in client.get(sent).content.decode()
    assert EMAIL not in Client().get(sent).content.decode()
    now.move_to(NOW + timedelta(hours=3))
    assert EMAIL not in client.get(sent).content.decode()


def test_an_account_that_proved_the_address_is_led_to_its_case_in_any_browser(cast: Cast, now: object) -> None:
    resident = make_user("sandile")
    prove_address(resident)
    write(browser_of(resident, second_factor=False), cast.ward)
    now.move_to(NOW + timedelta(minutes=5))
    other = browser_of(resident, second_factor=False)
    location = write(other, cast.ward)["Location"]
    page = other.get(location).content.decode()
    assert "You have sent this already" in page
    assert f"/track/{Case.objects.get().reference}/" in page


def test_a_form_with_a_mistake_can_be_gone_back_to(client: Client, cast: Cast) -> None:
    """A page that a browser may not store cannot be shown again by Back when it answered a form."""
    answer = write(client, cast.ward, contact="")
    assert "There is a problem" in answer.content.decode()
    assert "no-store" not in answer["Cache-Control"]
    assert "Cookie" not in answer["Vary"], "sending it at last may begin a session"
    assert "private" in answer["Cache-Control"]


@pytest.mark.parametrize(
    ("answers", "error", "field"),
    [
        ({"subject": ""}, "Say in one line what it is about", "id_subject"),
        ({"text": " "}, "Tell the councillor what it is about", "id_text"),
        ({"readers": ""}, "Choose who may read it", "id_readers_0"),
        ({"contact": ""}, "Enter a number or an address, so that the answer can reach you", "id_contact"),
        ({"contact": "palesa"}, "Enter a telephone number like 082 555 0123, or an e-mail address", "id_contact"),
    ],
)
def test_an_error_stands_in_the_summary_and_beside_the_field_and_nothing_typed_is_lost(
    client: Client, cast: Cast, answers: dict[str, str], error: str, field: str
) -> None:
    page = write(client, cast.ward, **answers).content.decode()
    assert page.count(error) == 2
    assert f'href="#{field}"' in page
    assert f'id="{field}"' in page
    assert "<title>Error: " in page
    for name in set(WHAT) & set(answers):
        assert (WHAT | answers)[name].strip() in page
    assert not Case.objects.exists()


def test_a_program_that_fills_in_the_hidden_field_sends_nothing_and_learns_nothing(client: Client, cast: Cast) -> None:
    answer = write(client, cast.ward, website="https://example.org")
    assert parse_reference(answer["Location"].split("/")[-2])
    assert client.get(answer["Location"]).status_code == 200
    assert not Case.objects.exists()


def test_too_many_with_one_address_are_refused_in_words(client: Client, cast: Cast) -> None:
    for number in range(MOST_A_DAY):
        write(client, cast.ward, text=f"Message {number}")
    page = write(client, cast.ward, text="One more").content.decode()
    assert str(Impossible.TOO_MANY.label) in page
    assert "One more" in page


def test_a_private_concern_stays_private(client: Client, cast: Cast) -> None:
    write(client, cast.ward, readers="councillor")
    assert Case.objects.get().publication == Publication.PRIVATE


def test_a_link_after_seven_days_says_what_to_do(client: Client, cast: Cast, now: object) -> None:
    write(client, cast.ward)
    deliver_notifications(at=NOW)
    link = re.search(r"https?://[^/]+(/track/confirm/\S+)", mail.outbox[0].body)[1]
    now.move_to(NOW + timedelta(days=8))
    answer = client.post(link)
    assert answer.status_code == 410
    assert "Write again" in answer.content.decode()


def test_a_link_that_was_tampered_with_leads_nowhere(client: Client, cast: Cast) -> None:
    write(client, cast.ward)
    deliver_notifications(at=NOW)
    link = re.search(r"https?://[^/]+(/track/confirm/\S+)/", mail.outbox[0].body)[1]
    assert client.get(f"{link}/").status_code == 200
    assert client.post(f"{link}x/").status_code == 404
    assert Case.objects.get().status == ConcernStatus.UNCONFIRMED
    broken = client.get(f"{link}x/")
    assert broken.status_code == 404
    assert "This link is not complete" in broken.content.decode()
    assert '<a class="btn" href="/track/">' in broken.content.decode()


def test_a_link_opened_a_second_time_says_so_and_leads_to_the_case(client: Client, cast: Cast) -> None:
    case = cast.raised()
    link = f"/track/confirm/{confirm_token(case)}/"
    assert "Confirmed already" not in client.get(link).content.decode()
    client.post(link)
    other_phone = Client()
    page = other_phone.get(link).content.decode()
    assert "Confirmed already" in page
    assert "Confirm that this is" not in page
    assert other_phone.post(link)["Location"] == f"/track/{case.reference}/"


@pytest.mark.parametrize(("name", "most"), [("subject", 120), ("text", 5000)])
def test_what_is_too_long_is_told_by_how_much_and_nothing_is_cut(
    client: Client, cast: Cast, name: str, most: int
) -> None:
    assert f'id="id_{name}"' in client.get(start(cast)).content.decode()
    assert f'maxlength="{most}"' not in client.get(start(cast)).content.decode()
    long = "x" * (most + 12)
    page = write(client, cast.ward, **{name: long}).content.decode()
    assert f"This is 12 characters too long: {most} fit." in page
    assert long in page
    write(client, cast.ward, **{name: long[:most]})
    assert Case.objects.count() == 1


def test_the_end_of_a_line_counts_once(client: Client, cast: Cast) -> None:
    write(client, cast.ward, text="a\r\n" * 2499 + "ab")
    assert Concern.objects.get().text == "a\n" * 2499 + "ab"


def test_a_signed_in_resident_types_no_address_and_confirms_nothing(cast: Cast) -> None:
    resident = make_user("sandile")
    prove_address(resident)
    client = browser_of(resident, second_factor=False)
    fill_in(client, cast.ward)
    asked = client.get(address(cast.ward, "contact")).content.decode()
    assert "It belongs to your account." in asked
    assert resident.email in asked
    client.post(
        address(cast.ward, "contact"), {"name": "Sandile M", "shares_name": "on", "contact": "other@example.org"}
    )
    page = client.get(address(cast.ward, "check")).content.decode()
    assert resident.email in page
    assert "Whoever answers may see your name, and not how to reach you." in page
    answer = press_send(client, cast.ward)
    case = Case.objects.get()
    assert answer["Location"] == f"/track/{case.reference}/"
    assert (case.status, case.resident.user) == (ConcernStatus.WAITING, resident)
    assert (case.resident.name, case.resident.email, case.shares_name) == ("Sandile M", resident.email, True)
    assert "Streetlights out" in client.get("/my/").content.decode()


def test_an_address_that_was_not_proved_still_needs_confirming(cast: Cast) -> None:
    client = browser_of(make_user("sandile"), second_factor=False)
    write(client, cast.ward)
    assert Case.objects.get().status == ConcernStatus.UNCONFIRMED


def test_sending_takes_few_statements(client: Client, cast: Cast, django_assert_max_num_queries: object) -> None:
    # The first who sends under new words keeps them, in one statement more.
    keep_notice(shown=notice_of(RAISE, cast.municipality, at=NOW))
    fill_in(client, cast.ward)
    page = client.get(address(cast.ward, "check")).content.decode()
    said = {name: re.search(rf'name="{name}" value="([^"]*)"', page)[1] for name in ("key", "challenge", "notice")}
    with django_assert_max_num_queries(20):
        client.post(address(cast.ward, "check"), said)
    assert Case.objects.get().privacy_notice.form == RAISE


def test_a_number_that_was_proved_is_not_asked_for_again(cast: Cast) -> None:
    resident = make_user("palesa")
    phone = AccountPhone(user=resident, proved_at=NOW)
    phone.set_number("+27825550123")
    phone.save()
    client = browser_of(resident, second_factor=False)
    write(client, cast.ward)
    case = Case.objects.get()
    assert (case.status, case.resident.phone) == (ConcernStatus.WAITING, "+27825550123")


def test_texts_from_one_network_are_counted_more_narrowly(
    client: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(MOST_IN_TEN_MINUTES, "texts", 0)
    assert "Too many" in write(client, cast.ward, contact="082 555 0123").content.decode()
    assert not Case.objects.exists()


def test_a_changed_choice_of_readers_is_not_taken_for_the_same_form_sent_twice(cast: Cast, client: Client) -> None:
    facts = {"key": "one form", "email": "palesa@example.org"}
    first = cast.raised(**facts, is_public=True)
    assert cast.raised(**facts, is_public=True) == first
    assert cast.raised(**facts, is_public=False).publication == Publication.PRIVATE


def test_an_old_link_is_no_key_to_a_case(cast: Cast, client: Client) -> None:
    with time_machine.travel(NOW, tick=False):
        case = cast.confirmed(is_public=False)
    link = f"/track/confirm/{confirm_token(case)}/"
    with time_machine.travel(NOW + timedelta(days=1), tick=False):
        assert Client().post(link)["Location"] == f"/track/{case.reference}/"
    with time_machine.travel(NOW + timedelta(days=8), tick=False):
        assert client.post(link)["Location"] == f"/track/{case.reference}/contact/"
        assert client.get(f"/track/{case.reference}/").status_code == 302


def test_an_address_that_was_only_typed_confirms_nothing(cast: Cast) -> None:
    account = make_user("stranger")
    with time_machine.travel(NOW, tick=False):
        case = cast.raised(by=account, email="victim@example.org")
        page = browser_of(account).get(f"/track/{case.reference}/")
    assert page.status_code == 200
    assert "/track/confirm/" not in page.content.decode()


def test_two_wards_of_one_code_are_told_apart(cast: Cast, client: Client) -> None:
    other = make_municipality("TWIN")
    Ward.objects.filter(pk=make_ward(other, 7).pk).update(
        code=cast.ward.code, delimitation=Delimitation.objects.create(country="YY", edition="1", published_on=NOW)
    )
    Activation.objects.filter(municipality=other).update(delimitation=Delimitation.objects.get(country="YY"))
    make_staff(other, Role.SPEAKERS_OFFICE)
    assert client.get(start(cast))["Location"] == f"/wards/{cast.ward.code}/"
    for municipality in (cast.municipality, other):
        page = client.get(start(cast), {"in": municipality.key})
        assert page.context["ward"].municipality == municipality
        action = re.search(r'<form action="([^"]+)" method="post" novalidate', page.content.decode())[1]
        shown = told(page.context["ward"])
        assert Client().post(action.replace("&amp;", "&"), WHAT | shown).status_code == 302
        assert ConcernDraft.objects.latest("pk").ward.municipality == municipality
