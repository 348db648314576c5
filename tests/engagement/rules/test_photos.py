"""What becomes of a photo."""

from io import BytesIO

import pytest
from PIL import Image

from engagement.enums import Impossible
from engagement.errors import NotPossibleError
from engagement.rules import photos
from engagement.rules.photos import LONGEST_SIDE, PREVIEW_SIDE, prepare_photo
from tests.engagement.photo_files import PLANTED, photo_file


def opened(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIC"])
def test_every_kind_that_phones_take_becomes_a_jpeg_without_metadata(kind: str) -> None:
    sent = photo_file(kind)
    assert PLANTED.encode() in sent
    kept = prepare_photo(sent)
    for data in (kept.content, kept.preview):
        picture = opened(data)
        assert (picture.format, picture.size) == ("JPEG", (64, 32))
        assert not picture.getexif()
        assert PLANTED.encode() not in data


@pytest.mark.parametrize("kind", ["JPEG", "HEIC"])
def test_a_photo_taken_sideways_stands_upright(kind: str) -> None:
    kept = prepare_photo(photo_file(kind, orientation=6))
    picture = opened(kept.content)
    assert (kept.width, kept.height) == picture.size == (32, 64)
    red, _green, blue = picture.getpixel((16, 8))
    assert red > 200 > 60 > blue, "what was left lies on top"


def test_a_large_photo_is_made_small_and_its_preview_smaller() -> None:
    kept = prepare_photo(photo_file(size=(3200, 1600)))
    assert (kept.width, kept.height) == (LONGEST_SIDE, LONGEST_SIDE // 2)
    assert opened(kept.preview).size == (PREVIEW_SIDE, PREVIEW_SIDE // 2)


def test_what_one_could_see_through_is_white() -> None:
    file = BytesIO()
    Image.new("RGBA", (8, 8), (0, 0, 0, 0)).save(file, "PNG")
    assert min(opened(prepare_photo(file.getvalue()).content).getpixel((4, 4))) > 250


def test_the_same_photo_is_known_again() -> None:
    assert prepare_photo(photo_file()).digest == prepare_photo(photo_file()).digest
    assert prepare_photo(photo_file()).digest != prepare_photo(photo_file(colour="green")).digest


@pytest.mark.parametrize(
    ("sent", "reason"),
    [
        (b"", Impossible.NOT_A_PHOTO),
        (b"%PDF-1.7 not a photo", Impossible.NOT_A_PHOTO),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", Impossible.NOT_A_PHOTO),
        (b"GIF89a" + b"\0" * 40, Impossible.NOT_A_PHOTO),
        (photo_file()[:400], Impossible.PHOTO_BROKEN),
        (photo_file("PNG")[:60], Impossible.PHOTO_BROKEN),
        (photo_file("HEIC")[:200], Impossible.PHOTO_BROKEN),
    ],
)
def test_what_is_no_photo_is_refused_by_its_content(sent: bytes, reason: Impossible) -> None:
    with pytest.raises(NotPossibleError) as refused:
        prepare_photo(sent)
    assert refused.value.reason == reason


def test_a_small_file_that_unpacks_to_a_large_picture_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = photo_file("PNG", (600, 400))
    monkeypatch.setattr(photos, "MOST_PIXELS", 600 * 400 - 1)
    monkeypatch.setattr(photos, "_upright", lambda _picture: pytest.fail("it was unpacked"))
    with pytest.raises(NotPossibleError) as refused:
        prepare_photo(bomb)
    assert refused.value.reason == Impossible.PHOTO_TOO_LARGE


def test_a_heavy_file_is_refused_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(photos, "MOST_BYTES", 10)
    with pytest.raises(NotPossibleError) as refused:
        prepare_photo(photo_file())
    assert refused.value.reason == Impossible.PHOTO_TOO_HEAVY
