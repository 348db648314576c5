"""What the worker and the console do with an import: read and plan, and apply the plan. Both are safe to run twice."""

import logging
import shutil
import tempfile
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from celery.exceptions import SoftTimeLimitExceeded
from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from wards.enums import ImportConsent, ImportKind, ImportState
from wards.importers.content import digest_of
from wards.importers.limits import TableError
from wards.importers.problems import Problem, Severity
from wards.models import Delimitation, ImportReport, Municipality
from wards.rules.import_states import CLAIM_LASTS, MAX_ATTEMPTS, OVER, WAITING, is_live
from wards.services.import_kinds import importer_of
from wards.services.import_plans import ImportPlan
from wards.services.imports import cancel_import, forget_upload, lock_report, resend_import

logger = logging.getLogger(__name__)

APPLIED, REFUSED = "wards.import.applied", "wards.import.refused"
RESEND_AFTER = timedelta(minutes=10)
"""A task that was lost is sent again after this long; the largest real file is read in well under a minute."""
FORGET_AFTER = timedelta(days=30)
"""A preview that nobody confirmed is given up and its file deleted."""


def read_import(*, report_id: int, at: datetime) -> None:
    """Read an uploaded file and keep what it would change, for a person to look at.

    Does nothing unless the file waits to be read, so that a task that comes twice does no harm; nor while another
    worker is at it. A file at which the worker broke down three times is refused.

    Args:
        at: when the worker took it up.
    """
    report = _claim(report_id, {ImportState.UPLOADED: ImportState.READING}, at)
    if report is None:
        return
    with translation.override(report.options.get("language")):
        try:
            with _local_copy(report) as path:
                plan = importer_of(report).plan(report=report, path=path)
            _keep_preview(report_id, plan, at)
        except TableError as error:
            _refuse(report_id, "unreadable", str(error), at, columns=getattr(error, "columns", ()))
        except SoftTimeLimitExceeded:
            _refuse(report_id, "too_slow", _too_slow(), at)
        except Exception:
            _refuse(report_id, "unexpected", _unexpected(), at)
            raise


def apply_import(*, report_id: int, at: datetime) -> None:
    """Apply what was previewed and confirmed, if the file and what is known are still what they were.

    Does nothing unless the import waits to be applied and no other worker is at it. Everything happens in one
    transaction. What broke the worker down three times is refused.
    """
    if _claim(report_id, {ImportState.APPLYING: ImportState.APPLYING}, at) is None:
        return
    language = ImportReport.objects.values_list("options__language", flat=True).get(pk=report_id)
    with translation.override(language):
        try:
            with transaction.atomic():
                _apply(report_id, at)
        except _NotAsPreviewedError as error:
            _refuse(report_id, error.code, str(error), at)
        except SoftTimeLimitExceeded:
            _refuse(report_id, "too_slow", _too_slow(), at)
        except TableError as error:
            _refuse(report_id, "unreadable", str(error), at)
        except Exception:
            _refuse(report_id, "unexpected", _unexpected(), at)
            raise


def run_import(
    *,
    kind: ImportKind,
    path: Path,
    municipality: Municipality | None,
    delimitation: Delimitation | None,
    options: Mapping[str, Any],
    consents: Collection[ImportConsent] = (),
    dry_run: bool = False,
    at: datetime,
) -> ImportReport:
    """Read a file at the console, and apply it at once unless it is a dry run.

    Args:
        consents: what the operator agreed to; without it the import is refused, and the report says what it needs.

    Returns:
        The report: applied, previewed (dry run) or refused with its problems.
    """
    report = ImportReport.objects.create(
        kind=kind,
        state=ImportState.READING,
        municipality=municipality,
        delimitation=delimitation,
        file_name=path.name[:255],
        file_digest=digest_of(path),
        options={**options, "consents": sorted(consents)},
        dry_run=dry_run,
        started_at=at,
    )
    try:
        with transaction.atomic():
            _run(report, path, at)
    except TableError as error:
        _refuse(report.pk, "unreadable", str(error), at)
    except Exception:
        _refuse(report.pk, "unexpected", _unexpected(), at)
        raise
    report.refresh_from_db()
    return report


def sweep_imports(*, at: datetime) -> None:
    """Send lost tasks again, give up forgotten previews, delete files of imports that are over."""
    uploads = ImportReport.objects.exclude(upload="").exclude(upload=None)
    nobody_at_it = Q(claimed_at=None) | Q(claimed_at__lte=at - CLAIM_LASTS)
    for report in uploads.filter(nobody_at_it, state__in=WAITING, started_at__lt=at - RESEND_AFTER):
        resend_import(report=report)
    abandoned = (ImportState.PREVIEWED, ImportState.REFUSED)
    for report in uploads.filter(state__in=abandoned, started_at__lt=at - FORGET_AFTER):
        cancel_import(report=report, by=None, at=at)
    for report in uploads.filter(state__in=OVER):
        forget_upload(report)


