"""Who speaks for the demo's wards: councillors, one empty seat, members without a ward, ward committees."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.backends.postgresql.psycopg_any import DateRange

from cms.demo.people import NOMSA_DLAMINI, PARTIES, PORTFOLIOS, Person, invent_people
from cms.demo.seed import dice
from wards.enums import SeatKind, TermEnd
from wards.models import Councillor, CouncillorTerm, Municipality, Ward, WardCommitteeMember

ELECTED_ON = date(2021, 11, 8)
NOMSAS_WARD, VACANT_WARD, BY_ELECTION_WARD, CONTESTED_WARD = 3, 8, 5, 10
VACANT_DAYS = 21
RESIGNED_DAYS, SEATED_DAYS = 200, 155
"""So many days ago the councillor of CONTESTED_WARD resigned, and a successor took the seat."""
PROPORTIONAL_SEATS = 4

_OFFICES = (
    "Tuesdays 14:00 to 17:00",
    "Wednesdays 09:00 to 12:00",
    "Thursdays 15:00 to 18:00",
    "Saturdays 09:00 to 11:00",
)


def seat_council(municipality: Municipality, wards: list[Ward], *, today: date) -> None:
    """Fill the council of the first municipality.

    Args:
        wards: those in force, in the order of their numbers.
        today: from which the days of the empty seat and of the by-election count back.
    """
    people = invent_people(f"council of {municipality.code}")
    successors = invent_people("by-election")
    for ward in wards:
        person = NOMSA_DLAMINI if ward.number == NOMSAS_WARD else next(people)
        councillor = _make_councillor(municipality, person, ward)
        if ward.number == VACANT_WARD:
            _serve(councillor, ward, until=today - timedelta(days=VACANT_DAYS), why=TermEnd.RESIGNED)
        elif ward.number == BY_ELECTION_WARD:
            _serve(councillor, ward, until=date(2024, 3, 1), why=TermEnd.DIED)
            _serve(_make_councillor(municipality, next(people), ward), ward, since=date(2024, 5, 29))
        elif ward.number == CONTESTED_WARD:
            _serve(councillor, ward, until=today - timedelta(days=RESIGNED_DAYS), why=TermEnd.RESIGNED)
            successor = _make_councillor(municipality, next(successors), ward)
            _serve(successor, ward, since=today - timedelta(days=SEATED_DAYS))
        else:
            _serve(councillor, ward)
    for _ in range(PROPORTIONAL_SEATS):
        _serve(_make_councillor(municipality, next(people), None), None)


def seat_small_council(municipality: Municipality, wards: list[Ward]) -> None:
    """One councillor for each ward of the second municipality, and nobody else."""
    for ward, person in zip(wards, invent_people(f"council of {municipality.code}"), strict=False):
        _serve(_make_councillor(municipality, person, ward), ward)


def gather_committees(wards: list[Ward]) -> None:
    """A committee of six to nine for each ward, each member with a portfolio."""
    for ward in wards:
        throw = dice(f"committee of {ward.code}")
        members: Iterator[Person] = invent_people(f"committee of {ward.code}")
        WardCommitteeMember.objects.bulk_create(
            WardCommitteeMember(ward=ward, name=next(members).name, portfolio=portfolio, agreed_on=date(2022, 3, 12))
            for portfolio in throw.sample(PORTFOLIOS, throw.randint(6, 9))
        )


def _make_councillor(municipality: Municipality, person: Person, ward: Ward | None) -> Councillor:
    throw = dice(f"office of {person.name}")
    return Councillor.objects.create(
        municipality=municipality,
        name=person.name,
        party=throw.choice(PARTIES),
        office_email=person.email,
        office_hours=f"{throw.choice(_OFFICES)}, {ward.name} ward office" if ward else "",
    )


def _serve(
    councillor: Councillor,
    ward: Ward | None,
    *,
    since: date = ELECTED_ON,
    until: date | None = None,
    why: TermEnd | str = "",
) -> None:
    CouncillorTerm.objects.create(
        councillor=councillor,
        seat=SeatKind.WARD if ward else SeatKind.PROPORTIONAL,
        ward=ward,
        served=DateRange(since, until),
        end_reason=why,
    )
