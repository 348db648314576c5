"""What everyone can read can be taken down, and the history still verifies."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from engagement.channels.email import render
from engagement.enums import EventKind, Impossible, Outcome, Publication, PublicationRefusal
from engagement.errors import NotPossibleError
from engagement.models import Case, Concern, Notification
from engagement.services.answers import answer_concern
from engagement.services.appeals import appeal_decision, overturn_decision
from engagement.services.moderation import publish_concern, refuse_publication, withdraw_publication
from engagement.services.replies import reply_to_case
from tests.engagement.cast import NOW, Cast

pytestmark = pytest.mark.django_db


def withdraw(cast: Cast, case: Case, *, erase_words: bool = False) -> Case:
    return withdraw_publication(
        case=case, reason=PublicationRefusal.PERSONAL_DATA, erase_words=erase_words, by=cast.moderator, at=NOW
    )


def verify() -> str:
    out = StringIO()
    call_command("verify_timeline", stdout=out)
    return out.getvalue()


def test_it_is_hidden_once_the_resident_is_told_once_and_an_answer_is_still_owed(cast: Cast) -> None:
    case = cast.published()
    case = withdraw(cast, withdraw(cast, case))
    assert (case.publication, case.published_at, case.closed_at) == (Publication.WITHDRAWN, None, None)
    assert list(case.events.values_list("kind", flat=True)).count(EventKind.WITHDRAWN) == 1
    assert Notification.objects.filter(case=case, template="withdrawn").count() == 1
    assert Concern.objects.get(case=case).text
    answer_concern(
        case=case, text="Done.", outcome=Outcome.ANSWERED, is_public=False, key="a", by=cast.councillor, at=NOW
    )


@pytest.mark.parametrize("why_not", ["", "erased", "appealed before"])
def test_the_message_leads_to_an_appeal_only_where_one_can_change_something(cast: Cast, why_not: str) -> None:
    case = cast.confirmed()
    if why_not == "appealed before":
        refuse_publication(case=case, reason=PublicationRefusal.ACCUSES, by=cast.moderator, at=NOW)
        overturn_decision(appeal=appeal_decision(case=case, words="No.", at=NOW), by=cast.speaker, at=NOW)
        case.refresh_from_db()
    else:
        publish_concern(case=case, by=cast.moderator, at=NOW)
    withdraw(cast, case, erase_words=why_not == "erased")
    body = render(Notification.objects.get(case=case, template="withdrawn")).body
    assert (f"/track/{case.reference}/appeal/" in body) == (why_not == "")
    assert f"/track/{case.reference}/" in body
    assert "\n\n\n" not in body


def test_erased_words_leave_a_tombstone_that_verifies(cast: Cast) -> None:
    case = cast.published()
    reply_to_case(case=case, text="It is the fault of my neighbour.", key="r", by=None, at=NOW)
    case = withdraw(cast, case, erase_words=True)
    assert (case.concern.subject, case.concern.text) == ("", "")
    for kind in (EventKind.RAISED, EventKind.REPLIED):
        said = case.events.get(kind=kind)
        assert (said.payload, said.erased_reason) == (None, "moderation")
    assert case.events.get(kind=EventKind.CONTACT_CONFIRMED).payload
    assert "nothing altered" in verify()


@pytest.mark.parametrize("publication", [Publication.PRIVATE, Publication.HELD])
def test_what_nobody_could_read_is_not_taken_down(cast: Cast, publication: Publication) -> None:
    case = cast.confirmed(is_public=publication == Publication.HELD)
    with pytest.raises(NotPossibleError) as refusal:
        withdraw(cast, case)
    assert refusal.value.reason == Impossible.WRONG_STATUS


def test_it_is_not_published_again(cast: Cast) -> None:
    with pytest.raises(NotPossibleError):
        publish_concern(case=withdraw(cast, cast.published()), by=cast.moderator, at=NOW)


def test_only_a_moderator_of_the_municipality_takes_down(cast: Cast) -> None:
    case = cast.published()
    for user in (cast.stranger_moderator, cast.councillor, cast.speaker):
        with pytest.raises(NotPossibleError) as refusal:
            withdraw_publication(case=case, reason=PublicationRefusal.ADVERT, erase_words=False, by=user, at=NOW)
        assert refusal.value.reason == Impossible.NOT_MODERATOR


@pytest.mark.parametrize("field", ["subject", "text", "nature"])
def test_words_that_pages_show_and_nobody_raised_are_found(cast: Cast, field: str) -> None:
    cast.published(email="other@example.org")
    case = cast.published()
    assert "nothing altered" in verify()
    Concern.objects.filter(case=case).update(**{field: "question" if field == "nature" else "Altered"})
    out = StringIO()
    with pytest.raises(CommandError, match="1 fault"):
        call_command("verify_timeline", stdout=out)
    assert f"{case.reference}: pages show other words than were raised" in out.getvalue()


def test_words_put_back_after_they_were_erased_are_found(cast: Cast) -> None:
    case = withdraw(cast, cast.published(), erase_words=True)
    Concern.objects.filter(case=case).update(text="Put back")
    with pytest.raises(CommandError):
        verify()
