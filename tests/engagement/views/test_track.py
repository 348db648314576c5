"""/track/: the public story by reference alone, the rest by a code, and no word about what does not exist."""

import re
from datetime import datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.formats import date_format
from wagtail.models import Site

from engagement.enums import Outcome, PublicationRefusal
from engagement.form_notices import TRACK
from engagement.models import AccessRequest, Case
from engagement.rules.contacts import by_phone
from engagement.services.access import answer_access_requests
from engagement.services.answers import answer_concern
from engagement.services.forgetting import forget_person
from engagement.services.moderation import refuse_publication
from engagement.services.referrals import open_referral
from engagement.views.limits import MOST_IN_TEN_MINUTES
from engagement.views.looking import GRANT_LASTS
from tests.engagement.cast import EMAIL, NOW, Cast, make_agent, make_department
from tests.engagement.sessions import browser_of, browser_with_grant
from tests.engagement.shown import notice_shown
from wards.models import Municipality

pytestmark = pytest.mark.django_db

UNKNOWN = "KH-7F3K-92Q8"


@pytest.fixture(autouse=True)
def now() -> object:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def answered(cast: Cast, case: Case, *, is_public: bool = True) -> Case:
    return answer_concern(
        case=case,
        text="The lamps come on Friday.",
        outcome=Outcome.ANSWERED,
        is_public=is_public,
        key="a",
        by=cast.councillor,
        at=NOW,
    )


def test_a_reference_typed_carelessly_leads_to_its_story(client: Client) -> None:
    answer = client.get("/track/", {"reference": " kh 7f3k 92q8"})
    assert answer["Location"] == f"/track/{UNKNOWN}/"


@pytest.mark.parametrize(
    ("typed", "error"), [("", "Enter the reference that you were given"), ("KH-7F3K-92Q9", "This is not a reference")]
)
def test_a_mistyped_reference_is_caught_before_any_look_up(
    client: Client, django_assert_num_queries: object, typed: str, error: str
) -> None:
    whose_host_it_is = 2
    with django_assert_num_queries(whose_host_it_is) as captured:
        page = client.get("/track/", {"reference": typed}).content.decode()
    assert not any("engagement_" in statement["sql"] for statement in captured)
    assert page.count(error) == 2
    assert f'value="{typed}"' in page or not typed


def test_an_address_with_a_mistyped_reference_says_so(client: Client) -> None:
    with CaptureQueriesContext(connection) as captured:
        answer = client.get("/track/KH-7F3K-92Q9/")
    assert not [query for query in captured if "engagement" in query["sql"]]
    assert answer.status_code == 404
    assert "This is not a reference" in answer.content.decode()


def test_everyone_reads_the_public_story_of_a_published_concern(client: Client, cast: Cast) -> None:
    case = answered(cast, cast.published())
    page = client.get(f"/track/{case.reference}/").content.decode()
    for words in (
        "Streetlights out",
        "<b>Nomsa Dlamini answered</b>",
        "The lamps come on Friday.",
        "A resident raised",
    ):
        assert words in page
    assert "confirmed" not in page
    assert "The resident alone reads" not in page


def test_an_answer_for_the_resident_alone_is_not_in_the_public_story(client: Client, cast: Cast) -> None:
    case = answered(cast, cast.published(), is_public=False)
    public = client.get(f"/track/{case.reference}/").content.decode()
    assert "The lamps come on Friday." not in public
    assert "The resident alone reads the answer." in public
    own = browser_with_grant(case, NOW + GRANT_LASTS).get(f"/track/{case.reference}/").content.decode()
    assert "The lamps come on Friday." in own
    assert "The resident alone reads" not in own


def test_a_story_whose_words_were_removed_says_so_and_offers_nothing(client: Client, cast: Cast) -> None:
    case = answered(cast, cast.published())
    roads = make_department(cast.municipality)
    open_referral(from_case=case, department=roads, ask="Mend it.", by=cast.councillor, at=NOW)
    forget_person(resident=case.resident, with_public=True, by=None, at=NOW)
    page = client.get(f"/track/{case.reference}/").content.decode()
    assert "What was written here was removed. What was answered stays" in page
    assert "The lamps come on Friday." in page
    for gone in ("What was written</h2>", "affects-me/", "follow/", "report/"):
        assert gone not in page
    for address in ("affects-me", "follow", "report"):
        assert client.get(f"/track/{case.reference}/{address}/").status_code == 404
    assert client.get(f"/track/{case.reference}/affects-me/no-more/").status_code == 200
    referral = Case.objects.get(kind="referral")
    page = browser_of(make_agent(roads)).get(f"/admin/referrals/{referral.reference}/").content.decode()
    assert "What the resident wrote was removed" in page
    for heading in ("What you are asked<", "What the resident wrote<"):
        assert heading not in page


