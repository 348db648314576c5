"""Making what pages show of a picture before the first reader asks: an AVIF takes the better part of a second."""

from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage, Filter
from wagtail.models import Page, ReferenceIndex

from cms.rules.pictures import SIZES, Use


def make_renditions(*, page: Page) -> int:
    """Make every rendition of the pictures of a page that is missing; returns how many pictures there are.

    Of the picture that it leads with, lists and chats show sizes of their own.
    """
    model = get_image_model()
    keys = ReferenceIndex.get_references_for_object(page).filter(to_content_type__model=model._meta.model_name)
    pictures = model.objects.filter(pk__in={int(key) for key in keys.values_list("to_object_id", flat=True)})
    for picture in pictures:
        make_sizes(picture=picture, uses=[Use.BODY])
    if leading := getattr(page, "picture", None):
        make_sizes(picture=leading, uses=[Use.TEASER, Use.SHARED])
    return len(pictures)


def make_sizes(*, picture: AbstractImage, uses: list[Use]) -> None:
    """Make what is missing of a picture for some places where it is shown."""
    picture.get_renditions(*(Filter(spec=spec) for use in uses for spec in SIZES[use]))
