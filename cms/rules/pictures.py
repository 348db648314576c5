"""Pictures as they are taken in: turned upright, no larger than a page needs, and without what a phone writes beside.

A phone notes in each picture where and when it was taken and with what. None of that is for the public.
"""

import io

from PIL import Image, ImageOps

LARGEST_SIDE = 2400
"""Pixels. Three times the widest column of a page, for dense screens and for cutting a part out."""

RENDITIONS = "format-{avif,webp,jpeg}|width-{400,800}"
"""What pages show of a picture, as `templates/cms/blocks/picture.html` asks for it."""

_QUALITY = 88


def cleaned(content: bytes) -> bytes:
    """The picture alone, in the format it came in: its colours' profile stays, everything else beside it is left out.

    Raises:
        OSError: the picture is broken.
    """
    with Image.open(io.BytesIO(content)) as opened:
        kept_format, profile = opened.format, opened.info.get("icc_profile")
        transparency = opened.info.get("transparency")
        picture = ImageOps.exif_transpose(opened)
    picture.thumbnail((LARGEST_SIDE, LARGEST_SIDE))
    picture.info.clear()
    options = {"icc_profile": profile} if profile else {}
    if kept_format == "PNG":
        options |= {"optimize": True} | ({"transparency": transparency} if transparency is not None else {})
    else:
        options |= {"quality": _QUALITY}
    written = io.BytesIO()
    picture.save(written, kept_format, **options)
    return written.getvalue()
