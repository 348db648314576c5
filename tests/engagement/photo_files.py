"""Photos as phones take them, with what they tell besides."""

from io import BytesIO

import pillow_heif
from PIL import Image

from engagement.models import Case, ConcernDraft, Photo, User
from engagement.services.cases import lock_case
from engagement.services.concern_drafts import begin_draft
from engagement.services.photos import attach_photos, show_photos, take_photo
from tests.engagement.cast import NOW
from wards.models import Ward

_ORIENTATION, _MAKE, _GPS = 0x0112, 0x010F, 0x8825
PLANTED = "Planted camera of Palesa"


def photo_file(
    kind: str = "JPEG", size: tuple[int, int] = (64, 32), *, colour: str = "red", orientation: int = 1
) -> bytes:
    """A picture whose left half has a colour and whose right half is blue, with camera and position in its metadata."""
    picture = Image.new("RGB", size, "blue")
    picture.paste(colour, (0, 0, size[0] // 2, size[1]))
    exif = Image.Exif()
    exif[_ORIENTATION], exif[_MAKE] = orientation, PLANTED
    exif.get_ifd(_GPS)[1] = "S"
    file = BytesIO()
    if kind == "HEIC":
        pillow_heif.from_pillow(picture).save(file, exif=exif.tobytes(), quality=90)
    else:
        picture.save(file, kind, exif=exif)
    return file.getvalue()


def draft_in(ward: Ward) -> ConcernDraft:
    """A draft whose first question is answered."""
    said = {"nature": "issue", "subject": "Streetlights out", "text": "Eleven poles are dark since the storm."}
    return begin_draft(ward=ward, answers=said, language="en", at=NOW)[0]


def plant_photo(case: Case, *, is_shown: bool = False, by: User | None = None) -> Photo:
    """A photo of a case, shown to everyone by a moderator or not."""
    draft = draft_in(case.ward)
    photo = take_photo(draft=draft, data=photo_file(), at=NOW)
    attach_photos(draft=draft, case=case)
    if is_shown:
        show_photos(case=lock_case(case), tokens=[photo.token], by=by, at=NOW)
    photo.refresh_from_db()
    return photo
