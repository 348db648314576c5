"""Background work of the site as a whole."""

from celery import shared_task
from django.core.cache import cache

WORKER_SEEN_KEY = "worker-seen"
WORKER_SEEN_SECONDS = 180


@shared_task(name="cms.note_worker_alive")
def note_worker_alive() -> None:
    """Beat sends this each minute; `/readyz` reads what it leaves behind."""
    cache.set(WORKER_SEEN_KEY, "1", timeout=WORKER_SEEN_SECONDS)
