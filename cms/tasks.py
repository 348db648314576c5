"""Background work of the site as a whole."""

from celery import shared_task
from django.core.cache import cache
from django.core.management import call_command
from django.utils import timezone
from wagtail.images import get_image_model
from wagtail.models import Page

from cms.rules.pictures import Use
from cms.services import notice_tellings, pictures, ward_pages
from wards.models import Municipality

WORKER_SEEN_KEY = "worker-seen"
WORKER_SEEN_SECONDS = 180


@shared_task(name="cms.note_worker_alive")
def note_worker_alive() -> None:
    """Beat sends this each minute; `/readyz` reads what it leaves behind."""
    cache.set(WORKER_SEEN_KEY, "1", timeout=WORKER_SEEN_SECONDS)


@shared_task(name="cms.keep_ward_pages")
def keep_ward_pages(municipality_id: int) -> None:
    """Bring the ward pages of a municipality's site in step with the boundaries in force."""
    if municipality := Municipality.objects.filter(pk=municipality_id).first():
        ward_pages.keep_ward_pages(municipality=municipality, at=timezone.now())


@shared_task(name="cms.publish_scheduled")
def publish_scheduled() -> None:
    """Beat sends this each minute: pages go live and end at the times that editors chose."""
    call_command("publish_scheduled")


@shared_task(name="cms.tell_of_notices")
def tell_of_notices() -> None:
    """Write to those who follow a ward about its new notices; beat sweeps what the queue missed."""
    notice_tellings.tell_of_notices(at=timezone.now())


@shared_task(name="cms.make_renditions")
def make_renditions(page_id: int) -> None:
    """Make what a page that was published shows of its pictures."""
    if page := Page.objects.filter(pk=page_id).specific().first():
        pictures.make_renditions(page=page)


@shared_task(name="cms.make_sizes")
def make_sizes(picture_id: int, use: str) -> None:
    """Make what is shown in one place of a picture that stands on no page of Wagtail's: a mark, a portrait."""
    if picture := get_image_model().objects.filter(pk=picture_id).first():
        pictures.make_sizes(picture=picture, uses=[Use(use)])


@shared_task(name="cms.keep_all_ward_pages")
def keep_all_ward_pages() -> None:
    """Beat sends this each hour: an edition that was set ahead begins to count by its date."""
    for municipality_id in Municipality.objects.exclude(site=None).values_list("pk", flat=True):
        keep_ward_pages(municipality_id)
