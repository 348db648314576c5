"""Who may see what, over every combination of viewer and case."""

from itertools import product

import pytest

from engagement.enums import Publication, Role, Visibility
from engagement.rules.visibility import EVENTS, CaseFacts, Relation, Viewer, may_see, relations, visible_events

HERE, ELSEWHERE = 1, 2
ROLES = {role: Viewer(user_id=50, roles=frozenset({(HERE, role)})) for role in Role}
VIEWERS = {
    "nobody": Viewer(),
    "resident by account": Viewer(user_id=10),
    "resident by code": Viewer(granted=frozenset({100})),
    "another account": Viewer(user_id=11),
    "grant for another case": Viewer(granted=frozenset({101})),
    "councillor": Viewer(user_id=20, wards=frozenset({5}), councillors=frozenset({70})),
    "next councillor of the ward": Viewer(user_id=22, wards=frozenset({5}), councillors=frozenset({71})),
    "predecessor, who holds another ward": Viewer(user_id=23, wards=frozenset({6}), councillors=frozenset({70})),
    "assistant": Viewer(user_id=23, assisted_wards=frozenset({5}), assisted=frozenset({70})),
    "assistant of the next councillor": Viewer(user_id=24, assisted_wards=frozenset({5}), assisted=frozenset({71})),
    "assistant elsewhere": Viewer(user_id=25, assisted_wards=frozenset({6}), assisted=frozenset({70})),
    "department": Viewer(user_id=26, departments=frozenset({90})),
    "another department": Viewer(user_id=27, departments=frozenset({91})),
    "councillor of another ward": Viewer(user_id=21, wards=frozenset({6})),
    "moderator elsewhere": Viewer(user_id=31, roles=frozenset({(ELSEWHERE, Role.MODERATOR)})),
    "Speaker elsewhere": Viewer(user_id=31, roles=frozenset({(ELSEWHERE, Role.SPEAKERS_OFFICE)})),
    "Speaker who answers the ward": Viewer(
        user_id=60, roles=frozenset({(HERE, Role.SPEAKERS_OFFICE)}), office_wards=frozenset({5})
    ),
    "Speaker to whom the case is left": Viewer(
        user_id=61, roles=frozenset({(HERE, Role.SPEAKERS_OFFICE)}), office_cases=frozenset({100})
    ),
    **{role.value: viewer for role, viewer in ROLES.items()},
}
OWN = {"resident by account", "resident by code"}
OFFICE = {"Speaker who answers the ward", "Speaker to whom the case is left"}
AT_WORK = {"councillor", "assistant", "department", *OFFICE}


def case(publication: Publication, *, confirmed: bool, user_id: int | None = 10) -> CaseFacts:
    return CaseFacts(
        id=100,
        ward_id=5,
        municipality_id=HERE,
        user_id=user_id,
        councillor_id=70,
        publication=publication,
        is_confirmed=confirmed,
        department_id=90,
    )


@pytest.mark.parametrize(("publication", "confirmed"), list(product(Publication, [True, False])))
def test_who_sees_a_case(publication: Publication, confirmed: bool) -> None:
    expected = set(OWN)
    if confirmed:
        expected |= AT_WORK
        if publication != Publication.PRIVATE:
            expected |= {
                "moderator",
                "speakers_office",
                "next councillor of the ward",
                "assistant of the next councillor",
            }
    if publication == Publication.PUBLISHED:
        expected = set(VIEWERS)
    seen = {name for name, viewer in VIEWERS.items() if may_see(viewer, case(publication, confirmed=confirmed))}
    assert seen == expected


@pytest.mark.parametrize(
    ("viewer", "events"),
    [
        ("nobody", set()),
        ("resident by code", {Visibility.PUBLIC, Visibility.RESIDENT}),
        ("councillor", {Visibility.PUBLIC, Visibility.RESIDENT, Visibility.COUNCILLOR}),
        ("next councillor of the ward", set()),
        ("moderator", set()),
        ("assistant", {Visibility.PUBLIC, Visibility.RESIDENT, Visibility.COUNCILLOR}),
        ("department", {Visibility.PUBLIC, Visibility.COUNCILLOR, Visibility.STAFF}),
        *((office, set(EVENTS[Relation.SPEAKERS_OFFICE])) for office in sorted(OFFICE)),
        ("speakers_office", set()),
        ("agent", set()),
    ],
)
def test_which_events_of_a_private_case_are_read(viewer: str, events: set[Visibility]) -> None:
    assert set(visible_events(VIEWERS[viewer], case(Publication.PRIVATE, confirmed=True))) == events


@pytest.mark.parametrize("viewer", VIEWERS)
def test_everyone_reads_the_public_events_of_a_published_case(viewer: str) -> None:
    assert Visibility.PUBLIC in visible_events(VIEWERS[viewer], case(Publication.PUBLISHED, confirmed=True))


@pytest.mark.parametrize("viewer", VIEWERS)
def test_nobody_reads_restricted_events(viewer: str) -> None:
    assert Visibility.RESTRICTED not in visible_events(VIEWERS[viewer], case(Publication.PUBLISHED, confirmed=True))


def test_a_councillor_who_is_also_the_resident_reads_as_both() -> None:
    both = Viewer(user_id=10, wards=frozenset({5}), councillors=frozenset({70}))
    facts = case(Publication.PRIVATE, confirmed=True)
    assert relations(both, facts) == {Relation.STRANGER, Relation.RESIDENT, Relation.COUNCILLOR}
    assert set(visible_events(both, facts)) == EVENTS[Relation.RESIDENT] | EVENTS[Relation.COUNCILLOR]


def test_a_case_without_an_account_belongs_to_nobody_signed_out() -> None:
    facts = case(Publication.PRIVATE, confirmed=True, user_id=None)
    assert relations(Viewer(), facts) == {Relation.STRANGER}
