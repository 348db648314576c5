"""What a person does with an import: bring a file, look at the preview, confirm or cancel.

A page and a command go the same way: read, plan, and apply exactly what was planned. The worker's part is in
`wards.services.import_runs`.
"""

import logging
from collections.abc import Collection, Mapping
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from celery import current_app
from django.core.files import File
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from kombu.exceptions import OperationalError
from wagtail.log_actions import log

from wards.enums import ImportConsent, ImportKind, ImportState
from wards.importers.content import digest_of
from wards.importers.limits import TableError
from wards.models import Delimitation, ImportReport, Municipality
from wards.permissions import IMPORT_REGISTER, may
from wards.rules.import_states import WAITING, may_follow
from wards.services.import_kinds import IMPORTERS

logger = logging.getLogger(__name__)

READ_TASK, APPLY_TASK = "wards.read_import", "wards.apply_import"
MAX_UPLOAD_BYTES = 50 * 1024 * 1024
"""Larger files are brought in with the command, at the server's console."""

UPLOADED, CONFIRMED, CANCELLED = "wards.import.uploaded", "wards.import.confirmed", "wards.import.cancelled"


class ImportRefusedError(Exception):
    """An import may not go on; nothing was changed. The message is for the person who asked."""


@transaction.atomic
def receive_upload(
    *,
    kind: ImportKind,
    upload: File,
    municipality: Municipality | None,
    delimitation: Delimitation | None,
    options: Mapping[str, Any],
    by: Any,
    at: datetime,
) -> ImportReport:
    """Keep an uploaded file where no address leads, and let the worker read it.

    Args:
        municipality: whose register the file is for; None for a gazetteer of a whole country.
        options: how to read it, as the plan of its kind takes them.
        by: the account that uploads; the report is worded in the language in use.

    Raises:
        ImportRefusedError: they may not, or the file is too large or of another kind.
    """
    _require_right(by, municipality)
    content = _checked_content(kind, upload)
    report = ImportReport(
        kind=kind,
        municipality=municipality,
        delimitation=delimitation,
        file_name=Path(upload.name or "").name[:255],
        file_digest=digest_of(content),
        options={**options, "language": translation.get_language()},
        by=by,
        started_at=at,
    )
    upload.seek(0)
    report.upload.save(f"{report.file_digest}{Path(report.file_name).suffix[:10]}", upload, save=True)
    log(report, UPLOADED, user=by, timestamp=at)
    _wake_worker(READ_TASK, report)
    return report


@transaction.atomic
def read_again(*, report: ImportReport, options: Mapping[str, Any], by: Any, at: datetime) -> ImportReport:
    """Have the same file read again: with other columns, or because what is known changed since the preview.

    Args:
        options: replace the options of the same names.

    Raises:
        ImportRefusedError: they may not, or the import is over or in the worker's hands.
    """
    fresh = lock_report(report.pk)
    _require_right(by, fresh.municipality)
    _move(fresh, ImportState.UPLOADED)
    fresh.options = {**fresh.options, **options, "language": translation.get_language()}
    fresh.counts, fresh.problems, fresh.preview, fresh.plan_digest = {}, [], {}, ""
    fresh.started_at, fresh.finished_at = at, None
    fresh.attempts, fresh.claimed_at = 0, None
    fresh.save()
    _wake_worker(READ_TASK, fresh)
    return fresh


