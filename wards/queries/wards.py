"""Which wards count, and where."""

from dataclasses import dataclass

from django.contrib.gis.db.models import GeometryField
from django.contrib.gis.geos import Point
from django.db.models import BooleanField, Count, F, Func, QuerySet, Value, Window
from django.db.models.functions import Collate

from wards.models import Ward
from wards.queries.days import DayOrMoment, day_there

BORDER_DEGREES = 1e-7
"""How near to a ward's edge a point counts as on it: the seventh decimal of a degree, at most 1.1 cm on the ground.

Positions are passed around with seven decimals at best, so that nothing finer can be told apart."""


@dataclass(frozen=True)
class Found:
    """The ward of a point, and whether the point lies on its border (or where wards overlap)."""

    ward: Ward
    on_border: bool


def wards_in_force(on: DayOrMoment) -> QuerySet[Ward]:
    """The wards of the edition that is in force in their municipality on a day.

    Args:
        on: the day, or a moment: the day that it then is there.
    """
    return Ward.objects.filter(
        municipality__activations__delimitation=F("delimitation"),
        municipality__activations__in_force__contains=day_there(on, "municipality"),
        municipality__activations__undone_at__isnull=True,
    )


def find_ward(*, longitude: float, latitude: float, on: DayOrMoment) -> Found | None:
    """The ward in force at a point, by its boundary and never by its outline; None outside every ward.

    A point on a border, or where two wards overlap, goes to the lower code (compared character by character), and
    the answer says so. One SQL statement; the ward comes with its municipality and edition, without its shapes.

    Args:
        longitude: degrees east, WGS 84.
        latitude: degrees north, WGS 84.
        on: the day, or a moment: the day that it then is there.
    """
    point = Point(longitude, latitude, srid=4326)
    touched = wards_in_force(on).filter(boundary__dwithin=(point, BORDER_DEGREES))
    ward = (
        touched.annotate(claims=Window(Count("*")), near_edge=_near_edge("boundary", point))
        .select_related("municipality", "delimitation")
        .defer("boundary", "outline")
        .order_by(Collate("code", "C"), "municipality__country")
        .first()
    )
    return Found(ward, on_border=ward.claims > 1 or ward.near_edge) if ward else None


def _near_edge(polygon: str, point: Point) -> Func:
    """Whether a point lies within BORDER_DEGREES of the edge of the polygon in a column."""
    edge = Func(F(polygon), function="ST_Boundary", output_field=GeometryField(srid=4326))
    spot = Value(point, output_field=GeometryField(srid=4326))
    return Func(edge, spot, Value(BORDER_DEGREES), function="ST_DWithin", output_field=BooleanField())
