"""The masthead: the same for everybody on public pages, and one's own behind sign-in."""

import pytest
from django.test import Client
from django.urls import reverse

from engagement.models import User
from tests.engagement.cast import Cast, assemble, make_user
from tests.engagement.sessions import browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return assemble()


def masthead(browser: Client, address: str) -> str:
    page = browser.get(address).content.decode()
    return page.split("<header", 1)[1].split("</header>", 1)[0]


def user_named(name: str) -> User:
    user = make_user("resident")
    user.first_name, user.last_name = name.split(" ", 1)
    user.save()
    return user


def test_a_resident_sees_their_name_their_cases_and_the_way_out() -> None:
    head = masthead(browser_of(user_named("Sandile <Mkhize>")), "/my/")
    assert "Sandile &lt;Mkhize&gt;" in head
    assert '<a href="/my/" aria-current="page">My cases</a>' in head
    assert "Sign in" not in head
    assert "My desk" not in head
    assert "Workspace" not in head


def test_an_account_without_a_name_is_called_by_its_address() -> None:
    user = make_user("nameless")
    assert user.email in masthead(browser_of(user), "/my/")


@pytest.mark.parametrize("who", ["councillor", "speaker"])
def test_those_with_a_desk_are_led_to_it(cast: Cast, who: str) -> None:
    head = masthead(browser_of(getattr(cast, who)), "/my/")
    assert '<a href="/councillor/">My desk</a>' in head
    assert ">My cases</a>" in head


def test_those_who_may_open_the_workspace_are_led_there(cast: Cast) -> None:
    assert f'<a href="{reverse("wagtailadmin_home")}">Workspace</a>' in masthead(browser_of(cast.moderator), "/my/")


@pytest.mark.parametrize("address", ["/accounts/email/", "/accounts/password/change/", "/accounts/2fa/", "/my/"])
def test_account_pages_know_who_is_signed_in_and_sign_out_by_a_form(address: str) -> None:
    user = make_user("resident")
    head = masthead(browser_of(user), address)
    assert user.email in head
    assert '<form action="/accounts/logout/" method="post">' in head
    assert "csrfmiddlewaretoken" in head


@pytest.mark.parametrize("address", ["/", "/wards/", "/track/", "/nowhere/"])
def test_public_pages_offer_signing_in_to_everybody(address: str) -> None:
    assert '<a href="/accounts/login/">My account</a>' in masthead(browser_of(make_user("resident")), address)


def test_the_page_that_refuses_somebody_says_who_they_are(cast: Cast) -> None:
    user = make_user("resident")
    browser = browser_of(user)
    assert browser.get("/councillor/").status_code == 403
    assert user.email in masthead(browser, "/councillor/")


def test_signing_out_ends_the_session() -> None:
    browser = browser_of(make_user("resident"))
    assert browser.get("/my/").status_code == 200
    browser.post("/accounts/logout/")
    assert browser.get("/my/").status_code == 302


def test_the_foot_links_the_source_code_where_it_is_told(client: Client, settings: object) -> None:
    assert "Source code" not in client.get("/").content.decode()
    settings.SOURCE_URL = "https://code.example.org/imbizo"
    assert '<a href="https://code.example.org/imbizo">Source code of this site</a>' in client.get("/").content.decode()


def test_the_foot_names_whom_to_call_in_this_country(client: Client, settings: object) -> None:
    settings.EMERGENCY_NUMBERS = {"any": "999", "fire": "+254 20 222 2181"}
    page = client.get("/").content.decode()
    assert '<span class="nowrap"><a href="tel:999">Any emergency: 999</a>,</span>' in page
    assert '<span class="nowrap"><a href="tel:+254202222181">Fire: +254 20 222 2181</a></span>' in page
    assert "10111" not in page
