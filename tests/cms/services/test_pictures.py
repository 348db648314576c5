"""What pages show of a picture is made before a reader asks for it."""

import io

import pytest
from django.core.files.images import ImageFile
from django.template.loader import render_to_string
from PIL import Image as Picture
from pytest_django import DjangoCaptureOnCommitCallbacks
from wagtail.images import get_image_model
from wagtail.models import ReferenceIndex

from cms.models import NewsPage, SiteSettings
from tests.cms.planted_sites import plant_site, visitor_of, write_page
from tests.wards.factories import CouncillorFactory, MunicipalityFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def image() -> object:
    """A picture that is wider than a page."""
    written = io.BytesIO()
    Picture.new("RGB", (1000, 500), "teal").save(written, "JPEG")
    return get_image_model().objects.create(title="Dam", file=ImageFile(written, "dam.jpg"))


def specs(image: object) -> set[str]:
    """What was made of a picture."""
    return set(image.renditions.values_list("filter_spec", flat=True))


def test_publishing_makes_every_rendition_that_the_page_shows(
    image: object, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    municipality = plant_site(MunicipalityFactory(code="KHA"), "khanya.example.org")
    body = [("picture", {"image": image, "alt": "The dam, full", "caption": ""})]
    assert not image.renditions.exists()
    with django_capture_on_commit_callbacks(execute=True):
        page = write_page(municipality, NewsPage, "The dam is full", body=body)
        ReferenceIndex.create_or_update_for_object(page)
        page.save_revision().publish()
    made = specs(image)
    assert len(made) == 6
    render_to_string("cms/blocks/picture.html", {"value": {"image": image, "alt": "The dam, full"}})
    assert specs(image) == made


def test_what_lists_and_chats_show_of_a_piece_of_news_is_made_too(
    image: object, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    municipality = plant_site(MunicipalityFactory(code="KHA"), "khanya.example.org")
    with django_capture_on_commit_callbacks(execute=True):
        write_page(municipality, NewsPage, "The dam is full", picture=image)
    made = specs(image)
    for path in ("/", "/news/", "/news/the-dam-is-full/"):
        assert ".avif" in visitor_of(municipality).get(path).content.decode(), path
    assert specs(image) == made


def test_another_file_in_a_picture_s_place_is_made_ready_too(
    image: object, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    municipality = plant_site(MunicipalityFactory(code="KHA"), "khanya.example.org")
    with django_capture_on_commit_callbacks(execute=True):
        page = write_page(municipality, NewsPage, "The dam is full", picture=image)
        ReferenceIndex.create_or_update_for_object(page)
    made = specs(image)
    # As Wagtail's form does when the file was changed.
    image.renditions.all().delete()
    with django_capture_on_commit_callbacks(execute=True):
        image.save()
    assert specs(image) == made


def test_a_mark_is_made_when_settings_are_saved(
    image: object, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    municipality = plant_site(MunicipalityFactory(code="KHA"), "khanya.example.org")
    known = SiteSettings.objects.get(site=municipality.site)
    known.mark = image
    with django_capture_on_commit_callbacks(execute=True):
        known.save()
    made = specs(image)
    assert made
    assert ".webp" in visitor_of(municipality).get("/").content.decode()
    assert specs(image) == made


def test_a_portrait_is_made_when_a_councillor_is_saved(
    image: object, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        CouncillorFactory(photo=image)
    made = specs(image)
    assert len(made) == 6
    render_to_string("wards/components/portrait.html", {"photo": image})
    assert specs(image) == made


def test_a_picture_is_offered_small_in_new_formats_and_with_its_size(image: object) -> None:
    drawn = render_to_string("cms/blocks/picture.html", {"value": {"image": image, "alt": "The dam, full"}})
    assert drawn.index("image/avif") < drawn.index("image/webp") < drawn.index(".jpg")
    for words in ('alt="The dam, full"', 'loading="lazy"', 'decoding="async"', 'width="400"', 'height="200"', "400w"):
        assert words in drawn
    assert "original_images" not in drawn
