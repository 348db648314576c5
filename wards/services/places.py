"""Bringing a gazetteer's places in."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.contrib.gis.geos import Point
from django.db import connection

from wards.models import ImportReport, Place
from wards.rules.gazetteers import PlaceFacts
from wards.rules.names import normalise_name
from wards.services.place_plans import PlacePlan

BATCH = 1000
_CHANGING = ("name", "other_names", "kind", "point", "municipality", "search_text")


def lock_places() -> None:
    """Keep everybody else from changing places until the transaction ends; they can still be found."""
    with connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {Place._meta.db_table} IN SHARE ROW EXCLUSIVE MODE")


def apply_places(*, plan: PlacePlan, report: ImportReport, by: Any, at: datetime) -> None:
    """Do what a plan says. The caller holds the transaction and the lock, and made the plan under it.

    Args:
        by: the account that confirmed, or None for the operator at the server's own console.
        at: when it is applied.
    """
    new = [Place(country=plan.country, source=plan.source, **_fields(entry.facts)) for entry in plan.change.added]
    Place.objects.bulk_create(new, batch_size=BATCH)
    changed = Place.objects.in_bulk([number for number, _entry in plan.change.changed])
    for number, entry in plan.change.changed:
        for name, value in _fields(entry.facts).items():
            setattr(changed[number], name, value)
    Place.objects.bulk_update(changed.values(), _CHANGING, batch_size=BATCH)


def search_text(names: Iterable[str]) -> str:
    """The names as they are searched: one normalised name a line, each once."""
    return "\n".join(dict.fromkeys(filter(None, map(normalise_name, names))))


def _fields(facts: PlaceFacts) -> dict[str, Any]:
    return {
        "name": facts.name,
        "other_names": list(facts.other_names),
        "kind": facts.kind,
        "point": Point(*facts.position, srid=4326),
        "municipality_id": facts.municipality,
        "source_id": facts.source_id,
        "search_text": search_text([facts.name, *facts.other_names]),
    }
