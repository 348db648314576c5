"""Background work of the wards floor."""

from celery import shared_task
from django.utils import timezone

from wards.rules.import_states import HARD_LIMIT, SOFT_LIMIT
from wards.services import import_runs

LIMITS = {"soft_time_limit": SOFT_LIMIT.total_seconds(), "time_limit": HARD_LIMIT.total_seconds()}


@shared_task(name="wards.read_import", **LIMITS)
def read_import(report_id: int) -> None:
    """Read an uploaded file."""
    import_runs.read_import(report_id=report_id, at=timezone.now())


@shared_task(name="wards.apply_import", **LIMITS)
def apply_import(report_id: int) -> None:
    """Apply a confirmed import."""
    import_runs.apply_import(report_id=report_id, at=timezone.now())


@shared_task(name="wards.sweep_imports")
def sweep_imports() -> None:
    """Beat sends this each ten minutes."""
    import_runs.sweep_imports(at=timezone.now())
