"""The wards of many points at once."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from django.db import connection, transaction

from wards.queries.days import DayOrMoment
from wards.queries.wards import BORDER_DEGREES

CHUNK = 2000
"""Rows that are fetched at a time."""

_STAGE = """
    CREATE TEMPORARY TABLE asked_point (
        row bigint, longitude double precision, latitude double precision,
        point geometry(Point, 4326)
            GENERATED ALWAYS AS (ST_SetSRID(ST_MakePoint(longitude, latitude), 4326)) STORED
    ) ON COMMIT DROP
"""
_FILL = "COPY asked_point (row, longitude, latitude) FROM STDIN"
_INDEX = "CREATE INDEX ON asked_point USING gist (point); ANALYZE asked_point"
_DAY = "%(on)s::date"
_MOMENT = "timezone(municipality.time_zone, %(on)s::timestamptz)::date"
# Each ward's shape is unpacked once and meets the points near it through their index; shapes stay out of the sorting.
_FIND = """
    WITH ward AS MATERIALIZED (
        SELECT ward.code, ward.number, ward.name, municipality.code AS municipality, municipality.country,
            ward.boundary, ST_Boundary(ward.boundary) AS edge
        FROM wards_ward AS ward
        JOIN wards_municipality AS municipality ON municipality.id = ward.municipality_id
        JOIN wards_activation AS activation USING (municipality_id, delimitation_id)
        WHERE activation.undone_at IS NULL AND activation.in_force @> {day}
    ), claim AS MATERIALIZED (
        SELECT row, code, number, name, municipality, country, ST_DWithin(edge, point, %(near)s) AS near_edge
        FROM ward JOIN asked_point ON ST_DWithin(boundary, point, %(near)s)
    )
    SELECT DISTINCT ON (row) row, code, number, name, municipality, country,
        near_edge OR count(*) OVER (PARTITION BY row) > 1 AS on_border
    FROM claim
    ORDER BY row, code COLLATE "C", country
"""


class PointWard(NamedTuple):
    """The ward of one of the points that were asked for, by the number that it was given."""

    row: int
    code: str
    number: int | None
    name: str
    municipality: str
    country: str
    on_border: bool


def find_wards_of_points(points: Iterable[tuple[int, float, float]], on: DayOrMoment) -> Iterator[PointWard]:
    """The ward in force at each of many points, as `find_ward` would say; points outside every ward are left out.

    The points are streamed into a temporary table and joined once, so that neither they nor the answers need be in
    memory together. The answers come in the order of the rows' numbers.

    Args:
        points: a number of one's own, degrees east and degrees north (WGS 84) of each.
        on: the day, or a moment: the day that it then is in each municipality.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(_STAGE)
            with cursor.copy(_FILL) as copy:
                for point in points:
                    copy.write_row(point)
            cursor.execute(_INDEX)
        with connection.chunked_cursor() as found:
            found.itersize = CHUNK
            found.execute(
                _FIND.format(day=_MOMENT if isinstance(on, datetime) else _DAY), {"on": on, "near": BORDER_DEGREES}
            )
            yield from map(PointWard._make, found)
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE asked_point")
