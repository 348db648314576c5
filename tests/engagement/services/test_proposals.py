"""An assistant drafts; the councillor sends."""

import pytest

from engagement.enums import Impossible, Outcome
from engagement.errors import NotPossibleError
from engagement.models import Case, Notification, ProposedAnswer, User
from engagement.services.answers import answer_concern
from engagement.services.assistants import appoint_assistant, dismiss_assistant
from engagement.services.proposals import propose_answer, send_back
from engagement.services.questions import ask_resident
from tests.engagement.cast import NOW, Cast, make_assistant, make_councillor

pytestmark = pytest.mark.django_db


@pytest.fixture
def assistant(cast: Cast) -> User:
    return make_assistant(cast.councillor)


def propose(case: Case, by: User, text: str = "The lamps come on Friday.") -> ProposedAnswer:
    return propose_answer(case=case, text=text, outcome=Outcome.ANSWERED, readers="", details={}, by=by, at=NOW)


def test_an_assistant_can_never_send(cast: Cast, assistant: User) -> None:
    case = cast.confirmed()
    proposed = propose(case, assistant)
    acts = [
        lambda: answer_concern(
            case=case, text="x", outcome=Outcome.ANSWERED, is_public=False, key="k", by=assistant, at=NOW
        ),
        lambda: ask_resident(case=case, text="x", key="k", by=assistant, at=NOW),
        lambda: send_back(proposed=proposed, remark="x", by=assistant, at=NOW),
    ]
    for act in acts:
        with pytest.raises(NotPossibleError) as refusal:
            act()
        assert refusal.value.reason == Impossible.NOT_YOUR_WARD
    assert not case.events.filter(kind__in=["answered", "asked"]).exists()
    assert not case.notifications.filter(template__in=["answered", "asked"]).exists()


def test_a_draft_is_put_before_the_councillor_and_gone_once_answered(cast: Cast, assistant: User) -> None:
    case = cast.confirmed()
    for _ in range(2):
        propose(case, assistant)
    told = Notification.objects.get(case=case, template="councillor-draft")
    assert told.recipient == cast.councillor.email
    assert "lamps" not in (told.context or "")
    answer_concern(case=case, text="x", outcome=Outcome.ANSWERED, is_public=False, key="k", by=cast.councillor, at=NOW)
    assert not ProposedAnswer.objects.exists()
    with pytest.raises(NotPossibleError) as refusal:
        propose(case, assistant)
    assert refusal.value.reason == Impossible.ANSWERED_MEANWHILE


def test_a_draft_goes_back_with_a_remark_and_may_come_again(cast: Cast, assistant: User) -> None:
    case = cast.confirmed()
    proposed = propose(case, assistant)
    for _ in range(2):
        proposed = send_back(proposed=proposed, remark="Shorter, please.", by=cast.councillor, at=NOW)
    assert (proposed.sent_back_at, proposed.remark) == (NOW, "Shorter, please.")
    assert Notification.objects.get(template="draft-back").recipient == assistant.email
    assert propose(case, assistant).sent_back_at is None


@pytest.mark.parametrize("who", ["councillor", "speaker", "moderator", "other assistant", "dismissed", "next"])
def test_whoever_does_not_help_in_this_office_drafts_nothing(cast: Cast, assistant: User, who: str) -> None:
    case = cast.confirmed(is_public=False)
    if who == "dismissed":
        dismiss_assistant(assistant=assistant.assists.get())
    if who == "next":
        cast.ward.terms.all().delete()
        make_councillor(cast.ward, "Farai Moyo")
    people = {"dismissed": assistant, "next": assistant, "other assistant": make_assistant(cast.other_councillor)}
    user = people[who] if who in people else getattr(cast, who)
    with pytest.raises(NotPossibleError) as refusal:
        propose(case, user)
    assert refusal.value.reason == Impossible.NOT_YOUR_WARD


def test_appointing_makes_the_account_and_tells_it_once(cast: Cast) -> None:
    councillor = cast.councillor.councillor_account.councillor
    for _ in range(2):
        appointed = appoint_assistant(email="helper@example.org", councillor=councillor, at=NOW)
    assert not appointed.user.has_usable_password()
    assert Notification.objects.get(template="assistant-new").recipient == "helper@example.org"
