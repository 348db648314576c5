"""What pages show of a picture is made before a reader asks for it."""

import io

import pytest
from django.core.files.images import ImageFile
from django.template.loader import render_to_string
from PIL import Image as Picture
from pytest_django import DjangoCaptureOnCommitCallbacks
from wagtail.images import get_image_model
from wagtail.models import ReferenceIndex

from cms.models import NewsPage
from tests.cms.planted_sites import plant_site, write_page
from tests.wards.factories import MunicipalityFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def image() -> object:
    """A picture that is wider than a page."""
    written = io.BytesIO()
    Picture.new("RGB", (1000, 500), "teal").save(written, "JPEG")
    return get_image_model().objects.create(title="Dam", file=ImageFile(written, "dam.jpg"))


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
    made = set(image.renditions.values_list("filter_spec", flat=True))
    assert len(made) == 6
    render_to_string("cms/blocks/picture.html", {"value": {"image": image, "alt": "The dam, full"}})
    assert set(image.renditions.values_list("filter_spec", flat=True)) == made


def test_a_picture_is_offered_small_in_new_formats_and_with_its_size(image: object) -> None:
    drawn = render_to_string("cms/blocks/picture.html", {"value": {"image": image, "alt": "The dam, full"}})
    assert drawn.index("image/avif") < drawn.index("image/webp") < drawn.index(".jpg")
    for words in ('alt="The dam, full"', 'loading="lazy"', 'decoding="async"', 'width="400"', 'height="200"', "400w"):
        assert words in drawn
    assert "original_images" not in drawn
