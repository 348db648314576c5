"""Pictures in the sizes that pages show, where the page matters more than the picture."""

import logging

from wagtail.images.models import AbstractImage, AbstractRendition

from cms.rules.pictures import SIZES, Use

logger = logging.getLogger(__name__)


def rendition_of(picture: AbstractImage | None, use: Use) -> AbstractRendition | None:
    """A picture as it is shown somewhere; None without one, or if its file is lost or broken, which the log tells.

    A mark stands on every page: without this, one lost file would take the whole site down.

    Args:
        use: where it is shown, in one size.
    """
    if picture is None:
        return None
    (spec,) = SIZES[use]
    try:
        return picture.get_rendition(spec)
    except OSError:
        logger.warning("The file of picture %d cannot be read: pages leave it out.", picture.pk, exc_info=True)
        return None
