"""Addresses with control characters lead nowhere; they break nothing."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db

ADDRESSES = [
    "/wards/%00/",
    "/wards/a%00b/raise/",
    "/wards/in/ZZ-%00/",
    "/wards/outlines/ZZ-%00.json",
    "/track/%00/",
    "/councillor/cases/%00/",
    "/admin/moderation/%00/",
    "/zu/%0d%0aSet-Cookie:x/",
    "/%7f/",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_with_a_control_character_is_not_found(client: Client, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 404
    assert b"<main" in answer.content
    assert "Content-Security-Policy" in answer.headers
