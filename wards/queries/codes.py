"""What a ward's code means: today, before, and later."""

from dataclasses import dataclass
from datetime import date

from django.db.models import F, Max, Min, Q, QuerySet

from wards.models import Municipality, Ward
from wards.queries.days import DayOrMoment, day_there
from wards.queries.successors import Successor, successors_of
from wards.queries.wards import wards_in_force

NEARLY_ALL = 0.9
"""The share of a ward that is gone which a ward of today must cover for the old address to lead there by itself."""


MOST_DIGITS = 4
"""Of a ward's number; a longer one is a code."""


@dataclass(frozen=True)
class PastWard:
    """A ward of an edition that no longer counts, and the wards of today that cover it, the largest share first."""

    ward: Ward
    ended_on: date
    successors: list[Successor]


@dataclass(frozen=True)
class ComingWard:
    """A ward of an edition that will count from a day on."""

    ward: Ward
    starts_on: date


def wards_of_code(code: str, on: DayOrMoment) -> list[Ward]:
    """The wards in force with a code, with their outlines: several where countries write the same code."""
    wards = wards_in_force(on).filter(code=code).select_related("municipality__site", "delimitation").defer("boundary")
    return list(wards.order_by("municipality__country", "municipality__name"))


def ward_of_number(number: str, municipality: Municipality | None, on: DayOrMoment) -> Ward | None:
    """The ward in force with a number in a municipality, as people call it; None for anything else."""
    if municipality is None or not (number.isascii() and number.isdigit() and len(number) <= MOST_DIGITS):
        return None
    wards = wards_in_force(on).filter(municipality=municipality, number=int(number))
    return wards.defer("boundary", "outline").first()


def past_wards_of_code(code: str, on: DayOrMoment) -> list[PastWard]:
    """Wards with a code whose edition counted in their municipality and no longer does, the latest first."""
    counted = Q(municipality__activations__delimitation=F("delimitation"))
    counted &= Q(
        municipality__activations__undone_at=None,
        municipality__activations__in_force__endswith__lte=day_there(on, "municipality"),
    )
    wards = _light(code).filter(counted).annotate(ended_on=Max("municipality__activations__in_force__endswith"))
    return [PastWard(ward, ward.ended_on, successors_of(ward, on)) for ward in wards.order_by("-ended_on", "pk")]


def sole_successor(past: list[PastWard]) -> Ward | None:
    """The ward of today that covers nearly all of the one that is gone; None where several share it, or have its code.

    Args:
        past: what `past_wards_of_code` found.
    """
    if len(past) != 1 or not past[0].successors or past[0].successors[0].share < NEARLY_ALL:
        return None
    return past[0].successors[0].ward


def coming_wards_of_code(code: str, on: DayOrMoment) -> list[ComingWard]:
    """Wards with a code whose edition will count in their municipality, the soonest first."""
    coming = Q(municipality__activations__delimitation=F("delimitation"))
    coming &= Q(
        municipality__activations__undone_at=None,
        municipality__activations__starts_on__gt=day_there(on, "municipality"),
    )
    wards = _light(code).filter(coming).annotate(starts_on=Min("municipality__activations__starts_on"))
    return [ComingWard(ward, ward.starts_on) for ward in wards.order_by("starts_on", "pk")]


def _light(code: str) -> QuerySet[Ward]:
    return Ward.objects.filter(code=code).select_related("municipality", "delimitation").defer("boundary", "outline")
