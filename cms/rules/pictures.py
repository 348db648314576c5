"""Pictures as they are taken in: turned upright, no larger than a page needs, and without what a phone writes beside.

A phone notes in each picture where and when it was taken and with what. None of that is for the public.
"""

import io
from enum import StrEnum

from PIL import Image, ImageOps

LARGEST_SIDE = 2400
"""Pixels. Three times the widest column of a page, for dense screens and for cutting a part out."""

SHARED_SIZE = (1200, 630)
"""Pixels of what a chat shows of a page that is shared in it, at most."""


class Use(StrEnum):
    """Where a picture is shown."""

    BODY = "body"
    TEASER = "teaser"
    SHARED = "shared"
    PORTRAIT = "portrait"
    MARK = "mark"


def _in_each_format(*sizes: str) -> tuple[str, ...]:
    return tuple(f"format-{kind}|{size}" for kind in ("avif", "webp", "jpeg") for size in sizes)


SIZES = {
    # As cms/blocks/picture.html, cms/components/teaser_picture.html and wards/components/portrait.html ask for them.
    Use.BODY: _in_each_format("width-400", "width-800"),
    Use.TEASER: _in_each_format("fill-288x192", "fill-576x384"),
    Use.PORTRAIT: _in_each_format("fill-72x72", "fill-144x144"),
    Use.SHARED: ("fill-{}x{}|format-jpeg".format(*SHARED_SIZE),),
    # Twice the size in which it is shown, for sharp screens.
    Use.MARK: ("max-96x96|format-webp",),
}
"""What pages show of a picture, as Wagtail writes sizes and formats."""

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
