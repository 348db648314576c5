"""The form of a site's settings: for its publishers alone, and in plain words about what cannot be read."""

import re

import pytest

from cms.models import SiteSettings
from tests.cms.workspace.towns import Town

pytestmark = pytest.mark.django_db


def address(town: Town) -> str:
    return f"/admin/settings/cms/sitesettings/{town.site.pk}/"


def test_the_publisher_of_a_site_alone_opens_its_settings(own: Town, other: Town) -> None:
    assert own.browser("publisher").get(address(own)).status_code == 200
    assert own.browser("editor").get(address(own)).status_code == 404
    assert other.browser("publisher").get(address(own)).status_code == 404


def test_a_faint_colour_is_refused_beside_its_field_and_nothing_typed_is_lost(own: Town) -> None:
    typed = {"name": "New name", "brand_colour": "#f2b134", "languages": ["en"]}
    answer = own.browser("publisher").post(address(own), typed)
    assert answer.status_code == 200
    assert "#f2b134 is too faint: its contrast is 1.5 to 1" in answer.text
    assert 'value="New name"' in answer.text
    assert SiteSettings.objects.get(pk=own.settings.pk).name != "New name"


def test_languages_are_ticked_by_their_own_names_and_the_original_stays(own: Town) -> None:
    browser = own.browser("publisher")
    boxes = re.findall(r'<input type="checkbox" name="languages" value="(\w+)"', browser.get(address(own)).text)
    assert boxes == ["en", "zu"]
    browser.post(address(own), {"name": "Antelopia", "languages": ["zu"]})
    assert SiteSettings.objects.get(pk=own.settings.pk).languages == ["en", "zu"]
