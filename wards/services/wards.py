"""Writing an edition's wards: many at once, in place where they exist."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.db.models import ProtectedError

from wards.models import Delimitation, ImportReport, Municipality, Ward
from wards.permissions import IMPORT_REGISTER, may


class WardRecord(NamedTuple):
    """A ward to be written; shapes as EWKB in hexadecimal, in EPSG:4326: two multipolygons and a point."""

    municipality_id: int
    code: str
    number: int | None
    name: str
    boundary: str
    outline: str
    label_point: str


class WardsInUseError(Exception):
    """Wards cannot be taken away; the argument lists what holds on to them."""


@dataclass(frozen=True)
class StoredWards:
    """How many wards were added, changed, and found as they were."""

    added: int
    changed: int
    unchanged: int


_STAGE = """
    CREATE TEMPORARY TABLE incoming_ward (
        municipality_id bigint, code text, number integer, name text,
        boundary geometry(MultiPolygon, 4326), outline geometry(MultiPolygon, 4326), label_point geometry(Point, 4326)
    ) ON COMMIT DROP
"""
_FILL = """
    COPY incoming_ward (municipality_id, code, number, name, boundary, outline, label_point) FROM STDIN
"""
# A ward that is the same in every respect keeps its row and its source; one that differs keeps its id.
_MERGE = """
    WITH written AS (
        INSERT INTO wards_ward AS ward
            (delimitation_id, source_id, municipality_id, code, number, name, boundary, outline, label_point)
        SELECT %(delimitation)s, %(source)s, municipality_id, code, number, name, boundary, outline, label_point
        FROM incoming_ward
        ON CONFLICT ON CONSTRAINT ward_code_unique_in_delimitation DO UPDATE SET
            source_id = excluded.source_id, number = excluded.number, name = excluded.name,
            boundary = excluded.boundary, outline = excluded.outline, label_point = excluded.label_point
        WHERE (ward.number, ward.name, ward.boundary, ward.outline)
            IS DISTINCT FROM (excluded.number, excluded.name, excluded.boundary, excluded.outline)
        RETURNING xmax = 0 AS added
    )
    SELECT count(*) FILTER (WHERE added), count(*) FILTER (WHERE NOT added) FROM written
"""


@transaction.atomic
def store_wards(
    *,
    delimitation: Delimitation,
    records: Iterable[WardRecord],
    source: ImportReport,
) -> StoredWards:
    """Write an edition's wards; one that has the same code already is changed in place and keeps its id.

    The caller has locked the edition and made sure that no code belongs to another municipality. The records are
    streamed into a temporary table, so that they need not be in memory together.

    Args:
        source: the report of the import, which each ward that is written will name. It says who asks and when, and
            for which municipality, None for several; by nobody is by the operator at the server's own console.

    Raises:
        PermissionDenied: they may not bring in registers there.
    """
    _guard(source)
    with connection.cursor() as cursor:
        cursor.execute(_STAGE)
        with cursor.copy(_FILL) as copy:
            for record in records:
                copy.write_row(record)
        cursor.execute("SELECT count(*) FROM incoming_ward")
        (given,) = cursor.fetchone()
        cursor.execute(_MERGE, {"delimitation": delimitation.pk, "source": source.pk})
        added, changed = cursor.fetchone()
        cursor.execute("DROP TABLE incoming_ward")
    return StoredWards(added, changed, given - added - changed)


@transaction.atomic
def remove_wards(*, delimitation: Delimitation, municipalities: Iterable[Municipality], source: ImportReport) -> int:
    """Take an edition's wards away from municipalities in which it has not counted, so that it can be loaded anew.

    Args:
        source: the report of the import that follows, as in `store_wards`.

    Returns:
        How many there were.

    Raises:
        PermissionDenied: they may not bring in registers.
        WardsInUseError: the edition counts there or is set to, or something points to one of the wards.
    """
    _guard(source)
    municipalities = list(municipalities)
    active = delimitation.activations.filter(municipality__in=municipalities, undone_at=None)
    if active.exists():
        raise WardsInUseError(sorted(each.municipality.code for each in active.select_related("municipality")))
    wards = Ward.objects.filter(delimitation=delimitation, municipality__in=municipalities)
    try:
        return wards.delete()[0]
    except ProtectedError as error:
        raise WardsInUseError(sorted({str(each) for each in error.protected_objects})) from error


def _guard(source: ImportReport) -> None:
    if source.by and not may(source.by, IMPORT_REGISTER, source.municipality):
        raise PermissionDenied
