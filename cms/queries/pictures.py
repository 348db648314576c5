"""Where pictures are shown."""

from wagtail.images.models import AbstractImage
from wagtail.models import Page, ReferenceIndex


def pages_that_show(picture: AbstractImage) -> list[int]:
    """Keys of the live pages that show a picture, wherever on them it stands."""
    found = ReferenceIndex.get_references_to(picture).filter(base_content_type__model=Page._meta.model_name)
    keys = {int(key) for key in found.values_list("object_id", flat=True)}
    return list(Page.objects.live().filter(pk__in=keys).values_list("pk", flat=True))
