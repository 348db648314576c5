"""The workspace is called what the site is called, and leads nowhere else."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from tests.engagement.sessions import browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def operator() -> Client:
    return browser_of(get_user_model().objects.create_superuser("operator@example.org"))


@pytest.mark.parametrize("page", ["/admin/", "/admin/wards/editions/", "/admin/wards/editions/new/"])
def test_every_page_carries_the_name_and_the_mark_of_the_site(operator: Client, page: str, settings) -> None:
    settings.WAGTAIL_SITE_NAME = "Ourtown speaks"
    shown = operator.get(page).text
    assert " - Ourtown speaks</title>" in shown
    assert "- Wagtail</title>" not in shown
    assert "cms/icon" in shown.split("data-wagtail-sidebar-branding-logo>")[1].split("</template>")[0]
    assert "wagtailadmin/images/favicon" not in shown


def test_the_home_shows_what_waits_and_no_search_of_pages(operator: Client) -> None:
    shown = operator.get("/admin/").text
    assert "What waits for you" in shown
    assert "Search all pages" not in shown
    assert "editor guide" not in shown


def test_the_menu_leads_to_no_help_of_another_product(operator: Client) -> None:
    shown = operator.get("/admin/").text
    assert "sidebar-props" in shown
    assert "guide.wagtail.org" not in shown
    assert "whats-new-in-wagtail" not in shown
