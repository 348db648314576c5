"""Bringing in municipalities and districts from a spatial file or a table, with a report."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wards.enums import ImportCount, ImportKind, ImportState
from wards.importers.boundaries.errors import BoundaryFileError
from wards.importers.boundaries.facts import MunicipalityFacts
from wards.importers.boundaries.formats import CODE, MUNICIPALITY_FORMATS
from wards.importers.boundaries.layers import Layer, list_layers
from wards.importers.boundaries.municipalities import merge, read_companions, read_municipalities
from wards.importers.content import digest_of
from wards.importers.problems import Problem, Severity
from wards.models import ImportReport
from wards.rules.patterns import PatternError, parse_pattern
from wards.services.municipalities import store_municipalities


@dataclass(frozen=True)
class MunicipalityImportOptions:
    """What the person says: patterns by fact (code, name, district) stand in for a format that is not known.

    `time_zone` is the IANA name for all of them; empty leaves those that exist theirs."""

    country: str
    columns: Mapping[str, str] = field(default_factory=dict)
    layer: str = ""
    time_zone: str = ""
    dry_run: bool = False


def import_municipalities(*, path: Path, options: MunicipalityImportOptions, by: Any, at: datetime) -> ImportReport:
    """Load names, categories and districts, over what is there already; nothing is ever removed.

    Args:
        by: the account that asks, or None for the operator at the server's own console.
        at: when they ask.

    Raises:
        PermissionDenied: they may not import registers.
    """
    report = ImportReport(
        kind=ImportKind.MUNICIPALITIES,
        file_name=path.name,
        file_digest=digest_of(path),
        dry_run=options.dry_run,
        options={
            "country": options.country,
            "columns": dict(options.columns),
            "layer": options.layer,
            "time_zone": options.time_zone,
        },
        by=by,
        started_at=at,
    )
    try:
        facts = _read(path, options)
    except BoundaryFileError as error:
        report.state = ImportState.REFUSED
        report.problems = [Problem(None, "refused", Severity.ERROR, str(error)).as_json()]
    else:
        with transaction.atomic():
            stored = store_municipalities(
                country=options.country, facts=facts, overwrite=True, source=report, time_zone=options.time_zone
            )
            transaction.set_rollback(options.dry_run)
        report.state = ImportState.PREVIEWED if options.dry_run else ImportState.APPLIED
        report.counts = {
            ImportCount.READ: len(facts),
            ImportCount.ADDED: stored.added,
            ImportCount.CHANGED: stored.changed,
        }
    report.finished_at = timezone.now()
    report.save()
    return report


def _read(path: Path, options: MunicipalityImportOptions) -> list[MunicipalityFacts]:
    layers = [each for each in list_layers(path) if options.layer.lower() in ("", each.name.lower())]
    facts = _read_mapped(layers, options) if CODE in options.columns else read_companions(layers, options.country)
    if not facts:
        known = ", ".join(each.title for each in MUNICIPALITY_FORMATS)
        raise BoundaryFileError(
            _(
                "No layer of the file is a known list of municipalities (%(known)s). "
                "Pass --layer, and --code and --name with the columns that hold them. Layers:%(layers)s"
            )
            % {"known": known, "layers": "".join(f"\n    {layer}" for layer in layers) or " –"}
        )
    return facts


def _read_mapped(layers: list[Layer], options: MunicipalityImportOptions) -> list[MunicipalityFacts]:
    facts = []
    for layer in layers:
        try:
            patterns = {fact: parse_pattern(text, layer.columns) for fact, text in options.columns.items()}
        except PatternError as error:
            if len(layers) == 1:
                raise BoundaryFileError(_("A pattern cannot be used: %(error)s.") % {"error": error}) from error
            continue
        facts += read_municipalities(layer, patterns, options.country)
    return merge(facts)
