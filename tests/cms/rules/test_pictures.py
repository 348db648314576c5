"""A picture is kept without what a phone writes beside it, upright, and no larger than pages need."""

import io

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from cms.rules.pictures import LARGEST_SIDE, cleaned

GPS, ORIENTATION, MAKER = 0x8825, 0x0112, 0x010F
PLANTED = b"PLANTED-WORDS"


def taken(kind: str, size: tuple[int, int] = (60, 40)) -> bytes:
    """A picture as a phone writes it, lying on its side, with its place and its maker."""
    picture = Image.new("RGB", size, "teal")
    exif = Image.Exif()
    exif[ORIENTATION], exif[MAKER] = 6, PLANTED.decode()
    exif.get_ifd(GPS)[1] = "S"
    written = io.BytesIO()
    options = {"exif": exif}
    if kind == "PNG":
        options["pnginfo"] = PngInfo()
        options["pnginfo"].add_text("Comment", PLANTED.decode())
    if kind == "JPEG":
        options["comment"] = PLANTED
    picture.save(written, kind, **options)
    return written.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_where_it_was_taken_is_left_out_and_it_stands_upright(kind: str) -> None:
    assert PLANTED in taken(kind)
    content = cleaned(taken(kind))
    assert PLANTED not in content
    with Image.open(io.BytesIO(content)) as picture:
        assert picture.format == kind
        assert picture.size == (40, 60)
        assert not dict(picture.getexif())
        assert not {"exif", "comment", "xmp", "Comment"} & picture.info.keys()


def test_a_large_one_is_made_smaller_and_a_small_one_is_not_made_larger() -> None:
    with Image.open(io.BytesIO(cleaned(taken("JPEG", (5000, 2500))))) as picture:
        assert max(picture.size) == LARGEST_SIDE
    with Image.open(io.BytesIO(cleaned(taken("JPEG", (50, 20))))) as picture:
        assert picture.size == (20, 50)


def test_its_colours_and_its_transparency_stay() -> None:
    written = io.BytesIO()
    Image.new("RGBA", (2, 2), (0, 128, 128, 100)).save(written, "PNG", icc_profile=b"a profile")
    with Image.open(io.BytesIO(cleaned(written.getvalue()))) as picture:
        assert picture.getpixel((0, 0)) == (0, 128, 128, 100)
        assert picture.info["icc_profile"] == b"a profile"


def test_a_broken_one_is_refused() -> None:
    with pytest.raises(OSError):
        cleaned(taken("JPEG", (400, 400))[:500])
