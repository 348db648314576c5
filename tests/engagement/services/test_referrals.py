"""Passing a concern on to a department, and what comes back."""

import pytest

from engagement.channels.email import render
from engagement.enums import ConcernStatus, Impossible, Outcome, ReferralStatus, Role, Visibility
from engagement.errors import NotPossibleError
from engagement.models import Case, Department, Notification, User
from engagement.queries.cases import visible_to
from engagement.queries.viewers import viewer_of
from engagement.rules.visibility import Viewer
from engagement.services.answers import answer_concern
from engagement.services.referrals import finish_referral, report_progress, take_on
from tests.engagement.cast import NOW, Cast, make_agent, make_assistant, make_department, make_staff, make_user

pytestmark = pytest.mark.django_db

ASK = "Please look at the eleven poles."


@pytest.fixture
def roads(cast: Cast) -> Department:
    return make_department(cast.municipality)


@pytest.fixture
def agent(roads: Department) -> User:
    return make_agent(roads)


def refer(cast: Cast, department: Department, **facts: object) -> tuple[Case, Case]:
    """A concern that was passed on, and the case of the department."""
    concern = cast.confirmed(**facts)
    answer_concern(
        case=concern,
        text="The roads team looks at it.",
        outcome=Outcome.REFERRED,
        is_public=False,
        key="refer",
        department=department,
        ask=ASK,
        by=cast.councillor,
        at=NOW,
    )
    concern.refresh_from_db()
    return concern, Case.objects.get(referral__from_case=concern)


def sent(case: Case) -> list[str]:
    return list(Notification.objects.filter(case=case).order_by("pk").values_list("template", flat=True))


def report(case: Case, by: User, **how: object) -> Case:
    said = {"text": "Seven poles stand again.", "visibility": Visibility.RESIDENT, "key": "report"} | how
    return report_progress(case=case, by=by, at=NOW, **said)


def test_passing_on_opens_a_case_with_the_department_and_writes_to_its_office(cast: Cast, roads: Department) -> None:
    concern, referral = refer(cast, roads)
    assert (referral.kind, referral.status, referral.department) == ("referral", ReferralStatus.OPEN, roads)
    assert (referral.resident, referral.referral.ask) == (None, ASK)
    assert referral.clocks.get().kind == "referral"
    assert sent(referral) == ["department-new"]
    assert Notification.objects.get(case=referral).recipient == roads.email
    assert concern.status == ConcernStatus.FOLLOW_UP
    assert concern.events.last().payload["department"] == "Roads"


@pytest.mark.parametrize("is_elsewhere", [True, False])
def test_nothing_is_passed_on_to_a_department_that_takes_nothing_on(
    cast: Cast, roads: Department, is_elsewhere: bool
) -> None:
    if is_elsewhere:
        roads = make_department(cast.elsewhere)
    else:
        roads.is_active = False
    with pytest.raises(NotPossibleError) as refusal:
        refer(cast, roads)
    assert refusal.value.reason == Impossible.NO_SUCH_DEPARTMENT
    assert not Case.objects.filter(kind="referral").exists()


def test_whoever_takes_it_on_is_named_inside_and_the_resident_told_once(
    cast: Cast, roads: Department, agent: User
) -> None:
    concern, referral = refer(cast, roads)
    for _ in range(2):
        referral = take_on(case=referral, by=agent, at=NOW)
    assert (referral.status, referral.assignee) == (ReferralStatus.TAKEN, agent)
    event = concern.events.last()
    assert (event.kind, event.visibility, event.payload) == ("taken_on", "resident", {"department": "Roads"})
    assert sent(concern).count("department-progress") == 1
    assert concern.events.filter(kind="taken_on").count() == 1
    told = render(Notification.objects.get(case=concern, template="department-progress")).body
    assert "has taken it on" in told
    assert "how far it is" not in told


