"""What a list of councillors changes: who stays, who begins, whose term ends, which wards are vacant.

A list says who holds which seat on one day. Lists carry nothing but names, and names are shared: whoever holds the
listed seat already under the listed name is known; any other likeness of names is told apart, for a person to judge.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from wards.enums import SeatKind, TermEnd
from wards.rules.names import normalise_name

MANY_ENDS = 0.5
"""A list that would end more than this part of the running terms is more often the wrong list than an election."""


@dataclass(frozen=True)
class Listed:
    """A seat and who holds it, as the list says; `ward` is None for a proportional seat."""

    row: int
    name: str
    seat: SeatKind
    ward: int | None = None


@dataclass(frozen=True)
class Held:
    """A term that is known already: who, which seat, since when and until when.

    `of_edition` is false where the ward belongs to another edition of boundaries than the list's; `by_list` where the
    term came from a list and not from a person's hand. `ward_code` is the ward's in its own edition.
    """

    term: int
    person: int
    name: str
    seat: SeatKind
    ward: int | None
    starts: date
    ends: date | None = None
    end_reason: str = ""
    of_edition: bool = True
    by_list: bool = True
    ward_code: str = ""


@dataclass(frozen=True)
class Person:
    """A councillor who is known, serving or not."""

    person: int
    name: str


@dataclass(frozen=True)
class Ending:
    """A term that ends; `same_day` when it began on the list's day, so that it is taken back instead."""

    held: Held
    reason: TermEnd
    same_day: bool


@dataclass(frozen=True)
class Seated:
    """A listed seat and the person in it: known by number, or None for somebody new.

    `by_name` where nothing but the name says that it is this person.
    """

    listed: Listed
    person: int | None
    by_name: bool = False


@dataclass(frozen=True)
class ListChange:
    """What the list changes. Every listed seat is in exactly one of `stays`, `resumes` and `begins`.

    `vacant` holds wards without a councillor, `namesakes` rows that share a name and are taken as different people,
    `conflicts` terms that somebody entered to begin on the list's day and that the list would take back.
    """

    stays: list[Seated] = field(default_factory=list)
    resumes: list[tuple[Seated, Held]] = field(default_factory=list)
    begins: list[Seated] = field(default_factory=list)
    ends: list[Ending] = field(default_factory=list)
    vacant: list[int] = field(default_factory=list)
    namesakes: list[Listed] = field(default_factory=list)
    conflicts: list[Held] = field(default_factory=list)
    ends_many: bool = False


@dataclass(frozen=True)
class Doubt:
    """What the list says nothing certain about: names and wards of rows that could not be read. Their terms stay."""

    names: Collection[str] = ()
    wards: Collection[int] = ()


def compare_list(
    listed: Sequence[Listed],
    held: Sequence[Held],
    people: Iterable[Person],
    wards: Iterable[int],
    *,
    on: date,
    vacant_wards: Collection[int] = (),
    new_people: Collection[int] = (),
    doubt: Doubt | None = None,
) -> ListChange:
    """Tell what a list changes.

    Args:
        listed: the seats with somebody in them, one row a ward.
        held: every term that runs on `on`, and those that ended that day.
        people: every councillor of the municipality, for knowing a person again.
        wards: every ward of the edition.
        on: the day on which the list holds.
        vacant_wards: wards that the list calls vacant.
        new_people: rows whose person is somebody new, though the name is known.
        doubt: what the list could not be understood about.

    Returns:
        The changes. A kind of seat that the list does not speak of at all is left alone.
    """
    doubt = doubt or Doubt()
    running = [term for term in held if _runs(term, on)]
    resumable = _resumable(held, on)
    seated = _recognise(listed, running, resumable, people, new_people)
    change = ListChange(namesakes=_namesakes(listed))
    kept = _sort_seats(change, seated, running, resumable)
    listing = _Listing.of(seated, speaks_of_wards=bool(vacant_wards))
    for term in running:
        if term.term not in kept and _is_over(term, listing, doubt):
            change.ends.append(Ending(term, _why(term, listing), same_day=term.starts == on))
    change.conflicts.extend(ending.held for ending in change.ends if ending.same_day and not ending.held.by_list)
    ended = {ending.held.term for ending in change.ends}
    filled = listing.wards | {term.ward for term in running if term.term not in ended}
    change.vacant.extend(ward for ward in wards if ward not in filled and ward not in doubt.wards)
    return replace(change, ends_many=_ends_many(change.ends, running))


def contradicts_later_facts(held: Iterable[Held], on: date) -> list[Held]:
    """The terms that began or ended after the list's day: a list that is older than they are cannot be laid over them.

    Args:
        held: every term of the municipality.
    """
    return [term for term in held if term.starts > on or (term.ends is not None and term.ends > on)]


def _runs(term: Held, on: date) -> bool:
    return term.starts <= on and (term.ends is None or term.ends > on)


