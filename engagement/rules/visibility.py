"""Who may see what: the one table, in plain values. `queries/cases.py` and `queries/timeline.py` turn it into SQL."""

from collections.abc import Collection
from dataclasses import dataclass, field
from enum import StrEnum

from engagement.enums import Publication, Role, Visibility


@dataclass(frozen=True)
class Viewer:
    """Somebody who looks, reduced to what decides. Nobody in particular is `Viewer()`.

    Attributes:
        user_id: the account, where one is signed in.
        granted: cases opened by a signed link or a one-time code.
        councillors: the councillor as whom the account works, by id.
        wards: wards for which the account answers as their councillor today.
        office_wards: wards for which it answers as the Speaker's office, since no councillor does today.
        office_cases: cases of other wards that it answers so, since they were written to somebody who is gone.
        roles: what the account does for which municipality, as pairs of municipality id and role.
        assisted: the councillors in whose offices the account assists, by id.
        assisted_wards: the wards for which these councillors answer today.
        departments: the departments for which the account handles what is passed on to them, by id.
    """

    user_id: int | None = None
    granted: frozenset[int] = field(default_factory=frozenset)
    councillors: frozenset[int] = field(default_factory=frozenset)
    wards: frozenset[int] = field(default_factory=frozenset)
    office_wards: frozenset[int] = field(default_factory=frozenset)
    office_cases: frozenset[int] = field(default_factory=frozenset)
    roles: frozenset[tuple[int, Role]] = field(default_factory=frozenset)
    assisted: frozenset[int] = field(default_factory=frozenset)
    assisted_wards: frozenset[int] = field(default_factory=frozenset)
    departments: frozenset[int] = field(default_factory=frozenset)

    @property
    def desk(self) -> frozenset[int]:
        """The wards whose residents wait at this viewer's desk: for their answer, or for one that they help with."""
        return self.wards | self.office_wards | self.assisted_wards

    def municipalities(self, role: Role) -> frozenset[int]:
        """Where the viewer holds a role."""
        return frozenset(municipality for municipality, held in self.roles if held == role)


class Relation(StrEnum):
    """What a viewer is to one case. A person can be several things at once."""

    STRANGER = "stranger"
    RESIDENT = "resident"
    COUNCILLOR = "councillor"
    ASSISTANT = "assistant"
    DEPARTMENT = "department"
    MODERATOR = "moderator"
    SPEAKERS_OFFICE = "speakers_office"


@dataclass(frozen=True)
class CaseFacts:
    """What decides about one case.

    `user_id` is the resident's account, where there is one; `councillor_id` to whom it is addressed, None for the
    Speaker's office; `department_id` to which department it was passed on, None where it was to none.
    """

    id: int
    ward_id: int
    municipality_id: int
    user_id: int | None
    councillor_id: int | None
    publication: Publication
    is_confirmed: bool
    department_id: int | None = None


# Whoever is not in this table sees a case only once it is published.
CASES = {
    # A resident sees the case from the first moment, everybody else once the contact is confirmed.
    Relation.RESIDENT: frozenset(Publication),
    Relation.COUNCILLOR: frozenset(Publication),
    # Whoever helps in a councillor's office sees what lies on that councillor's desk, and answers nothing.
    Relation.ASSISTANT: frozenset(Publication),
    Relation.DEPARTMENT: frozenset(Publication),
    Relation.SPEAKERS_OFFICE: frozenset(Publication),
    # Moderators decide on what was meant for everyone; what a resident wrote to the councillor alone is not theirs.
    Relation.MODERATOR: frozenset(Publication) - {Publication.PRIVATE},
    Relation.STRANGER: frozenset({Publication.PUBLISHED}),
}

EVENTS = {
    Relation.STRANGER: frozenset({Visibility.PUBLIC}),
    Relation.RESIDENT: frozenset({Visibility.PUBLIC, Visibility.RESIDENT}),
    Relation.COUNCILLOR: frozenset({Visibility.PUBLIC, Visibility.RESIDENT, Visibility.COUNCILLOR}),
    Relation.ASSISTANT: frozenset({Visibility.PUBLIC, Visibility.RESIDENT, Visibility.COUNCILLOR}),
    Relation.DEPARTMENT: frozenset({Visibility.PUBLIC, Visibility.COUNCILLOR, Visibility.STAFF}),
    Relation.MODERATOR: frozenset({Visibility.PUBLIC, Visibility.STAFF}),
    # The office answers in place of councillors, and reads the notes of those before it.
    Relation.SPEAKERS_OFFICE: frozenset(
        {Visibility.PUBLIC, Visibility.RESIDENT, Visibility.COUNCILLOR, Visibility.STAFF}
    ),
}


def relations(viewer: Viewer, case: CaseFacts) -> frozenset[Relation]:
    """Everything that a viewer is to a case; `STRANGER` is always among them."""
    held = {role for municipality, role in viewer.roles if municipality == case.municipality_id}
    is_theirs = case.id in viewer.granted or (case.user_id is not None and case.user_id == viewer.user_id)
    found = {Relation.STRANGER}
    found |= {Relation.RESIDENT} if is_theirs else set()
    if case.is_confirmed:
        found |= {Relation.COUNCILLOR} if _is_theirs(case, viewer.wards, viewer.councillors) else set()
        found |= {Relation.ASSISTANT} if _is_theirs(case, viewer.assisted_wards, viewer.assisted) else set()
        found |= {Relation.DEPARTMENT} if case.department_id in viewer.departments else set()
        found |= {Relation.MODERATOR} if Role.MODERATOR in held else set()
        is_offices = Role.SPEAKERS_OFFICE in held and _is_offices(case, viewer)
        found |= {Relation.SPEAKERS_OFFICE} if is_offices else set()
    return frozenset(found)


def _is_theirs(case: CaseFacts, wards: frozenset[int], councillors: frozenset[int]) -> bool:
    """Whether it lies with whoever holds the ward; what was written to one alone does not pass to the next with it."""
    is_for_all = case.publication != Publication.PRIVATE
    return case.ward_id in wards and (is_for_all or case.councillor_id in councillors)


def _is_offices(case: CaseFacts, viewer: Viewer) -> bool:
    """Whether it lies with the Speaker's office; what was written to a councillor alone does while it answers that."""
    is_for_all = case.publication != Publication.PRIVATE
    return is_for_all or case.ward_id in viewer.office_wards or case.id in viewer.office_cases


def may_see(viewer: Viewer, case: CaseFacts) -> bool:
    """Whether a viewer may see that a case exists, and its words."""
    return any(case.publication in CASES[relation] for relation in relations(viewer, case))


def visible_events(viewer: Viewer, case: CaseFacts) -> Collection[Visibility]:
    """Which events of a case a viewer may read; none of a case that they may not see."""
    able = [relation for relation in relations(viewer, case) if case.publication in CASES[relation]]
    return frozenset().union(*(EVENTS[relation] for relation in able))


def sees_every_photo(viewer: Viewer, case: CaseFacts) -> bool:
    """Whether a viewer sees photos that no moderator has shown: whoever sees the case as more than a stranger."""
    return any(case.publication in CASES[relation] for relation in relations(viewer, case) - {Relation.STRANGER})