@transaction.atomic
def confirm_import(
    *, report: ImportReport, plan_digest: str, consents: Collection[ImportConsent], by: Any, at: datetime
) -> ImportReport:
    """Let the worker apply what was previewed.

    Args:
        plan_digest: of the preview that the person looked at.
        consents: what they agree to.

    Raises:
        ImportRefusedError: they may not; there is another preview by now; or it asks for more than they agreed to.
    """
    fresh = lock_report(report.pk)
    _require_right(by, fresh.municipality)
    if fresh.state == ImportState.PREVIEWED and fresh.plan_digest != plan_digest:
        raise ImportRefusedError(_("The file was read again since you looked. Look at the new preview first."))
    if fresh.preview.get("refused") or fresh.dry_run:
        raise ImportRefusedError(_("This preview cannot be applied; its problems say why."))
    missing = set(fresh.preview.get("asks", [])) - {consent.value for consent in consents}
    if missing:
        wanted = "; ".join(str(ImportConsent(value).label) for value in sorted(missing))
        raise ImportRefusedError(_("To apply this, tick: %(consents)s.") % {"consents": wanted})
    _move(fresh, ImportState.APPLYING)
    fresh.options = {**fresh.options, "consents": sorted(consents), "confirmed_by": by.pk}
    fresh.attempts, fresh.claimed_at = 0, None
    fresh.save(update_fields=["state", "options", "attempts", "claimed_at"])
    log(fresh, CONFIRMED, user=by, timestamp=at)
    _wake_worker(APPLY_TASK, fresh)
    return fresh


@transaction.atomic
def cancel_import(*, report: ImportReport, by: Any, at: datetime) -> ImportReport:
    """Give an import up and delete its file.

    Args:
        by: the account that cancels, or None for the sweep of forgotten previews.

    Raises:
        ImportRefusedError: they may not, or it is being applied or over.
    """
    fresh = lock_report(report.pk)
    if by is not None:
        _require_right(by, fresh.municipality)
    _move(fresh, ImportState.CANCELLED)
    fresh.finished_at = at
    fresh.save(update_fields=["state", "finished_at"])
    log(fresh, CANCELLED, user=by, timestamp=at)
    forget_upload(fresh)
    return fresh


def resend_import(*, report: ImportReport) -> None:
    """Ask the worker again for an import that waits for it; the worker does nothing twice."""
    if report.state in WAITING:
        _wake_worker(APPLY_TASK if report.state == ImportState.APPLYING else READ_TASK, report)


def forget_upload(report: ImportReport) -> None:
    """Delete the uploaded file once the transaction is through; the report keeps its digest."""
    if report.upload:
        storage, name = report.upload.storage, report.upload.name
        ImportReport.objects.filter(pk=report.pk).update(upload="")
        transaction.on_commit(partial(storage.delete, name))


def _require_right(by: Any, municipality: Municipality | None) -> None:
    if not may(by, IMPORT_REGISTER, municipality):
        raise ImportRefusedError(_("You may not bring in files for this municipality."))


def _checked_content(kind: ImportKind, upload: File) -> bytes:
    if upload.size > MAX_UPLOAD_BYTES:
        raise ImportRefusedError(
            _("The file is larger than %(size)d MB. Split it, or ask the operator to bring it in at the console.")
            % {"size": MAX_UPLOAD_BYTES // (1024 * 1024)}
        )
    upload.seek(0)
    content = upload.read()
    try:
        IMPORTERS[kind].check(content)
    except TableError as error:
        raise ImportRefusedError(str(error)) from error
    return content


def lock_report(pk: int) -> ImportReport:
    """A report as it stands now, which nobody else moves until the transaction ends."""
    reports = ImportReport.objects.select_for_update(of=["self"], no_key=True)
    return reports.select_related("municipality", "delimitation").get(pk=pk)


def _move(report: ImportReport, state: ImportState) -> None:
    if not may_follow(ImportState(report.state), state):
        raise ImportRefusedError(
            _("This import is “%(state)s”: that cannot be done with it now.") % {"state": report.get_state_display()}
        )
    report.state = state


def _wake_worker(task: str, report: ImportReport) -> None:
    transaction.on_commit(partial(_send, task, report.pk))


def _send(task: str, report_id: int) -> None:
    """Send a task by name. With the queue out of reach nothing is lost: beat sends what waits again."""
    try:
        current_app.signature(task, args=[report_id]).apply_async(retry=False)
    except OperationalError as error:
        logger.warning("The queue is out of reach (%s): %s waits for the sweep.", type(error).__name__, task)
