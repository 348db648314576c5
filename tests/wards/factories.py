"""Invented wards for tests: square grids lying at sea, country ZZ."""

from datetime import UTC, date, datetime

import factory
from django.contrib.gis.geos import MultiPolygon, Point, Polygon
from django.db.backends.postgresql.psycopg_any import DateRange

from wards.enums import MunicipalityCategory, SeatKind
from wards.models import Activation, Councillor, CouncillorTerm, Delimitation, Municipality, Ward

SEA = (-10.0, -30.0)
"""Where the first grid's south-west corner lies (degrees east and north): the South Atlantic, far from any ward."""
CELL = 0.01
"""A ward's side in degrees: about a kilometre."""


class MunicipalityFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Municipality
        django_get_or_create = ("country", "code")

    country = "ZZ"
    code = factory.Sequence(lambda n: f"ZZ{n + 1:02d}")
    name = factory.LazyAttribute(lambda municipality: f"Municipality {municipality.code}")
    category = MunicipalityCategory.LOCAL


class DelimitationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Delimitation
        django_get_or_create = ("country", "edition")

    country = "ZZ"
    edition = "2021"
    published_on = date(2020, 11, 26)


def square(column: float = 0, row: float = 0, *, size: float = 1, origin: tuple[float, float] = SEA) -> MultiPolygon:
    """A square of `size` cells, whose south-west corner lies `column` and `row` cells from the origin."""
    west, south = origin[0] + column * CELL, origin[1] + row * CELL
    return MultiPolygon(Polygon.from_bbox((west, south, west + size * CELL, south + size * CELL)), srid=4326)


def point_in(ward: Ward) -> Point:
    """A point well inside a ward."""
    return ward.boundary.point_on_surface


class WardFactory(factory.django.DjangoModelFactory):
    """One square ward; each stands east of the one before, sharing an edge with it."""

    class Meta:
        model = Ward

    municipality = factory.SubFactory(MunicipalityFactory)
    delimitation = factory.SubFactory(DelimitationFactory)
    number = factory.Sequence(lambda n: n + 1)
    code = factory.LazyAttribute(lambda ward: f"{ward.municipality.code}{ward.number:03d}")
    boundary = factory.LazyAttribute(lambda ward: square(ward.number - 1))
    outline = factory.LazyAttribute(lambda ward: ward.boundary)
    label_point = factory.LazyAttribute(lambda ward: ward.boundary.point_on_surface)


class ActivationFactory(factory.django.DjangoModelFactory):
    """An edition in force from a day on, without end."""

    class Meta:
        model = Activation

    municipality = factory.SubFactory(MunicipalityFactory)
    delimitation = factory.SubFactory(DelimitationFactory)
    starts_on = date(2021, 11, 1)
    in_force = factory.LazyAttribute(lambda activation: DateRange(activation.starts_on, None))
    set_at = datetime(2021, 10, 1, 8, 0, tzinfo=UTC)


class CouncillorFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Councillor

    municipality = factory.SubFactory(MunicipalityFactory)
    name = factory.Sequence(lambda n: f"Thandeka Example {n + 1}")
    party = "Sea Party"
    office_email = factory.Sequence(lambda n: f"councillor{n + 1}@example.org")


class CouncillorTermFactory(factory.django.DjangoModelFactory):
    """A ward councillor who serves without end."""

    class Meta:
        model = CouncillorTerm

    ward = factory.SubFactory(WardFactory)
    councillor = factory.SubFactory(CouncillorFactory, municipality=factory.SelfAttribute("..ward.municipality"))
    seat = SeatKind.WARD
    served = DateRange(date(2021, 11, 1), None)


def make_grid(
    columns: int = 2,
    rows: int = 2,
    *,
    municipality: Municipality | None = None,
    delimitation: Delimitation | None = None,
    origin: tuple[float, float] = SEA,
    active_from: date | None = date(2021, 11, 1),
) -> list[Ward]:
    """A grid of square wards numbered from 1, west to east and then south to north, that touch their neighbours.

    Args:
        municipality: whose wards they are; a new one when left out.
        delimitation: the edition; ZZ 2021 when left out.
        origin: the south-west corner, degrees east and north.
        active_from: the edition is in force in the municipality from this day; None leaves it inactive.
    """
    municipality = municipality or MunicipalityFactory()
    delimitation = delimitation or DelimitationFactory(country=municipality.country)
    wards = [
        WardFactory(
            municipality=municipality,
            delimitation=delimitation,
            number=row * columns + column + 1,
            boundary=square(column, row, origin=origin),
        )
        for row in range(rows)
        for column in range(columns)
    ]
    if active_from:
        ActivationFactory(municipality=municipality, delimitation=delimitation, starts_on=active_from)
    return wards
