"""Pictures in the sizes that pages show, where the page matters more than the picture."""

import logging

from wagtail.images.models import AbstractImage, AbstractRendition

logger = logging.getLogger(__name__)


def rendition_of(picture: AbstractImage | None, spec: str) -> AbstractRendition | None:
    """A picture in one size; None where there is no picture, or its file is gone or broken, which the log tells.

    A mark stands on every page: without this, one lost file would take the whole site down.

    Args:
        spec: the size and format, as Wagtail writes them (`max-96x96|format-webp`).
    """
    if picture is None:
        return None
    try:
        return picture.get_rendition(spec)
    except OSError:
        logger.warning("The file of picture %d cannot be read: pages leave it out.", picture.pk, exc_info=True)
        return None
