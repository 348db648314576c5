"""Open concerns pass on with the ward; what was written to one person alone waits for its resident."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail

from engagement.enums import ClockKind, EventKind, HandoverReason, Impossible, Outcome, Publication, Visibility
from engagement.errors import NotPossibleError
from engagement.models import AnswerDraft, Case, Clock, CouncillorAccount, HandoverQuestion, Notification, User
from engagement.queries.answering import answerer_for, cases_left_to_office, sitting_in, with_sitting
from engagement.queries.cases import visible_to
from engagement.queries.concerns import answered_on_desk, owed_on_desk
from engagement.queries.handovers import to_hand_over
from engagement.queries.timeline import timeline_faults
from engagement.queries.viewers import viewer_of
from engagement.services.answers import answer_concern
from engagement.services.feedback import reopen_concern, say_helped
from engagement.services.handovers import decide_handover, hand_over_concerns
from engagement.services.notifications import deliver_notifications
from engagement.services.questions import ask_resident
from engagement.services.sharing import share_details
from engagement.wording import answered_by, event_line
from tests.engagement.cast import NOW, Cast
from tests.engagement.queries.test_people import AFTER, SWITCH, redraw
from tests.engagement.succession import take_seat, vacate
from wards.enums import TermEnd
from wards.models import Councillor

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(hours=1)
GONE = "Nomsa Dlamini"


def events(case: Case, kind: EventKind) -> list:
    return list(case.events.filter(kind=kind).select_related("case__municipality", "by").order_by("sequence"))


def told(case: Case, template: str) -> int:
    return Notification.objects.filter(case=case, template=template).count()


def desk_of(user: User) -> set[Case]:
    return set(owed_on_desk(viewer_of(user, on=LATER, at_work=True)))


def councillor_of(user: User) -> Councillor:
    return Councillor.objects.get(account__user=user)


def test_while_nothing_changed_nothing_passes_on(cast: Cast) -> None:
    cast.published()
    cast.confirmed(is_public=False, email="b@example.org")
    assert hand_over_concerns(at=LATER) == 0


def test_a_public_concern_passes_to_the_successor_and_the_promise_stays(cast: Cast) -> None:
    case = cast.published()
    due = Clock.objects.get(case=case, kind=ClockKind.FIRST_RESPONSE).due_at
    vacate(cast.ward, TermEnd.RESIGNED)
    successor = take_seat(cast.ward)
    assert hand_over_concerns(at=LATER) == 1
    assert hand_over_concerns(at=LATER) == 0
    case.refresh_from_db()
    assert case.councillor == councillor_of(successor)
    assert Clock.objects.get(case=case, kind=ClockKind.FIRST_RESPONSE).due_at == due
    [event] = events(case, EventKind.HANDED_OVER)
    assert (event.visibility, event.payload["from"], event.payload["to"]) == (
        Visibility.PUBLIC, GONE, "Lindiwe Nkosi",
    )  # fmt: skip
    line = event_line(event, is_own=False)
    assert line.title == "Passed on to Councillor Lindiwe Nkosi"
    assert line.note.startswith("Councillor Nomsa Dlamini has resigned. The promise stays: an answer by Monday 16")
    assert told(case, "handed-over") == 1
    assert Notification.objects.get(template="passed-on").recipient == successor.email
    assert desk_of(successor) == {case}
    assert list(timeline_faults(Case.objects.all())) == []


@pytest.mark.parametrize("reason", TermEnd)
def test_each_reason_is_said_in_a_sentence(cast: Cast, reason: TermEnd) -> None:
    case = cast.published()
    vacate(cast.ward, reason)
    hand_over_concerns(at=LATER)
    line = event_line(events(case, EventKind.HANDED_OVER)[0], is_own=False)
    assert line.title == "Passed on to the Speaker's office"
    assert line.note.split(". ")[0].count(" ") >= 3


def dissolve(cast: Cast) -> None:
    """All seats go at once, and an administrator runs the municipality (Constitution, s 139)."""
    for ward in (cast.ward, cast.other_ward):
        vacate(ward, TermEnd.DISSOLVED)


def test_of_a_dissolved_council_the_administrators_office_stands_in_for_what_everyone_may_read(cast: Cast) -> None:
    case = cast.published()
    due = Clock.objects.get(case=case, kind=ClockKind.FIRST_RESPONSE).due_at
    dissolve(cast)
    assert [hand_over_concerns(at=LATER) for _ in range(2)] == [1, 0]
    [event] = events(case, EventKind.HANDED_OVER)
    line = event_line(event, is_own=False)
    assert (event.visibility, line.title) == (Visibility.PUBLIC, "Passed on to the administrator's office")
    assert line.note.startswith("The council was dissolved, and an administrator was appointed. The promise stays")
    assert Clock.objects.get(case=case, kind=ClockKind.FIRST_RESPONSE).due_at == due
    assert desk_of(cast.speaker) == {case}
    with time_machine.travel(LATER, tick=False):
        deliver_notifications(at=LATER)
    [told] = [message for message in mail.outbox if "the administrator's office answers you now" in message.body]
    assert told.to == [case.resident.contact.value]
    said = {"text": "It was mended.", "outcome": Outcome.ANSWERED, "is_public": True, "key": "a"}
    answer_concern(case=case, by=cast.speaker, at=LATER, **said)
    [answer] = events(case, EventKind.ANSWERED)
    assert event_line(answer, is_own=True).title == "The administrator's office answered"
    assert answered_by(answer) == "The administrator's office:"
    with time_machine.travel(LATER, tick=False):
        deliver_notifications(at=LATER)
    assert any("The administrator's office of Municipality KHA has answered" in each.body for each in mail.outbox)
    assert not any("Speaker" in each.subject + each.body for each in mail.outbox)
    assert list(timeline_faults(Case.objects.all())) == []


def test_of_a_dissolved_council_what_was_written_to_one_person_waits_for_a_yes_to_the_next(cast: Cast) -> None:
    case = cast.confirmed(is_public=False)
    dissolve(cast)
    assert [hand_over_concerns(at=LATER) for _ in range(2)] == [1, 0]
    [event] = events(case, EventKind.HANDED_OVER)
    assert (event.visibility, event.payload["why"]) == (Visibility.RESIDENT, TermEnd.DISSOLVED)
    assert event_line(event, is_own=True).title == "Passed on to the administrator's office"
    assert desk_of(cast.speaker) == {case}
    ask_resident(case=case, text="Which pole?", key="a", by=cast.speaker, at=LATER)
    [asked] = events(case, EventKind.ASKED)
    assert event_line(asked, is_own=True).title == "The administrator's office asked you something"
    successor = take_seat(cast.ward)
    assert [hand_over_concerns(at=LATER) for _ in range(2)] == [1, 0]
    assert desk_of(successor) == set()
    [question] = events(case, EventKind.HANDOVER_ASKED)
    assert "Until then the Speaker's office answers." in event_line(question, is_own=True).note
    decide_handover(case=case, agrees=True, by=None, at=LATER)
    assert visible_to(viewer_of(successor, on=LATER, at_work=True)).get() == case


def test_while_the_seat_is_vacant_the_office_stands_in_and_then_it_passes_to_who_fills_it(cast: Cast) -> None:
    case = cast.published()
    vacate(cast.ward, TermEnd.DIED)
    assert [hand_over_concerns(at=LATER) for _ in range(2)] == [1, 0]
    case.refresh_from_db()
    assert case.councillor is None
    assert desk_of(cast.speaker) == {case}
    successor = take_seat(cast.ward)
    assert [hand_over_concerns(at=LATER) for _ in range(2)] == [1, 0]
    case.refresh_from_db()
    assert case.councillor == councillor_of(successor)
    died, filled = events(case, EventKind.HANDED_OVER)
    assert (died.payload["why"], filled.payload["why"]) == (TermEnd.DIED, HandoverReason.FILLED)
    assert event_line(filled, is_own=False).note.startswith("The ward has a councillor again.")
    assert told(case, "handed-over") == 2


def test_a_successor_finds_many_at_once_and_gets_one_mail(cast: Cast) -> None:
    cast.published(), cast.published(email="b@example.org"), cast.confirmed(email="c@example.org")
    vacate(cast.ward)
    successor = take_seat(cast.ward)
    assert hand_over_concerns(at=LATER) == 3
    assert Notification.objects.filter(template="passed-on").count() == 1
    assert len(desk_of(successor)) == 3


def test_a_private_concern_stays_with_the_office_until_its_resident_agrees(cast: Cast) -> None:
    case = cast.confirmed(is_public=False)
    vacate(cast.ward, TermEnd.EXPIRED)
    successor = take_seat(cast.ward)
    assert [hand_over_concerns(at=LATER) for _ in range(2)] == [1, 0]
    assert told(case, "handover-asked") == 1
    assert desk_of(successor) == set()
    assert desk_of(cast.speaker) == {case}
    assert Notification.objects.get(template="passed-on").recipient == cast.speaker.email
    assert not visible_to(viewer_of(successor, on=LATER, at_work=True)).exists()
    [asked] = events(case, EventKind.HANDOVER_ASKED)
    assert asked.visibility == Visibility.RESIDENT
    assert event_line(asked, is_own=True).title == "We asked you whether Councillor Lindiwe Nkosi may read this"
    decide_handover(case=case, agrees=True, by=None, at=LATER)
    decide_handover(case=case, agrees=True, by=None, at=LATER)
    case.refresh_from_db()
    assert case.councillor == councillor_of(successor)
    assert desk_of(successor) == {case}
    assert desk_of(cast.speaker) == set()
    [event] = events(case, EventKind.HANDED_OVER)
    assert event.visibility == Visibility.RESIDENT
    assert event_line(event, is_own=True).note.startswith("You agreed to it.")
    with pytest.raises(NotPossibleError) as refusal:
        decide_handover(case=case, agrees=False, by=None, at=LATER)
    assert refusal.value.reason == Impossible.NOTHING_ASKED


def test_after_a_no_the_office_answers_and_nobody_asks_again(cast: Cast) -> None:
    case = cast.confirmed(is_public=False)
    vacate(cast.ward)
    successor = take_seat(cast.ward)
    hand_over_concerns(at=LATER)
    decide_handover(case=case, agrees=False, by=None, at=LATER)
    case.refresh_from_db()
    assert case.councillor is None
    assert desk_of(successor) == set()
    assert desk_of(cast.speaker) == {case}
    vacate(cast.ward, on=(LATER + timedelta(days=1)).date())
    take_seat(cast.ward, "Third Person", on=(LATER + timedelta(days=1)).date())
    assert hand_over_concerns(at=LATER + timedelta(days=1)) == 0
    said = {"text": "Done.", "outcome": Outcome.ANSWERED, "is_public": False, "key": "a"}
    answer_concern(case=case, by=cast.speaker, at=LATER, **said)
    assert set(answered_on_desk(viewer_of(cast.speaker, on=LATER, at_work=True))) == {case}


def test_a_private_concern_of_a_vacant_seat_goes_to_the_office_and_then_waits_for_a_yes(cast: Cast) -> None:
    case = cast.confirmed(is_public=False)
    vacate(cast.ward)
    assert [hand_over_concerns(at=LATER) for _ in range(2)] == [1, 0]
    [event] = events(case, EventKind.HANDED_OVER)
    assert (event.visibility, event.payload["to"]) == (Visibility.RESIDENT, "")
    assert desk_of(cast.speaker) == {case}
    successor = take_seat(cast.ward)
    assert [hand_over_concerns(at=LATER) for _ in range(2)] == [1, 0]
    assert HandoverQuestion.objects.get().councillor == councillor_of(successor)
    assert desk_of(cast.speaker) == {case}


def test_a_question_about_somebody_who_left_again_is_closed(cast: Cast) -> None:
    case = cast.confirmed(is_public=False)
    vacate(cast.ward)
    take_seat(cast.ward)
    hand_over_concerns(at=LATER)
    tomorrow = LATER + timedelta(days=1)
    vacate(cast.ward, on=tomorrow.date())
    with pytest.raises(NotPossibleError):
        decide_handover(case=case, agrees=True, by=None, at=tomorrow)
    third = take_seat(cast.ward, "Third Person", on=tomorrow.date())
    assert hand_over_concerns(at=tomorrow) == 1
    decide_handover(case=case, agrees=True, by=None, at=tomorrow)
    case.refresh_from_db()
    assert case.councillor == councillor_of(third)


def test_closed_cases_stay_where_they_were_and_a_successor_never_sees_private_ones(cast: Cast) -> None:
    private, public = cast.confirmed(is_public=False), cast.published(email="b@example.org")
    for number, case in enumerate((private, public)):
        said = {"text": "Done.", "outcome": Outcome.ANSWERED, "is_public": False, "key": str(number)}
        answer_concern(case=case, by=cast.councillor, at=NOW, **said)
    vacate(cast.ward)
    successor = take_seat(cast.ward)
    assert hand_over_concerns(at=LATER) == 0
    assert set(visible_to(viewer_of(successor, on=LATER, at_work=True))) == {public}
    assert set(visible_to(viewer_of(cast.councillor, on=LATER, at_work=True))) == {public}
    assert not HandoverQuestion.objects.exists()


def test_one_that_is_opened_again_after_the_change_is_asked_about_then(cast: Cast) -> None:
    case = cast.confirmed(is_public=False)
    said = {"text": "Done.", "outcome": Outcome.ANSWERED, "is_public": False, "key": "a"}
    answer_concern(case=case, by=cast.councillor, at=NOW, **said)
    vacate(cast.ward)
    take_seat(cast.ward)
    number = events(case, EventKind.ANSWERED)[0].sequence
    say_helped(case=case, answer_sequence=number, helped="no", why="", by=None, at=LATER)
    reopen_concern(case=case, text="Still dark.", key="b", by=None, at=LATER)
    assert Notification.objects.get(template="resident-reopened").recipient == cast.speaker.email
    assert hand_over_concerns(at=LATER) == 1
    assert told(case, "handover-asked") == 1


def test_when_boundaries_change_whoever_holds_the_ground_takes_over(cast: Cast) -> None:
    case = cast.published()
    redraw(cast)
    other = councillor_of(cast.other_councillor)
    Case.objects.filter(pk=case.pk).update(councillor=other)
    at = NOW + (AFTER - NOW.date())
    assert [hand_over_concerns(at=at) for _ in range(2)] == [1, 0]
    case.refresh_from_db()
    assert case.councillor == councillor_of(cast.councillor)
    assert events(case, EventKind.HANDED_OVER)[0].payload["why"] == TermEnd.BOUNDARIES


@pytest.mark.parametrize("agrees", [True, False])
def test_when_boundaries_change_the_resident_decides_who_reads_what_was_written_to_one_person(
    cast: Cast, *, agrees: bool
) -> None:
    case = cast.confirmed(is_public=False)
    new = redraw(cast)
    # Where the old ward lay, another person was elected.
    new.terms.all().delete()
    successor = take_seat(new, on=SWITCH)
    at = NOW + (AFTER - NOW.date())
    assert [hand_over_concerns(at=at) for _ in range(2)] == [1, 0]
    [asked] = events(case, EventKind.HANDOVER_ASKED)
    assert (asked.visibility, asked.payload["why"]) == (Visibility.RESIDENT, TermEnd.BOUNDARIES)
    assert event_line(asked, is_own=True).note.startswith("Ward boundaries have changed.")
    assert told(case, "handover-asked") == 1

    def readers() -> set[User]:
        people = (cast.councillor, cast.speaker, successor)
        return {user for user in people if visible_to(viewer_of(user, on=at, at_work=True)).exists()}

    assert readers() == {cast.speaker}
    decide_handover(case=case, agrees=agrees, by=None, at=at)
    case.refresh_from_db()
    assert case.councillor == (councillor_of(successor) if agrees else None)
    assert readers() == {successor if agrees else cast.speaker}
    [event] = events(case, EventKind.HANDED_OVER)
    assert event.payload["why"] == (HandoverReason.AGREED if agrees else HandoverReason.KEPT)
    assert event.visibility == Visibility.RESIDENT
    assert hand_over_concerns(at=at) == 0


def test_without_an_account_of_the_successor_the_office_answers_and_the_resident_is_told(cast: Cast) -> None:
    case = cast.published()
    vacate(cast.ward)
    successor = councillor_of(take_seat(cast.ward))
    CouncillorAccount.objects.filter(councillor=successor).delete()
    hand_over_concerns(at=LATER)
    case.refresh_from_db()
    assert case.councillor == successor
    assert Notification.objects.get(template="passed-on").recipient == cast.speaker.email
    assert '"from_office": true' in Notification.objects.get(template="handed-over").context


def test_what_the_predecessor_held_ends_with_the_handover(cast: Cast) -> None:
    case = cast.published()
    share_details(case=case, shares_name=True, shares_contact=True, by=None, at=NOW)
    AnswerDraft.objects.create(user=cast.councillor, case=case, text="Half an answer", kept_at=NOW)
    vacate(cast.ward)
    successor = take_seat(cast.ward)
    hand_over_concerns(at=LATER)
    case.refresh_from_db()
    assert not AnswerDraft.objects.exists()
    assert (case.shares_name, case.shares_contact) == (False, False)
    assert answerer_for(cast.councillor, case, LATER) is None
    assert answerer_for(successor, case, LATER).name == "Lindiwe Nkosi"


def test_a_concern_that_was_refused_or_taken_down_passes_on_like_one_for_everyone(cast: Cast) -> None:
    case = cast.confirmed()
    Case.objects.filter(pk=case.pk).update(publication=Publication.REFUSED)
    vacate(cast.ward)
    successor = take_seat(cast.ward)
    hand_over_concerns(at=LATER)
    assert desk_of(successor) == {case}


def test_the_query_and_the_function_agree_on_who_sits(cast: Cast) -> None:
    cases = [cast.confirmed(), cast.confirmed(ward=cast.other_ward, email="b@example.org", is_public=False)]
    vacate(cast.other_ward)

    def agree(on: object) -> set:
        found = {case.pk: case.sitting_id for case in with_sitting(Case.objects.all(), on)}
        for case in cases:
            sitting = sitting_in(case.ward, on)
            assert found[case.pk] == (sitting.pk if sitting else None)
        return set(found.values())

    assert len(agree(NOW)) == 2
    assert None in agree(NOW)
    redraw(cast)
    assert agree(AFTER)


def test_the_office_of_another_municipality_gets_none_of_it(cast: Cast) -> None:
    case = cast.confirmed(is_public=False)
    vacate(cast.ward)
    take_seat(cast.ward)
    assert cases_left_to_office([cast.municipality.pk], LATER) == {case.pk}
    assert cases_left_to_office([cast.elsewhere.pk], LATER) == frozenset()
    assert desk_of(cast.stranger_moderator) == set()
    assert to_hand_over(LATER).count() == 1
