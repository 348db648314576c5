"""What the site adds to a ward: pages that are kept in step with the boundaries in force."""

from engagement.services.queue import wake_worker
from wards.models import Municipality


def wards_changed(municipality: Municipality) -> None:
    """Let the worker bring the ward pages in step."""
    if municipality.site_id:
        wake_worker("cms.keep_ward_pages", municipality.pk)
