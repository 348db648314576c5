"""Making what pages show of a picture before the first reader asks: an AVIF takes the better part of a second."""

from wagtail.images import get_image_model
from wagtail.images.models import Filter
from wagtail.models import Page, ReferenceIndex

from cms.rules.pictures import RENDITIONS


def make_renditions(*, page: Page) -> int:
    """Make every rendition of the pictures of a page that is missing; returns how many pictures there are."""
    model = get_image_model()
    filters = [Filter(spec=spec) for spec in Filter.expand_spec(RENDITIONS)]
    keys = ReferenceIndex.get_references_for_object(page).filter(to_content_type__model=model._meta.model_name)
    pictures = model.objects.filter(pk__in={int(key) for key in keys.values_list("to_object_id", flat=True)})
    for picture in pictures:
        picture.get_renditions(*filters)
    return len(pictures)
