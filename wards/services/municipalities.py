"""Bringing in municipalities, and the districts that they belong to."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied
from django.db import transaction

from wards.enums import MunicipalityCategory
from wards.importers.boundaries.facts import MunicipalityFacts
from wards.models import ImportReport, Municipality
from wards.models.municipality import default_time_zone
from wards.permissions import IMPORT_REGISTER, may
from wards.services.public_pages import note_public_change_everywhere


@dataclass
class StoredMunicipalities:
    """Every municipality that was named, by code, and what was done."""

    by_code: dict[str, Municipality] = field(default_factory=dict)
    added: int = 0
    changed: int = 0


@transaction.atomic
def store_municipalities(
    *, country: str, facts: Iterable[MunicipalityFacts], overwrite: bool, source: ImportReport, time_zone: str = ""
) -> StoredMunicipalities:
    """Add the municipalities that are missing and bring the others up to date.

    Args:
        country: of all of them, as two letters.
        facts: one for each code; a district that is named must be among them or stored already, else it is left out.
        overwrite: take the source's name, category and district also where there are some already; without it only
            what is empty is filled, so that names that staff corrected stay.
        time_zone: of all of them; empty gives a new one that of its country, and leaves the others theirs.
        source: the report of the import, which says who asks and when; by nobody is by the operator at the console.

    Raises:
        PermissionDenied: they may not bring in registers.
    """
    if source.by and not may(source.by, IMPORT_REGISTER, None):
        raise PermissionDenied
    facts = list(facts)
    stored = StoredMunicipalities()
    wanted = {code for each in facts for code in (each.code, each.district) if code}
    known = Municipality.objects.select_for_update(of=["self"], no_key=True).filter(country=country, code__in=wanted)
    stored.by_code = {each.code: each for each in known.order_by("pk")}
    zone = time_zone or default_time_zone(country)
    new = [_new(country, each, zone) for each in facts if each.code not in stored.by_code]
    stored.by_code |= {each.code: each for each in Municipality.objects.bulk_create(new)}
    stored.added = len(new)
    added = {each.code for each in new}
    changed = [
        stored.by_code[each.code] for each in facts if _update(stored, each, overwrite or each.code in added, time_zone)
    ]
    Municipality.objects.bulk_update(changed, ["name", "category", "district", "time_zone"], batch_size=500)
    note_public_change_everywhere()
    stored.changed = len([each for each in changed if each.code not in added])
    return stored


def _new(country: str, facts: MunicipalityFacts, time_zone: str) -> Municipality:
    category = facts.category or MunicipalityCategory.OTHER
    name = facts.name or facts.code
    return Municipality(country=country, code=facts.code, name=name, category=category, time_zone=time_zone)


def _update(stored: StoredMunicipalities, facts: MunicipalityFacts, overwrite: bool, time_zone: str) -> bool:
    """Set on one municipality what its facts say; True where that changes it."""
    municipality = stored.by_code[facts.code]
    before = _told(municipality)
    district = stored.by_code.get(facts.district) if facts.district != facts.code else None
    if facts.name and (overwrite or municipality.name == municipality.code):
        municipality.name = facts.name
    if facts.category and (overwrite or municipality.category == MunicipalityCategory.OTHER):
        municipality.category = facts.category
    if district and (overwrite or municipality.district is None):
        municipality.district = district
    if time_zone and overwrite:
        municipality.time_zone = time_zone
    return before != _told(municipality)


def _told(municipality: Municipality) -> tuple[object, ...]:
    return municipality.name, municipality.category, municipality.district, municipality.time_zone
