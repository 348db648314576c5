"""Where positions lie: the box around a country's wards, and the municipality of each of many points."""

from collections.abc import Sequence

from django.contrib.gis.db.models import Extent
from django.db import connection

from wards.models import Ward
from wards.rules.positions import Box, Position

_MUNICIPALITIES = """
    SELECT spot.place, near.municipality_id
    FROM unnest(%(x)s::float8[], %(y)s::float8[], %(reach)s::float8[]) WITH ORDINALITY AS spot(x, y, reach, place)
    JOIN LATERAL (
        SELECT ward.municipality_id
        FROM wards_ward AS ward
        JOIN wards_municipality AS municipality ON municipality.id = ward.municipality_id
        JOIN wards_delimitation AS edition ON edition.id = ward.delimitation_id
        WHERE municipality.country = %(country)s
          AND ST_DWithin(ward.boundary, ST_SetSRID(ST_MakePoint(spot.x, spot.y), 4326), spot.reach)
        ORDER BY ST_Intersects(ward.boundary, ST_SetSRID(ST_MakePoint(spot.x, spot.y), 4326)) DESC,
                 edition.published_on DESC, ward.code COLLATE "C"
        LIMIT 1
    ) AS near ON true
"""


def extent_of_wards(country: str) -> Box | None:
    """The box around every ward of a country, of any edition; None where none is loaded."""
    extent = Ward.objects.filter(municipality__country=country).aggregate(extent=Extent("outline"))["extent"]
    return Box(*extent) if extent else None


def municipalities_at(positions: Sequence[Position], reaches: Sequence[float], country: str) -> list[int | None]:
    """The municipality that each position lies in or reaches into; None outside every ward. One statement.

    The newest edition counts, since a place is entered for those who search it today.

    Args:
        reaches: how far each place reaches from its point, in degrees.
    """
    found: list[int | None] = [None] * len(positions)
    with connection.cursor() as cursor:
        cursor.execute(
            _MUNICIPALITIES,
            {
                "x": [position.longitude for position in positions],
                "y": [position.latitude for position in positions],
                "reach": list(reaches),
                "country": country,
            },
        )
        for place, municipality in cursor.fetchall():
            found[place - 1] = municipality
    return found
