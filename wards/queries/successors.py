"""Which wards of today cover a ward that is gone."""

from dataclasses import dataclass

from django.contrib.gis.db.models.functions import Area, Intersection
from django.db.models import F, FloatField, QuerySet
from django.db.models.functions import Cast

from wards.models import Ward
from wards.queries.days import DayOrMoment
from wards.queries.wards import wards_in_force

SLIVER = 0.01
"""What covers less than a hundredth of the old ward is noise between two drawings of the same border."""


@dataclass(frozen=True)
class Successor:
    """A ward of today, and which share of the old ward's area it covers, between 0 and 1."""

    ward: Ward
    share: float

    @property
    def percent(self) -> int:
        """The share in whole hundredths."""
        return round(self.share * 100)


def successors_of(ward: Ward, on: DayOrMoment) -> list[Successor]:
    """The wards in force that cover a ward that no longer counts, the largest share first. One SQL statement.

    Shares are of areas in degrees: exact enough for one ward, whose latitudes hardly differ.
    """
    old = ward.boundary
    touching: QuerySet[Ward] = wards_in_force(on).filter(boundary__intersects=old)
    shared = touching.annotate(common=Cast(Area(Intersection(F("boundary"), old)), FloatField()))
    found = shared.select_related("municipality", "delimitation").defer("boundary", "outline").order_by("-common", "pk")
    shares = [Successor(each, each.common / old.area) for each in found]
    return [each for each in shares if each.share >= SLIVER]
