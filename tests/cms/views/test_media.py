"""`/media/` in the demo, and documents everywhere."""

from pathlib import Path

import pytest
from django.test import Client

from tests.cms.sites import SiteCast

pytestmark = pytest.mark.django_db


@pytest.fixture
def files(settings: object, tmp_path: Path) -> None:
    settings.MEDIA_ROOT, settings.SERVE_MEDIA = tmp_path, True
    for name in ("images/dam.avif", "original_images/dam.jpg", "documents/plan.pdf", "wagtail_uploads/dam.jpg"):
        path = tmp_path / name
        path.parent.mkdir()
        path.write_bytes(b"content")


def test_a_rendition_is_shown_never_run_and_kept_for_long(client: Client, files: None) -> None:
    answer = client.get("/media/images/dam.avif")
    assert b"".join(answer) == b"content"
    assert answer["Content-Type"] == "image/avif"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["Cache-Control"] == "public, max-age=604800"
    assert not answer.cookies


@pytest.mark.parametrize(
    "path",
    [
        "original_images/dam.jpg",
        "documents/plan.pdf",
        "wagtail_uploads/dam.jpg",
        "images/../documents/plan.pdf",
        "./documents/plan.pdf",
        "/documents/plan.pdf",
        "//original_images/dam.jpg",
        "/images/../documents/plan.pdf",
    ],
)
def test_originals_and_documents_are_not_public(client: Client, files: None, path: str) -> None:
    assert client.get(f"/media/{path}").status_code == 404


def test_a_web_server_does_this_work_elsewhere(client: Client, files: None, settings: object) -> None:
    settings.SERVE_MEDIA = False
    assert client.get("/media/images/dam.avif").status_code == 404


def test_a_document_is_saved_and_never_opened_as_a_page_of_this_site(
    client: Client, site: SiteCast, settings: object, tmp_path: Path
) -> None:
    settings.STORAGES = {**settings.STORAGES, "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"}}
    settings.MEDIA_ROOT = tmp_path
    answer = client.get(site.document().document.url)
    assert b"".join(answer) == b"%PDF-1.4"
    assert answer["Content-Type"] == "application/pdf"
    assert "Content-Encoding" not in answer
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Content-Security-Policy"] == "default-src 'none'"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert not answer.cookies
