"""Bringing in the wards of an edition from a spatial file: read, validate, plan, apply, report."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from django.contrib.gis.db.models import Extent as ExtentOf
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wards.enums import ImportCount, ImportKind, ImportState
from wards.extensions import tell_wards_changed
from wards.importers.boundaries.drawing import Drawing, as_ewkb, draw
from wards.importers.boundaries.errors import BoundaryFileError
from wards.importers.boundaries.options import FILE, Progress, WardImportOptions
from wards.importers.boundaries.reading import WardFile, read_ward_file
from wards.importers.content import digest_of
from wards.importers.problems import Problem, Severity
from wards.models import Delimitation, ImportReport, Municipality, Ward
from wards.rules.countries import EXTENTS, Extent
from wards.services.municipalities import StoredMunicipalities, store_municipalities
from wards.services.public_pages import note_public_change_everywhere
from wards.services.ward_doubts import refuse_namesakes, refuse_outlines
from wards.services.ward_plans import find_edition, lock_edition, refuse_other_wards
from wards.services.wards import StoredWards, WardRecord, WardsInUseError, remove_wards, store_wards

BATCH = 250
"""Wards that are turned into text for the database at a time."""
AROUND = 10
"""How far from its known wards, in degrees, a country of unknown place may have others."""


def import_wards(
    *, path: Path, options: WardImportOptions, by: Any, at: datetime, progress: Progress | None = None
) -> ImportReport:
    """Load the wards of one edition, all or nothing, and keep a report of it.

    A dry run does everything and takes it back. A run that is refused changes nothing and still leaves its report,
    whose state and problems say why.

    Args:
        by: the account that asks, or None for the operator at the server's own console.
        at: when they ask.

    Raises:
        PermissionDenied: they may not import wards there.
    """
    progress = progress or _say_nothing
    report = _begin(path, options, by, at)
    try:
        report.delimitation = find_edition(options)
        _refuse_same_file(report, options)
        ward_file = read_ward_file(path, options, _extent(options.country), progress)
        _describe(report, ward_file)
        _refuse_bad_rows(ward_file, options)
        rows, shapes = ward_file.good()
        refuse_outlines(rows, shapes=shapes, options=options)
        refuse_namesakes(ward_file.municipalities, rows=rows, shapes=shapes, options=options)
        drawing = draw(rows, shapes, progress)
        report.problems += [problem.as_json() for problem in drawing.misfits.listed()]
        report.counts |= drawing.misfits.counts()
        _apply(report, ward_file, drawing, options, progress)
    except BoundaryFileError as error:
        report.state = ImportState.REFUSED
        report.problems.insert(0, Problem(None, "refused", Severity.ERROR, str(error)).as_json())
        _keep(report)
    return report


def _begin(path: Path, options: WardImportOptions, by: Any, at: datetime) -> ImportReport:
    return ImportReport(
        kind=ImportKind.WARDS,
        state=ImportState.READING,
        municipality=Municipality.objects.filter(country=options.country, code=options.municipality).first(),
        file_name=path.name,
        file_digest=digest_of(path),
        dry_run=options.dry_run,
        options={
            "country": options.country,
            "edition": options.edition,
            "municipality": options.municipality,
            "columns": dict(options.columns),
            "layer": options.layer,
            "crs": options.crs,
            "time_zone": options.time_zone,
            "leave_out_bad": options.leave_out_bad,
            "start_over": options.start_over,
            "allow": sorted(options.allow),
        },
        by=by,
        started_at=at,
    )


def _refuse_same_file(report: ImportReport, options: WardImportOptions) -> None:
    """Refuse a file that was loaded as another edition already: one of the two would be wrong."""
    if FILE in options.allow or not report.file_digest:
        return
    same = ImportReport.objects.filter(
        kind=ImportKind.WARDS,
        state=ImportState.APPLIED,
        file_digest=report.file_digest,
        options__layer=options.layer,
    )
    other = same.exclude(delimitation=report.delimitation).select_related("delimitation").first()
    if other and other.delimitation:
        raise BoundaryFileError(
            _(
                "This very file was loaded as %(edition)s (report %(report)d). "
                "If it holds the wards of both editions, pass --allow file."
            )
            % {"edition": other.delimitation, "report": other.pk}
        )


def _extent(country: str) -> Extent | None:
    """Where a country lies: from the table, or else around its wards that are known already."""
    if country in EXTENTS:
        return EXTENTS[country]
    stored = Ward.objects.filter(municipality__country=country).aggregate(box=ExtentOf("outline"))["box"]
    return Extent(*stored).widened(AROUND) if stored else None


def _describe(report: ImportReport, ward_file: WardFile) -> None:
    """Note in the report what was found in the file."""
    codes = {row.row: row.code for row in ward_file.rows}
    report.options |= {
        "layer_read": ward_file.layer.name,
        "crs_read": ward_file.crs,
        "format": ward_file.column_map.title,
        "columns_read": ward_file.column_map.as_text(),
    }
    report.counts |= {
        ImportCount.READ: ward_file.read,
        ImportCount.ELSEWHERE: ward_file.read - len(ward_file.rows),
        ImportCount.LEFT_OUT: len(ward_file.bad_rows),
        ImportCount.REPAIRED: sum(problem.code == "repaired" for problem in ward_file.problems),
    }
    report.problems += [{**problem.as_json(), "ward": codes.get(problem.row, "")} for problem in ward_file.problems]


def _refuse_bad_rows(ward_file: WardFile, options: WardImportOptions) -> None:
    bad = len(ward_file.bad_rows)
    if bad == len(ward_file.rows):
        raise BoundaryFileError(_("No row of the file can be taken."))
    if bad and not options.leave_out_bad:
        raise BoundaryFileError(
            ngettext(
                "%(count)d row cannot be taken. Correct it, or pass --leave-out-bad to load the rest without it.",
                "%(count)d rows cannot be taken. Correct them, or pass --leave-out-bad to load the rest without them.",
                bad,
            )
            % {"count": bad}
        )


def _apply(
    report: ImportReport, ward_file: WardFile, drawing: Drawing, options: WardImportOptions, progress: Progress
) -> None:
    """Write everything in one transaction, which a dry run takes back before it keeps its report."""
    before = (report.delimitation, report.municipality)
    with transaction.atomic():
        delimitation = lock_edition(options)
        report.delimitation = delimitation
        report.save()
        municipalities = store_municipalities(
            country=options.country,
            facts=ward_file.municipalities,
            overwrite=False,
            source=report,
            time_zone=options.time_zone,
        )
        if options.municipality:
            report.municipality = municipalities.by_code[options.municipality]
        if options.start_over:
            _start_over(report, delimitation, ward_file, municipalities)
        refuse_other_wards(delimitation, rows=ward_file.rows)
        wards = store_wards(
            delimitation=delimitation, records=_records(ward_file, drawing, municipalities, progress), source=report
        )
        _count(report, municipalities, wards)
        report.state = ImportState.PREVIEWED if options.dry_run else ImportState.APPLIED
        _keep(report)
        for municipality in municipalities.by_code.values():
            tell_wards_changed(municipality)
        note_public_change_everywhere()
        transaction.set_rollback(options.dry_run)
    if options.dry_run:
        report.delimitation, report.municipality = before
        report.pk = None
        report.save(force_insert=True)


def _start_over(
    report: ImportReport, delimitation: Delimitation, ward_file: WardFile, municipalities: StoredMunicipalities
) -> None:
    codes = {row.municipality for row in ward_file.good()[0]}
    try:
        report.counts[ImportCount.REMOVED] = remove_wards(
            delimitation=delimitation,
            municipalities=[municipalities.by_code[code] for code in sorted(codes)],
            source=report,
        )
    except WardsInUseError as error:
        raise BoundaryFileError(
            _(
                "The wards that are there cannot be taken away, since they are in use: %(uses)s. "
                "Undo the activation first, or load another edition."
            )
            % {"uses": ", ".join(error.args[0][:10])}
        ) from error


def _records(
    ward_file: WardFile, drawing: Drawing, municipalities: StoredMunicipalities, progress: Progress
) -> Iterator[WardRecord]:
    """The wards as the database takes them, a batch of shapes at a time."""
    rows, shapes = ward_file.good()
    for start in range(0, len(rows), BATCH):
        progress(_("Writing wards"), start, len(rows))
        batch = slice(start, start + BATCH)
        columns = zip(*map(as_ewkb, (shapes[batch], drawing.outlines[batch], drawing.labels[batch])), strict=True)
        for row, geometries in zip(rows[batch], columns, strict=True):
            owner = municipalities.by_code[row.municipality].pk
            yield WardRecord(owner, row.code, row.number, row.name, *geometries)
    progress(_("Writing wards"), len(rows), len(rows))


def _count(report: ImportReport, municipalities: StoredMunicipalities, wards: StoredWards) -> None:
    counted: Mapping[str, int] = {
        ImportCount.ADDED: wards.added,
        ImportCount.CHANGED: wards.changed,
        ImportCount.UNCHANGED: wards.unchanged,
        ImportCount.MUNICIPALITIES_ADDED: municipalities.added,
        ImportCount.MUNICIPALITIES_CHANGED: municipalities.changed,
    }
    report.counts |= counted


def _keep(report: ImportReport) -> None:
    report.finished_at = timezone.now()
    report.save()


def _say_nothing(_step: str, _done: int, _whole: int) -> None:
    return None
