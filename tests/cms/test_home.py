"""The home page lists what a resident can do here, and only what exists."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from engagement import kinds

pytestmark = pytest.mark.django_db


def test_every_kind_of_case_that_residents_start_is_on_the_home_page(client: Client) -> None:
    page = client.get("/").content.decode()
    started = [kind for kind in kinds.registered() if kind.is_started_by_residents]
    assert started
    for kind in started:
        assert str(kind.title) in page
        assert f'href="{kind.get_start_url()}"' in page


def test_a_reference_can_be_followed_from_the_home_page(client: Client) -> None:
    assert 'href="/track/"' in client.get("/").content.decode()


def test_the_home_page_can_be_cached_by_anybody(client: Client) -> None:
    answer = client.get("/")
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")


def test_the_front_door_of_the_installation_asks_whose_host_it_is_and_for_its_municipalities(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.get("/")
    with django_assert_num_queries(3):
        client.get("/")
