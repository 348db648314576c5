"""Background work of the wards floor."""

from celery import shared_task
from django.utils import timezone

from wards.services import import_runs


@shared_task(name="wards.read_import")
def read_import(report_id: int) -> None:
    """Read an uploaded file."""
    import_runs.read_import(report_id=report_id, at=timezone.now())


@shared_task(name="wards.apply_import")
def apply_import(report_id: int) -> None:
    """Apply a confirmed import."""
    import_runs.apply_import(report_id=report_id, at=timezone.now())


@shared_task(name="wards.sweep_imports")
def sweep_imports() -> None:
    """Beat sends this each ten minutes."""
    import_runs.sweep_imports(at=timezone.now())