class _NotAsPreviewedError(Exception):
    """The file or what is known is no longer what the person looked at."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


@transaction.atomic
def _claim(report_id: int, steps: Mapping[ImportState, ImportState], at: datetime) -> ImportReport | None:
    """Take a step up, and count it; None where it is not due, another worker is at it, or it is given up.

    Args:
        steps: from the state in which the step is due to the one in which it is being done.
    """
    report = lock_report(report_id)
    if report.state not in {*steps, *steps.values()} or is_live(report.claimed_at, at):
        return None
    if report.attempts >= MAX_ATTEMPTS:
        with translation.override(report.options.get("language")):
            _refuse(report_id, "given_up", _given_up(), at)
        return None
    report.state = steps.get(ImportState(report.state), ImportState(report.state))
    report.attempts, report.claimed_at = report.attempts + 1, at
    report.save(update_fields=["state", "attempts", "claimed_at"])
    return report


@transaction.atomic
def _keep_preview(report_id: int, plan: ImportPlan, at: datetime) -> None:
    report = lock_report(report_id)
    if report.state == ImportState.READING:  # else it was cancelled, or another run was first
        report.state = ImportState.PREVIEWED
        _keep_plan(report, plan, at)


def _keep_plan(report: ImportReport, plan: ImportPlan, at: datetime) -> None:
    report.counts = plan.counts
    report.problems = [problem.as_json() for problem in plan.problems]
    report.preview, report.plan_digest, report.finished_at = plan.as_preview(), plan.digest, at
    report.save(update_fields=["state", "counts", "problems", "preview", "plan_digest", "finished_at"])


def _apply(report_id: int, at: datetime) -> None:
    report = lock_report(report_id)
    if report.state != ImportState.APPLYING:
        return
    importer = importer_of(report)
    importer.lock(report)
    with _local_copy(report) as path:
        if digest_of(path) != report.file_digest:
            raise _NotAsPreviewedError("file_changed", _("The stored file is not the one that was uploaded."))
        plan = importer.plan(report=report, path=path)
    if plan.digest != report.plan_digest:
        message = _(
            "What is known changed since the preview, so nothing was applied. "
            "Read the file again and look at what is new."
        )
        raise _NotAsPreviewedError("changed_meanwhile", message)
    by = get_user_model().objects.filter(pk=report.options.get("confirmed_by")).first()
    _carry_out(report, plan, by, at)
    forget_upload(report)


def _run(report: ImportReport, path: Path, at: datetime) -> None:
    importer = importer_of(report)
    importer.lock(report)
    plan = importer.plan(report=report, path=path)
    missing = plan.asks - set(report.options["consents"])
    if report.dry_run:
        report.state = ImportState.PREVIEWED
        _keep_plan(report, plan, at)
    elif plan.refused or missing:
        report.state = ImportState.REFUSED
        _keep_plan(report, plan, at)
    else:
        _carry_out(report, plan, None, at)


def _carry_out(report: ImportReport, plan: ImportPlan, by: Any, at: datetime) -> None:
    importer_of(report).apply(plan=plan, report=report, by=by, at=at)
    report.state = ImportState.APPLIED
    _keep_plan(report, plan, at)
    log(report, APPLIED, user=by, timestamp=at)


@transaction.atomic
def _refuse(report_id: int, code: str, message: str, at: datetime, columns: Sequence[str] = ()) -> None:
    """Keep why an import was refused, and the file's columns where choosing among them may help."""
    report = lock_report(report_id)
    if report.state in OVER:
        return
    if columns:
        report.preview = {"file_columns": list(columns)}
    report.state, report.finished_at = ImportState.REFUSED, at
    report.problems = [Problem(None, code, Severity.ERROR, message).as_json(), *report.problems]
    report.save(update_fields=["state", "problems", "preview", "finished_at"])
    log(report, REFUSED, timestamp=at, data={"code": code})


def _unexpected() -> str:
    return _("Something went wrong that nobody foresaw; nothing was applied. The server's log says more.")


def _too_slow() -> str:
    return _(
        "This took longer than a few minutes and was stopped; nothing was applied. "
        "Split the file, or ask the operator to bring it in at the console."
    )


def _given_up() -> str:
    return _(
        "The worker broke down three times over this file, so it is given up; nothing was applied. "
        "Split the file, or ask the operator to look at the server's log."
    )


@contextmanager
def _local_copy(report: ImportReport) -> Iterator[Path]:
    """The uploaded file as a file of this machine, whatever storage holds it."""
    with tempfile.TemporaryDirectory(prefix="import-") as folder:
        path = Path(folder) / f"upload{Path(report.file_name).suffix}"
        with report.upload.open("rb") as upload, path.open("wb") as copy:
            shutil.copyfileobj(upload, copy)
        yield path