@pytest.mark.parametrize(
    ("visibility", "told"),
    [
        (Visibility.PUBLIC, ["department-progress", "referral-progress"]),
        (Visibility.RESIDENT, ["department-progress", "referral-progress"]),
        (Visibility.COUNCILLOR, ["referral-progress"]),
    ],
)
def test_progress_flows_back_to_those_whom_the_department_chose(
    cast: Cast, roads: Department, agent: User, visibility: Visibility, told: list[str]
) -> None:
    concern, referral = refer(cast, roads)
    before = len(sent(concern))
    for _ in range(2):
        report(referral, agent, visibility=visibility)
    event = concern.events.get(kind="progress")
    assert (event.visibility, event.payload["text"]) == (visibility, "Seven poles stand again.")
    assert sent(concern)[before:] == told
    assert referral.events.get(kind="progress").visibility == Visibility.COUNCILLOR
    assert referral.clocks.get().met_at == NOW


@pytest.mark.parametrize(("is_done", "kind"), [(True, "referral_done"), (False, "referral_cannot")])
def test_the_end_asks_for_the_final_answer_and_leaves_the_concern_open(
    cast: Cast, roads: Department, agent: User, is_done: bool, kind: str
) -> None:
    concern, referral = refer(cast, roads)
    for _ in range(2):
        referral = finish_referral(
            case=referral, text="Done.", is_done=is_done, visibility=Visibility.RESIDENT, key="end", by=agent, at=NOW
        )
    assert referral.closed_at == NOW
    assert sent(concern).count("referral-ended") == 1
    assert concern.events.last().kind == kind
    concern.refresh_from_db()
    assert (concern.status, concern.closed_at) == (ConcernStatus.FOLLOW_UP, None)
    with pytest.raises(NotPossibleError) as refusal:
        report(referral, agent)
    assert refusal.value.reason == Impossible.WRONG_STATUS


def test_a_report_on_a_private_concern_is_never_for_everyone(cast: Cast, roads: Department, agent: User) -> None:
    _concern, referral = refer(cast, roads, is_public=False)
    with pytest.raises(NotPossibleError) as refusal:
        report(referral, agent, visibility=Visibility.PUBLIC)
    assert refusal.value.reason == Impossible.NOT_PUBLIC


@pytest.mark.parametrize("who", ["councillor", "speaker", "another department", "clerk of the department"])
def test_only_staff_of_the_department_report(cast: Cast, roads: Department, who: str) -> None:
    _concern, referral = refer(cast, roads)
    people = {
        "another department": lambda: make_agent(make_department(cast.municipality, "Water")),
        "clerk of the department": lambda: make_agent(roads, Role.CLERK),
    }
    user = people[who]() if who in people else getattr(cast, who)
    for act in (lambda: report(referral, user), lambda: take_on(case=referral, by=user, at=NOW)):
        with pytest.raises(NotPossibleError) as refusal:
            act()
        assert refusal.value.reason == Impossible.NOT_YOUR_DEPARTMENT


def test_a_referral_is_seen_by_the_department_and_at_the_desk_of_the_councillor_alone(
    cast: Cast, roads: Department, agent: User
) -> None:
    resident = make_user("resident")
    _concern, referral = refer(cast, roads, by=resident)
    people = {
        "agent": agent,
        "councillor": cast.councillor,
        "assistant": make_assistant(cast.councillor),
        "speaker": cast.speaker,
        "resident": resident,
        "moderator": cast.moderator,
        "other councillor": cast.other_councillor,
        "other department": make_agent(make_department(cast.municipality, "Water")),
        "agent without department": make_staff(cast.municipality, Role.AGENT),
        "elsewhere": cast.stranger_moderator,
    }
    seen = {
        name
        for name, user in people.items()
        if visible_to(viewer_of(user, on=NOW, at_work=True)).filter(pk=referral.pk).exists()
    }
    assert seen == {"agent", "councillor", "assistant"}
    assert not visible_to(Viewer()).filter(pk=referral.pk).exists()
