"""`visible_to` is the rule of visibility in SQL: the two agree on every viewer and every case."""

from datetime import date
from itertools import product

import pytest

from engagement.enums import Outcome, PublicationRefusal, Role
from engagement.models import Case, Department, User
from engagement.queries.cases import facts_of, sent_with_contact_since, visible_to
from engagement.queries.viewers import viewer_of
from engagement.rules.contacts import by_email
from engagement.rules.visibility import Viewer, may_see
from engagement.services.answers import answer_concern
from engagement.services.handovers import decide_handover, hand_over_concerns
from engagement.services.moderation import refuse_publication
from engagement.services.referrals import open_referral
from tests.engagement.cast import EMAIL, NOW, Cast, make_agent, make_assistant, make_department, make_staff, make_user
from tests.engagement.succession import take_seat, vacate

pytestmark = pytest.mark.django_db


def all_cases(cast: Cast) -> list[Case]:
    """A case in every state of publication, confirmed or not, with and without an account, in both wards."""
    cases = [
        cast.raised(email="a@example.org"),
        cast.raised(email="a@example.org", is_public=False),
        cast.confirmed(email="b@example.org", is_public=False),
        cast.confirmed(email="b@example.org"),
        cast.published(email="c@example.org"),
        refuse_publication(
            case=cast.confirmed(email="d@example.org"),
            reason=PublicationRefusal.ACCUSES,
            by=cast.moderator,
            at=NOW,
        ),
    ]
    cases += [cast.confirmed(ward=cast.other_ward, email="e@example.org", is_public=False)]
    cases += [cast.raised(email="f@example.org", by=make_user("resident"), is_public=False)]
    referred = cast.confirmed(email="g@example.org", is_public=False)
    roads = make_department(cast.municipality)
    cases += [referred, open_referral(from_case=referred, department=roads, ask="x", by=cast.councillor, at=NOW)]
    return cases


def after_a_handover(cast: Cast) -> list[Case]:
    """Of a ward that passed on: private and undecided, agreed to, kept with the office, closed before; a public one."""
    mine = {"ward": cast.other_ward, "is_public": False}
    undecided, agreed, kept, closed = (cast.confirmed(email=f"{name}@example.org", **mine) for name in "ghij")
    public = cast.confirmed(ward=cast.other_ward, email="k@example.org")
    said = {"text": "Done.", "outcome": Outcome.ANSWERED, "is_public": False, "key": "closed"}
    answer_concern(case=closed, by=cast.other_councillor, at=NOW, **said)
    vacate(cast.other_ward)
    take_seat(cast.other_ward)
    hand_over_concerns(at=NOW)
    decide_handover(case=agreed, agrees=True, by=None, at=NOW)
    decide_handover(case=kept, agrees=False, by=None, at=NOW)
    return [undecided, agreed, kept, closed, public]


def test_the_rule_and_the_query_agree_on_every_viewer_and_every_case(cast: Cast) -> None:
    cases = all_cases(cast) + after_a_handover(cast)
    successor = User.objects.get(councillor_account__councillor__name="Lindiwe Nkosi")
    account = User.objects.get(residents__isnull=False)
    people = [
        cast.councillor,
        cast.other_councillor,
        cast.moderator,
        cast.speaker,
        cast.stranger_moderator,
        account,
        successor,
    ]
    people += [make_staff(cast.municipality, role) for role in Role]
    people += [make_assistant(cast.councillor), make_assistant(cast.other_councillor)]
    people += [make_agent(Department.objects.get(), role) for role in (Role.AGENT, Role.CLERK)]
    people += [make_agent(make_department(cast.municipality, "Water"))]
    viewers = [Viewer(), Viewer(granted=frozenset({cases[0].pk})), Viewer(granted=frozenset({cases[2].pk}))]
    viewers += [viewer_of(person, on=NOW.date(), at_work=True) for person in people]
    answers = set()
    for viewer, case in product(viewers, cases):
        case = Case.objects.get(pk=case.pk)
        by_rule = may_see(viewer, facts_of(case))
        assert visible_to(viewer).filter(pk=case.pk).exists() == by_rule, (viewer, case.publication)
        answers.add(by_rule)
    assert answers == {True, False}


def test_a_case_is_never_listed_twice(cast: Cast) -> None:
    case = cast.published()
    everything = Viewer(
        user_id=1,
        granted=frozenset({case.pk}),
        wards=frozenset({case.ward_id}),
        roles=frozenset({(case.municipality_id, Role.MODERATOR), (case.municipality_id, Role.SPEAKERS_OFFICE)}),
    )
    assert visible_to(everything).count() == 1


def test_a_councillors_wards_are_those_of_the_day(cast: Cast) -> None:
    assert viewer_of(cast.councillor, on=NOW.date(), at_work=True).wards == {cast.ward.pk}
    cast.ward.terms.update(served=(date(2021, 11, 1), NOW.date()))
    assert viewer_of(cast.councillor, on=NOW.date(), at_work=True).wards == set()


def test_addresses_are_counted_across_names_and_spellings(cast: Cast) -> None:
    cast.raised(name="One")
    cast.raised(name="Two", email=EMAIL.upper())
    cast.raised(email="other@example.org")
    assert sent_with_contact_since(by_email(EMAIL), NOW) == 2