def without_reference(page: bytes) -> str:
    plain = re.sub(r"[A-Z]{2}-[0-9A-Z]{4}-[0-9A-Z]{4}", "REFERENCE", page.decode())
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", plain)


@pytest.mark.parametrize("typed", ["{reference}@example.org", "082 555 0123", "082 555 0124"])
def test_what_is_not_public_and_what_does_not_exist_answer_alike(cast: Cast, typed: str) -> None:
    refused = refuse_publication(case=cast.confirmed(), reason=PublicationRefusal.ACCUSES, by=cast.moderator, at=NOW)
    by_text = cast.confirmed(is_public=False, contact=by_phone("+27825550123"))
    hidden = [
        by_text,
        cast.raised(),
        cast.confirmed(is_public=False),
        cast.confirmed(email="held@example.org"),
        refused,
    ]
    pages = set()
    for reference in [UNKNOWN, *(case.reference for case in hidden)]:
        client = Client()
        answer = client.get(f"/track/{reference}/")
        assert (answer.status_code, answer["Location"]) == (302, f"/track/{reference}/contact/")
        steps = [without_reference(client.get(answer["Location"]).content)]
        shown = notice_shown(TRACK)
        asked = client.post(answer["Location"], {"contact": typed.format(reference=reference.lower())} | shown)
        assert asked["Location"] == f"/track/{reference}/code/"
        steps.append(without_reference(client.get(asked["Location"]).content))
        steps.append(without_reference(client.post(asked["Location"], {"code": "000000"}).content))
        pages.add(tuple(steps))
    assert len(pages) == 1


def test_the_right_contact_and_code_open_the_whole_story(client: Client, cast: Cast) -> None:
    case = answered(cast, cast.confirmed(is_public=False), is_public=False)
    asked = client.post(f"/track/{case.reference}/contact/", {"contact": EMAIL.upper()} | notice_shown(TRACK))
    answer_access_requests(at=NOW)
    code = AccessRequest.objects.get().code
    wrong = client.post(asked["Location"], {"code": "000000" if code != "000000" else "111111"})
    assert "This code is wrong" in wrong.content.decode()
    opened = client.post(asked["Location"], {"code": f"{code[:3]} {code[3:]}"})
    assert opened["Location"] == f"/track/{case.reference}/"
    page = client.get(opened["Location"]).content.decode()
    assert "You confirmed how we reach you" in page
    assert "The lamps come on Friday." in page


def test_a_case_stays_open_to_this_browser_for_two_hours_and_to_no_other(
    client: Client, cast: Cast, now: object
) -> None:
    case = cast.confirmed(is_public=False)
    own = browser_with_grant(case, NOW + GRANT_LASTS)
    assert own.get(f"/track/{case.reference}/").status_code == 200
    assert client.get(f"/track/{case.reference}/").status_code == 302
    now.move_to(NOW + GRANT_LASTS + timedelta(seconds=1))
    assert own.get(f"/track/{case.reference}/").status_code == 302


def test_a_code_page_without_a_request_leads_back_to_asking(client: Client) -> None:
    assert client.get(f"/track/{UNKNOWN}/code/")["Location"] == f"/track/{UNKNOWN}/contact/"


def test_a_request_for_one_reference_opens_no_other(client: Client, cast: Cast) -> None:
    one, other = cast.confirmed(is_public=False), cast.confirmed(is_public=False)
    client.post(f"/track/{one.reference}/contact/", {"contact": EMAIL} | notice_shown(TRACK))
    answer_access_requests(at=NOW)
    code = AccessRequest.objects.get().code
    client.post(f"/track/{other.reference}/code/", {"code": code})
    assert client.get(f"/track/{other.reference}/").status_code == 302


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (NOW, "Waiting for an answer, 10 working days left"),
        (datetime.fromisoformat("2026-03-13T10:00+02:00"), "Waiting for an answer, 1 working day left"),
        (datetime.fromisoformat("2026-03-16T10:00+02:00"), "Waiting for an answer, due today"),
        (datetime.fromisoformat("2026-03-18T10:00+02:00"), "Answer overdue by 2 working days"),
    ],
)
def test_the_promise_says_in_words_how_it_stands(
    client: Client, cast: Cast, now: object, moment: datetime, words: str
) -> None:
    case = cast.published()
    now.move_to(moment)
    page = client.get(f"/track/{case.reference}/").content.decode()
    assert words in page
    assert "Monday 16 March 2026, 16:30" in page


