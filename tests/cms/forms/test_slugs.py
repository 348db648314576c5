"""A page gets no address at which something else stands."""

import pytest
from django.core.exceptions import ValidationError

from cms.models import DocumentIndexPage, HomePage, PlainPage
from cms.models.base import is_reachable
from tests.cms.sites import SiteCast
from tests.engagement.cast import make_staff

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("slug", ["search", "zu", "track", "admin", "demo"])
def test_a_new_page_is_refused_an_address_of_the_site_itself(site: SiteCast, slug: str) -> None:
    home = HomePage.objects.get(pk=site.municipality.site.root_page_id)
    kind = PlainPage.get_edit_handler().get_form_class()
    for typed, errors in ((slug, True), (f"our-{slug}", False)):
        form = kind(
            {"title": "Any", "slug": typed, "body-count": "0"},
            instance=PlainPage(locale=home.locale),
            parent_page=home,
            for_user=make_staff(site.municipality),
        )
        form.is_valid()
        assert ("slug" in form.errors) == errors


def test_a_page_keeps_its_address_where_another_one_is_taken(site: SiteCast) -> None:
    page = site.publish(HomePage, PlainPage(title="Rates"))
    page.slug = "search"
    with pytest.raises(ValidationError) as refused:
        page.save()
    assert set(refused.value.message_dict) == {"slug"}
    page.slug = "rates"
    page.save()
    assert page.get_url() == "/rates/"


def test_a_year_is_no_address_below_documents_because_files_stand_there(site: SiteCast) -> None:
    section = DocumentIndexPage.objects.get(path__startswith=site.municipality.site.root_page.path)
    assert not is_reachable(section.url_path, "2025")
    assert is_reachable(section.url_path, "plan-2025")
