"""What becomes of a photo that somebody sends: checked by content, turned upright, freed of what it tells besides."""

from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO

import filetype
from PIL import Image, ImageOps
from pillow_heif import HeifImageFile

from engagement.enums import Impossible
from engagement.errors import NotPossibleError

MOST_PHOTOS = 4
MOST_BYTES = 12 * 1024 * 1024
# A small file can unpack to a picture that fills the memory; a phone takes 12 to 50 million.
MOST_PIXELS = 50_000_000
LONGEST_SIDE, PREVIEW_SIDE = 1600, 480
CONTENT_TYPE = "image/jpeg"

_FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}
_HEIC = frozenset({"image/heic", "image/heif"})
_QUALITY, _PREVIEW_QUALITY = 78, 68


@dataclass(frozen=True)
class PreparedPhoto:
    """A photo as it is kept: two JPEG files without metadata."""

    content: bytes
    preview: bytes
    width: int
    height: int

    @property
    def digest(self) -> str:
        """By which the same photo is known again."""
        return sha256(self.content).hexdigest()


def prepare_photo(data: bytes) -> PreparedPhoto:
    """Make a JPEG of at most LONGEST_SIDE pixels, and a preview, from what a phone took.

    Both are drawn anew: position, time, camera, embedded previews and whatever hides behind the picture stay out.

    Args:
        data: a JPEG, PNG, WebP or HEIC file; its name and what the browser says of it count for nothing.

    Raises:
        NotPossibleError: `PHOTO_TOO_HEAVY`, `PHOTO_TOO_LARGE`, `NOT_A_PHOTO`, or `PHOTO_BROKEN`.
    """
    if len(data) > MOST_BYTES:
        raise NotPossibleError(Impossible.PHOTO_TOO_HEAVY)
    kind = filetype.guess_mime(data)
    if kind not in _FORMATS and kind not in _HEIC:
        raise NotPossibleError(Impossible.NOT_A_PHOTO)
    try:
        picture = _upright(_opened(data, kind))
        preview = _within(picture, PREVIEW_SIDE)
        return PreparedPhoto(_drawn(picture, _QUALITY), _drawn(preview, _PREVIEW_QUALITY), *picture.size)
    except NotPossibleError:
        raise
    except Exception as broken:
        # Decoders fail on damaged and on hostile files in more ways than they name.
        raise NotPossibleError(Impossible.PHOTO_BROKEN) from broken


def preview_size(width: int, height: int) -> tuple[int, int]:
    """How wide and how high the preview of a photo is."""
    shrunk = min(PREVIEW_SIDE / max(width, height), 1)
    return max(round(width * shrunk), 1), max(round(height * shrunk), 1)


def _opened(data: bytes, kind: str) -> Image.Image:
    """The picture of a file, not unpacked before its size is known."""
    file = BytesIO(data)
    picture = HeifImageFile(file) if kind in _HEIC else Image.open(file, formats=[_FORMATS[kind]])
    if picture.width * picture.height > MOST_PIXELS:
        raise NotPossibleError(Impossible.PHOTO_TOO_LARGE)
    picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    return picture


def _upright(picture: Image.Image) -> Image.Image:
    """The picture as it was meant to be seen, no larger than it is kept, on white where one could see through."""
    picture = _within(ImageOps.exif_transpose(picture), LONGEST_SIDE)
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    picture = picture.convert("RGBA")
    ground = Image.new("RGB", picture.size, "white")
    ground.paste(picture, mask=picture.getchannel("A"))
    return ground


def _within(picture: Image.Image, side: int) -> Image.Image:
    smaller = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    smaller.thumbnail((side, side), Image.Resampling.LANCZOS)
    return smaller


def _drawn(picture: Image.Image, quality: int) -> bytes:
    bare = Image.new("RGB", picture.size)
    bare.paste(picture)
    file = BytesIO()
    bare.save(file, "JPEG", quality=quality, optimize=True, progressive=True)
    return file.getvalue()