def test_the_resident_hears_why_it_is_not_shown_to_everyone(cast: Cast) -> None:
    case = refuse_publication(case=cast.confirmed(), reason=PublicationRefusal.ACCUSES, by=cast.moderator, at=NOW)
    page = browser_with_grant(case, NOW + GRANT_LASTS).get(f"/track/{case.reference}/").content.decode()
    assert "It accuses a person who can be recognised. You still get the answer that we promised." in page


def test_who_proved_the_contact_may_confirm_from_the_story(cast: Cast) -> None:
    case = cast.raised()
    own = browser_with_grant(case, NOW + GRANT_LASTS)
    link = re.search(r'action="(/track/confirm/[^"]+)"', own.get(f"/track/{case.reference}/").content.decode())[1]
    own.post(link)
    case.refresh_from_db()
    assert case.confirmed_at == NOW


def test_guessing_references_ends_after_a_while(client: Client, cast: Cast) -> None:
    case = cast.published()
    answers = {client.get(f"/track/{case.reference}/").status_code for _ in range(MOST_IN_TEN_MINUTES["reference"] + 1)}
    assert answers == {200, 429}


def test_a_story_takes_few_statements_however_long_it_is(
    client: Client, cast: Cast, django_assert_max_num_queries: object
) -> None:
    short, long = cast.published(), answered(cast, cast.published())
    for case in (short, long):
        host, case_clocks_days_off_ward_that_counts_photos_and_events = 2, 7
        with django_assert_max_num_queries(host + case_clocks_days_off_ward_that_counts_photos_and_events):
            assert client.get(f"/track/{case.reference}/").status_code == 200


def test_an_answer_that_came_late_is_not_dressed_as_a_kept_promise(client: Client, cast: Cast, now: object) -> None:
    case = cast.published()
    now.move_to(NOW + timedelta(days=28))
    answer_concern(
        case=case,
        text="At last.",
        outcome=Outcome.ANSWERED,
        is_public=True,
        key="b",
        by=cast.councillor,
        at=NOW + timedelta(days=28),
    )
    page = client.get(f"/track/{case.reference}/").content.decode()
    assert "Answered 10 working days late" in page
    assert "promise kept" not in page


def test_while_something_is_followed_up_the_story_says_when_the_next_report_comes(
    client: Client, cast: Cast, now: object
) -> None:
    case = cast.published()
    answer_concern(
        case=case, text="It goes to the council.", outcome=Outcome.COUNCIL, is_public=True, key="f", by=cast.councillor,
        at=NOW, sitting_on=NOW.date() + timedelta(days=7), item="7.2",
    )  # fmt: skip
    due = case.clocks.get(kind="update").due_at
    in_time = client.get(f"/track/{case.reference}/").content.decode()
    assert f"The next report comes by {date_format(due, 'DATE_FORMAT')}" in in_time
    now.move_to(due + timedelta(days=4))
    assert "The next report was due by" in client.get(f"/track/{case.reference}/").content.decode()


def test_whoever_is_done_closes_the_case_on_a_shared_phone(cast: Cast) -> None:
    case = cast.confirmed(is_public=False)
    browser = browser_with_grant(case, NOW + timedelta(hours=2))
    story = f"/track/{case.reference}/"
    page = browser.get(story).content.decode()
    assert case.concern.text in page
    assert 'action="/track/done/"' in page
    answer = browser.post("/track/done/")
    assert answer["Clear-Site-Data"] == '"cache"'
    closed = answer["Location"]
    assert "What was open on this phone is closed" in browser.get(closed).content.decode()
    assert browser.get(story)["Location"] == f"{story}contact/"


def test_a_public_case_that_nobody_opened_has_nothing_to_close(client: Client, cast: Cast) -> None:
    case = cast.published()
    page = client.get(f"/track/{case.reference}/").content.decode()
    assert case.concern.text in page
    assert "/track/done/" not in page
    assert client.get("/track/done/").status_code == 405


def test_the_example_begins_as_references_here_do(client: Client, cast: Cast) -> None:
    for address in ("/track/", "/track/nothing-like-it/"):
        assert "with the two letters of your municipality in front" in client.get(address).content.decode()
    Municipality.objects.filter(pk=cast.municipality.pk).update(code="ZZ001", site=Site.objects.get())
    assert "It looks like ZZ-7F3K-92Q8 and stands" in client.get("/track/").content.decode()
