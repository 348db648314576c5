"""The site of a municipality that had none."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Page, Site

from cms.models import WardIndexPage
from cms.services.sites import make_site
from engagement.enums import Role
from tests.engagement.cast import make_municipality, make_staff
from wards.models import Municipality

pytestmark = pytest.mark.django_db


def test_wagtails_welcome_page_goes_with_its_aliases(db: None) -> None:
    welcome = Site.objects.get(is_default_site=True).root_page
    assert welcome.specific_class is Page
    make_site(municipality=make_municipality("KHA"), hostname="localhost", port=80)
    assert not Page.objects.filter(translation_key=welcome.translation_key).exists()


def test_a_welcome_page_that_somebody_built_on_stays(db: None) -> None:
    welcome = Site.objects.get(is_default_site=True).root_page
    welcome.add_child(instance=Page(title="Ours", slug="ours"))
    make_site(municipality=make_municipality("KHA"), hostname="localhost", port=80)
    assert Page.objects.filter(pk=welcome.pk).exists()


def test_whoever_was_appointed_before_there_was_a_site_is_in_the_groups_once_there_is(db: None) -> None:
    municipality = make_municipality("KHA")
    user = make_staff(municipality, Role.PUBLISHER)
    assert not user.groups.exists()
    make_site(municipality=municipality, hostname="localhost", port=80)
    assert [group.name for group in user.groups.all()] == [f"{municipality.key} publisher"]


def test_the_command_founds_a_site_and_says_where_it_stands(db: None) -> None:
    municipality = make_municipality("KHA")
    out = StringIO()
    call_command("make_site", "KHA", host="www.example.org", stdout=out)
    assert "https://www.example.org" in out.getvalue()
    municipality.refresh_from_db()
    assert WardIndexPage.objects.filter(locale__language_code="en").count() == 1
    make_municipality("ANO")
    with pytest.raises(CommandError, match="is the site of"):
        call_command("make_site", "ANO", host="www.example.org", stdout=out)
    assert Municipality.objects.get(code="ANO").site is None