def _resumable(held: Iterable[Held], on: date) -> list[Held]:
    """Terms that an earlier list of the same day ended: when a corrected list names them, they never ended."""
    by_list = {TermEnd.LEFT_LIST, TermEnd.OTHER_SEAT, TermEnd.BOUNDARIES}
    return [term for term in held if term.ends == on and term.end_reason in by_list]


def _recognise(
    listed: Sequence[Listed],
    running: Sequence[Held],
    resumable: Sequence[Held],
    people: Iterable[Person],
    new_people: Collection[int],
) -> list[Seated]:
    """Put a known person into each listed seat where there is one.

    Whoever holds the seat already goes first, so that two councillors of one name stay two. Then the name alone
    counts: whoever serves before whoever served, and of those the one who was added last.
    """
    taken: set[int] = set()
    found: dict[int, Seated] = {}

    def take(candidates: Callable[[Listed], Iterable[int]], *, by_name: bool) -> None:
        for place, seat in enumerate(listed):
            if place in found or (by_name and seat.row in new_people):
                continue
            person = next((number for number in candidates(seat) if number not in taken), None)
            if person is not None:
                found[place] = Seated(seat, person, by_name)
                taken.add(person)

    for terms in (running, resumable):
        holders = _people_by(terms, lambda term: (term.seat, term.ward, normalise_name(term.name)))
        take(lambda seat, holders=holders: holders[seat.seat, seat.ward, normalise_name(seat.name)], by_name=False)
    for group in (_people_by(running, lambda term: normalise_name(term.name)), _named(people)):
        take(lambda seat, group=group: group[normalise_name(seat.name)], by_name=True)
    return [found.get(place, Seated(seat, None)) for place, seat in enumerate(listed)]


def _namesakes(listed: Iterable[Listed]) -> list[Listed]:
    by_name: defaultdict[str, list[Listed]] = defaultdict(list)
    for seat in listed:
        by_name[normalise_name(seat.name)].append(seat)
    return [seat for seats in by_name.values() if len(seats) > 1 for seat in seats]


def _people_by(terms: Iterable[Held], key: Callable[[Held], object]) -> defaultdict[object, list[int]]:
    people: defaultdict[object, list[int]] = defaultdict(list)
    for term in terms:
        people[key(term)].append(term.person)
    return people


def _named(people: Iterable[Person]) -> defaultdict[str, list[int]]:
    """People by name, the newest first."""
    named: defaultdict[str, list[int]] = defaultdict(list)
    for person in sorted(people, key=lambda person: -person.person):
        named[normalise_name(person.name)].append(person.person)
    return named


def _sort_seats(
    change: ListChange, seated: Iterable[Seated], running: Iterable[Held], resumable: Iterable[Held]
) -> set[int]:
    """Tell seats that go on from those that begin; returns the terms that go on."""
    going_on = {(term.person, term.seat, term.ward): term for term in running}
    ended = {(term.person, term.seat, term.ward): term for term in resumable}
    kept = set()
    for seat in seated:
        key = (seat.person, seat.listed.seat, seat.listed.ward)
        if key in going_on:
            change.stays.append(seat)
            kept.add(going_on[key].term)
        elif key in ended:
            change.resumes.append((seat, ended[key]))
        else:
            change.begins.append(seat)
    return kept


@dataclass(frozen=True)
class _Listing:
    """Who and what the list speaks of."""

    people: frozenset[int]
    wards: frozenset[int]
    kinds: frozenset[SeatKind]

    @classmethod
    def of(cls, seated: Sequence[Seated], *, speaks_of_wards: bool) -> "_Listing":
        return cls(
            people=frozenset(seat.person for seat in seated if seat.person is not None),
            wards=frozenset(seat.listed.ward for seat in seated if seat.listed.ward is not None),
            kinds=frozenset({seat.listed.seat for seat in seated} | ({SeatKind.WARD} if speaks_of_wards else set())),
        )


def _is_over(term: Held, listing: _Listing, doubt: Doubt) -> bool:
    if term.ward in listing.wards or term.person in listing.people:
        return True  # somebody else holds this ward, or this person another seat
    in_doubt = normalise_name(term.name) in doubt.names or term.ward in doubt.wards
    return term.seat in listing.kinds and not in_doubt


def _why(term: Held, listing: _Listing) -> TermEnd:
    if term.person not in listing.people:
        return TermEnd.LEFT_LIST
    return TermEnd.OTHER_SEAT if term.of_edition else TermEnd.BOUNDARIES


def _ends_many(ends: Iterable[Ending], running: Sequence[Held]) -> bool:
    """New boundaries end the term of everybody who stays in office, and count for nothing here."""
    return sum(ending.reason != TermEnd.BOUNDARIES for ending in ends) > MANY_ENDS * len(running)
