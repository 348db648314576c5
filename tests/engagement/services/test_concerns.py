"""A concern from the first word to the answer."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from engagement.enums import (
    ClockKind,
    ConcernStatus,
    EraseReason,
    Impossible,
    Outcome,
    Publication,
    PublicationRefusal,
    Visibility,
)
from engagement.errors import NotPossibleError
from engagement.form_notices import RAISE
from engagement.models import Case, Concern, Notification, Resident, TimelineEvent
from engagement.queries.notices import notice_of
from engagement.rules.contacts import by_email
from engagement.services.answers import answer_concern
from engagement.services.concerns import MOST_A_DAY, confirm_contact, expire_unconfirmed
from engagement.services.moderation import publish_concern, refuse_publication
from tests.engagement.cast import EMAIL, NAME, NOW, Cast, make_user
from tests.engagement.sessions import prove_address

LATER = NOW + timedelta(days=1)


def kinds_of_events(case: Case) -> list[str]:
    return list(TimelineEvent.objects.filter(case=case).values_list("kind", flat=True))


def templates_sent_about(case: Case) -> list[str]:
    return list(Notification.objects.filter(case=case).order_by("pk").values_list("template", flat=True))


def test_a_new_concern_waits_for_its_author_and_runs_no_clock(cast: Cast) -> None:
    case = cast.raised()
    assert (case.status, case.publication, case.confirmed_at) == (
        ConcernStatus.UNCONFIRMED,
        Publication.HELD,
        None,
    )
    assert not case.clocks.exists()
    assert kinds_of_events(case) == ["raised"]
    assert templates_sent_about(case) == ["confirm"]


def test_the_same_form_sent_twice_makes_one_concern(cast: Cast) -> None:
    first, second = cast.raised(key="one form"), cast.raised(key="one form")
    assert first == second
    assert (Case.objects.count(), Resident.objects.count(), Notification.objects.count()) == (1, 1, 1)


def test_other_words_under_the_same_form_are_another_concern(cast: Cast) -> None:
    cast.raised(key="one form")
    cast.raised(key="one form", text="And the school has no water.")
    assert Case.objects.count() == 2


def test_one_address_may_send_so_many_a_day_and_more_the_day_after(cast: Cast) -> None:
    for _ in range(MOST_A_DAY):
        cast.raised()
    with pytest.raises(NotPossibleError) as refusal:
        cast.raised(email=EMAIL.upper())
    assert refusal.value.reason == Impossible.TOO_MANY
    assert Case.objects.count() == MOST_A_DAY
    assert cast.raised(at=LATER + timedelta(seconds=1)).reference


def test_what_strangers_sent_with_an_address_keeps_nobody_out_who_proved_it(cast: Cast) -> None:
    resident = make_user("resident")
    prove_address(resident)
    for _ in range(MOST_A_DAY):
        cast.raised(email=resident.email)
    own = [cast.raised(email=resident.email, by=resident, text=f"{number}") for number in range(MOST_A_DAY)]
    assert all(case.confirmed_at for case in own)
    with pytest.raises(NotPossibleError) as refusal:
        cast.raised(email=resident.email, by=resident, text="One more")
    assert refusal.value.reason == Impossible.TOO_MANY_OF_YOURS
    with pytest.raises(NotPossibleError) as refusal:
        cast.raised(email=resident.email, by=make_user("somebody"))
    assert refusal.value.reason == Impossible.TOO_MANY, "an account that typed the address has not proved it"


def test_name_and_address_lie_encrypted_and_are_found_by_index(cast: Cast) -> None:
    cast.raised()
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, email, email_index FROM engagement_resident")
        stored = " ".join(cursor.fetchone())
    assert NAME not in stored
    assert EMAIL not in stored
    assert Resident.objects.with_contact(by_email(EMAIL.upper())).get().name == NAME


def test_a_family_that_shares_an_address_stays_several_people(cast: Cast) -> None:
    mother, son = cast.raised(name="Palesa"), cast.raised(name="Thabo")
    again = cast.raised(name=" palesa ")
    assert mother.resident == again.resident != son.resident


def test_a_contact_without_a_name_is_one_person_for_the_browser_that_sent_it_alone(cast: Cast) -> None:
    first = cast.raised(name="")
    assert cast.raised(name="", subject="Second", sent_here=[first.pk]).resident == first.resident
    assert cast.raised(name="", subject="Third").resident != first.resident
    assert cast.raised(name="Palesa", subject="Fourth", sent_here=[first.pk]).resident != first.resident


def test_a_case_keeps_what_was_said_of_its_data(cast: Cast) -> None:
    shown = notice_of(RAISE, cast.municipality, at=NOW)
    assert cast.raised(notice=shown).privacy_notice.text == shown.text
    assert cast.raised(notice=shown, subject="Second").privacy_notice.digest == shown.digest


def test_confirming_starts_the_clock_and_tells_the_councillor_and_the_moderator(cast: Cast) -> None:
    case = confirm_contact(case=cast.raised(), at=NOW)
    clock = case.clocks.get(kind=ClockKind.FIRST_RESPONSE)
    # Ten working days after Monday 2 March 2026: Monday 16 March, half past four in Johannesburg.
    assert clock.due_at == datetime(2026, 3, 16, 14, 30, tzinfo=UTC)
    assert case.status == ConcernStatus.WAITING
    assert templates_sent_about(case) == ["confirm", "received", "councillor-new", "moderator-new"]


def test_confirming_twice_begins_once(cast: Cast) -> None:
    case = cast.raised()
    confirm_contact(case=case, at=NOW)
    again = confirm_contact(case=case, at=LATER)
    assert (again.confirmed_at, again.clocks.count()) == (NOW, 2)
    assert kinds_of_events(case) == ["raised", "contact_confirmed"]


def test_a_private_concern_is_not_shown_to_moderators(cast: Cast) -> None:
    case = cast.confirmed(is_public=False)
    assert case.publication == Publication.PRIVATE
    assert "moderator-new" not in templates_sent_about(case)


def test_the_speakers_office_hears_of_a_concern_while_the_seat_is_vacant(cast: Cast) -> None:
    cast.ward.terms.update(served=("2021-11-01", "2026-01-01"))
    case = cast.confirmed()
    told = Notification.objects.get(case=case, template="speaker-new")
    assert told.recipient == cast.speaker.email


def test_after_seven_days_the_link_has_expired(cast: Cast) -> None:
    case = cast.raised()
    with pytest.raises(NotPossibleError) as refusal:
        confirm_contact(case=case, at=NOW + timedelta(days=7, seconds=1))
    assert refusal.value.reason == Impossible.LINK_EXPIRED


def test_what_nobody_confirmed_is_forgotten_after_seven_days(cast: Cast) -> None:
    forgotten = cast.raised(shares_name=True, place_words="At the gate")
    kept = cast.confirmed(email="sipho@example.org", name="Sipho")
    assert expire_unconfirmed(at=NOW + timedelta(days=6)) == 0
    assert expire_unconfirmed(at=NOW + timedelta(days=7, seconds=1)) == 1
    forgotten.refresh_from_db()
    assert (forgotten.status, forgotten.resident) == (ConcernStatus.EXPIRED, None)
    assert (forgotten.shares_name, forgotten.place_words) == (False, "")
    assert Concern.objects.get(case=forgotten).text == ""
    assert not Resident.objects.with_contact(by_email(EMAIL)).exists()
    *forgotten_events, told = forgotten.events.all()
    assert {event.erased_reason for event in forgotten_events} == {EraseReason.NOT_CONFIRMED}
    assert (told.kind, told.actor, told.payload["events"]) == ("erased", "system", [1, 2])
    assert Concern.objects.get(case=kept).text


@pytest.mark.parametrize(
    ("outcome", "status", "closed"),
    [
        (Outcome.ANSWERED, ConcernStatus.ANSWERED, True),
        (Outcome.CANNOT, ConcernStatus.ANSWERED, True),
        (Outcome.REFERRED, ConcernStatus.FOLLOW_UP, False),
        (Outcome.COUNCIL, ConcernStatus.FOLLOW_UP, False),
    ],
)
def test_every_outcome_keeps_the_promise_and_only_some_close(
    cast: Cast, outcome: Outcome, status: ConcernStatus, closed: bool
) -> None:
    case = answer_concern(
        case=cast.confirmed(),
        text="The lamps come on Friday.",
        outcome=outcome,
        is_public=True,
        key="a",
        by=cast.councillor,
        at=LATER,
    )
    assert (case.status, case.closed_at is not None, case.clocks.get(kind=ClockKind.FIRST_RESPONSE).met_at) == (
        status,
        closed,
        LATER,
    )
    event = case.events.last()
    assert (event.visibility, event.payload) == (
        Visibility.PUBLIC,
        {"text": "The lamps come on Friday.", "outcome": outcome, "name": "Nomsa Dlamini"},
    )
    assert templates_sent_about(case)[-1] == "answered"


def test_the_same_answer_sent_twice_is_given_once(cast: Cast) -> None:
    case = cast.confirmed()
    for _ in range(2):
        answer_concern(
            case=case,
            text="Done.",
            outcome=Outcome.REFERRED,
            is_public=False,
            key="one form",
            by=cast.councillor,
            at=LATER,
        )
    assert kinds_of_events(case).count("answered") == 1
    assert templates_sent_about(case).count("answered") == 1


def answer(cast: Cast, case: Case, **facts: object) -> Case:
    return answer_concern(
        **{
            "case": case,
            "text": "Yes.",
            "outcome": Outcome.ANSWERED,
            "is_public": False,
            "key": "a",
            "by": cast.councillor,
            "at": LATER,
        }
        | facts
    )


def test_only_the_councillor_of_the_ward_answers(cast: Cast) -> None:
    case = cast.confirmed()
    for somebody in (cast.other_councillor, cast.moderator, cast.speaker):
        with pytest.raises(NotPossibleError) as refusal:
            answer(cast, case, by=somebody)
        assert refusal.value.reason == Impossible.NOT_YOUR_WARD
    assert kinds_of_events(case) == ["raised", "contact_confirmed"]


def test_an_answer_to_a_private_concern_cannot_be_public(cast: Cast) -> None:
    with pytest.raises(NotPossibleError) as refusal:
        answer(cast, cast.confirmed(is_public=False), is_public=True)
    assert refusal.value.reason == Impossible.NOT_PUBLIC


@pytest.mark.parametrize("answered", [True, False])
def test_what_is_closed_or_unconfirmed_cannot_be_answered(cast: Cast, answered: bool) -> None:
    case = answer(cast, cast.confirmed()) if answered else cast.raised()
    with pytest.raises(NotPossibleError) as refusal:
        answer(cast, case, key="another form")
    assert refusal.value.reason == (Impossible.ANSWERED_MEANWHILE if answered else Impossible.WRONG_STATUS)


def test_publishing_shows_a_concern_once(cast: Cast) -> None:
    case = cast.confirmed()
    publish_concern(case=case, by=cast.moderator, at=NOW)
    case = publish_concern(case=case, by=cast.moderator, at=LATER)
    assert (case.publication, case.published_at) == (Publication.PUBLISHED, NOW)
    assert kinds_of_events(case).count("published") == 1


def test_a_refused_concern_stays_with_the_councillor_and_its_author_hears_why(cast: Cast) -> None:
    case = refuse_publication(case=cast.confirmed(), reason=PublicationRefusal.PERSONAL_DATA, by=cast.moderator, at=NOW)
    assert (case.publication, case.status) == (Publication.REFUSED, ConcernStatus.WAITING)
    assert case.events.last().payload == {"reason": PublicationRefusal.PERSONAL_DATA}


def test_what_was_refused_is_shown_after_all_where_a_moderator_thinks_again(cast: Cast) -> None:
    case = refuse_publication(case=cast.confirmed(), reason=PublicationRefusal.ADVERT, by=cast.moderator, at=NOW)
    with pytest.raises(NotPossibleError) as refusal:  # as when a colleague refused a moment ago
        publish_concern(case=case, by=cast.moderator, at=LATER)
    assert refusal.value.reason == Impossible.WRONG_STATUS
    case = publish_concern(case=case, by=cast.moderator, at=LATER, after_all=True)
    assert (case.publication, case.published_at) == (Publication.PUBLISHED, LATER)
    assert kinds_of_events(case)[-2:] == ["publication_refused", "published"]


@pytest.mark.parametrize("is_public", [True, False])
def test_only_what_was_confirmed_and_meant_for_everyone_is_published(cast: Cast, is_public: bool) -> None:
    case = cast.raised() if is_public else cast.confirmed(is_public=False)
    with pytest.raises(NotPossibleError) as refusal:
        publish_concern(case=case, by=cast.moderator, at=NOW)
    assert refusal.value.reason == Impossible.WRONG_STATUS


def test_only_a_moderator_of_the_municipality_decides(cast: Cast) -> None:
    case = cast.confirmed()
    for somebody in (cast.stranger_moderator, cast.speaker, cast.councillor):
        with pytest.raises(NotPossibleError) as refusal:
            publish_concern(case=case, by=somebody, at=NOW)
        assert refusal.value.reason == Impossible.NOT_MODERATOR
    case.refresh_from_db()
    assert case.publication == Publication.HELD


def test_raising_a_concern_takes_few_statements(cast: Cast, django_assert_max_num_queries: object) -> None:
    with django_assert_max_num_queries(20):
        cast.raised()


def test_confirming_and_answering_take_few_statements(cast: Cast, django_assert_max_num_queries: object) -> None:
    case = cast.raised()
    with django_assert_max_num_queries(27):
        confirm_contact(case=case, at=NOW)
    # The last one forgets the draft that was kept of this answer.
    with django_assert_max_num_queries(24):
        answer(cast, case)
