"""A site's own pages stand in its menu and in the foot of each of its pages, in the language of the address."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from cms.models import PlainPage
from cms.services.sites import make_site
from tests.standing import standing
from tests.wards.factories import make_grid
from wards.models import Municipality

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def planted(django_db_setup: None, django_db_blocker: Any) -> Iterator[Municipality]:
    with standing(django_db_blocker):
        municipality = make_grid(2, 1)[0].municipality
        make_site(municipality=municipality, hostname="khanya.example.org")
        yield municipality


@pytest.fixture
def khanya(planted: Municipality) -> Municipality:
    return Municipality.objects.get(pk=planted.pk)


def at(client: Client, path: str, host: str = "khanya.example.org") -> str:
    return client.get(path, headers={"host": host}).content.decode()


def head_of(page: str) -> str:
    return page.split("<header", 1)[1].split("</header>", 1)[0]


def foot_of(page: str) -> str:
    return page.split("<footer", 1)[1]


def test_the_menu_lists_the_sections_that_are_for_it_and_the_foot_every_one(
    client: Client, khanya: Municipality
) -> None:
    page = at(client, "/")
    assert '<a href="/news/">News</a>' in head_of(page)
    assert "/documents/" not in head_of(page)
    assert '<a href="/documents/">Documents</a>' in foot_of(page)


def test_a_page_under_home_stands_in_the_foot_once_it_is_live(client: Client, khanya: Municipality) -> None:
    privacy = khanya.site.root_page.add_child(instance=PlainPage(title="Privacy", slug="privacy", live=False))
    assert "/privacy/" not in foot_of(at(client, "/wards/"))
    privacy.save_revision().publish()
    assert '<a href="/privacy/">Privacy</a>' in foot_of(at(client, "/wards/"))


def test_in_isizulu_they_lead_to_the_pages_in_isizulu(client: Client, khanya: Municipality) -> None:
    page = at(client, "/zu/")
    assert 'href="/zu/news/"' in head_of(page)
    assert 'href="/news/"' not in page


def test_another_host_shows_nothing_of_it(client: Client, khanya: Municipality) -> None:
    page = at(client, "/", host="imbizo.example.org")
    assert "/news/" not in page
