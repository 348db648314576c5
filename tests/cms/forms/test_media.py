"""What editors bring in is looked at by its content, in Wagtail's own forms."""

import io
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from wagtail.documents import get_document_model
from wagtail.documents.forms import get_document_form
from wagtail.images import get_image_model
from wagtail.images.forms import get_image_form
from wagtail.models import Collection, UploadedFile

from engagement.models import User
from tests.engagement.sessions import browser_of

pytestmark = pytest.mark.django_db


def picture(kind: str = "JPEG") -> bytes:
    exif = Image.Exif()
    exif[0x010F] = "PLANTED-WORDS"
    written = io.BytesIO()
    Image.new("RGB", (60, 40), "teal").save(written, kind, exif=exif)
    return written.getvalue()


def form_of(kind: type, name: str, content: bytes, content_type: str = "image/jpeg") -> Any:
    user = User.objects.create_superuser("root@example.org", "a long enough password")
    data = {"title": "Dam", "collection": Collection.get_first_root_node().pk}
    return kind(data, {"file": SimpleUploadedFile(name, content, content_type)}, user=user)


def test_a_picture_is_kept_without_where_it_was_taken() -> None:
    form = form_of(get_image_form(get_image_model()), "dam.jpg", picture())
    assert b"PLANTED-WORDS" in picture()
    assert form.is_valid(), form.errors
    image = form.save()
    with image.file.open() as kept:
        content = kept.read()
    assert b"PLANTED-WORDS" not in content
    assert (image.width, image.height) == (60, 40)
    assert image.file_size == len(content)


@pytest.mark.parametrize("largest_in_memory", [2_621_440, 0])
def test_a_picture_that_waits_for_its_title_waits_without_where_it_was_taken(
    settings: Any, tmp_path: Path, largest_in_memory: int
) -> None:
    settings.MEDIA_ROOT, settings.FILE_UPLOAD_MAX_MEMORY_SIZE = tmp_path, largest_in_memory
    browser = browser_of(User.objects.create_superuser("root@example.org", "a long enough password"))
    root = Collection.get_first_root_node().pk
    brought = SimpleUploadedFile("dam.jpg", picture(), "image/jpeg")
    added = browser.post("/admin/images/multiple/add/", {"title": "", "collection": root, "files[]": brought}).json()
    upload = UploadedFile.objects.get(pk=added["uploaded_file_id"])
    with upload.file.open() as kept:
        assert b"PLANTED-WORDS" not in kept.read()
    form = f"uploaded-image-{upload.pk}"
    filled = {f"{form}-title": "Dam", f"{form}-collection": root}
    made = browser.post(f"/admin/images/multiple/create_from_uploaded_image/{upload.pk}/", filled).json()
    image = get_image_model().objects.get(pk=made["image_id"])
    with image.file.open() as kept:
        assert b"PLANTED-WORDS" not in kept.read()
    assert (image.width, image.height) == (60, 40)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("dam.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
        ("dam.jpg", b'<svg xmlns="http://www.w3.org/2000/svg"/>'),
        ("dam.png", picture()),
        ("dam.gif", b"GIF89a"),
        ("dam.jpg", picture()[:-20]),
    ],
)
def test_what_is_no_picture_or_of_another_kind_is_refused(name: str, content: bytes) -> None:
    form = form_of(get_image_form(get_image_model()), name, content)
    assert "file" in form.errors


def test_a_picture_of_too_many_pixels_is_refused(settings: Any) -> None:
    settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = 2000
    assert "file" in form_of(get_image_form(get_image_model()), "dam.jpg", picture()).errors


def test_a_document_is_what_its_name_says() -> None:
    kind = get_document_form(get_document_model())
    assert not form_of(kind, "plan.pdf", b"%PDF-1.7", "application/pdf").errors.get("file")
    User.objects.all().delete()
    refused = form_of(kind, "plan.pdf", b"<html><script>alert(1)</script>", "application/pdf")
    assert "This is not a PDF file" in refused.errors["file"][0]
    User.objects.all().delete()
    assert "file" in form_of(kind, "page.html", b"<html>", "text/html").errors
