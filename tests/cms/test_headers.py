"""What each answer tells the browser: what may run in it, who may frame it, what is told to others."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from cms.models import HomePage
from cms.services.sites import make_site
from engagement.enums import Role
from tests.cms.workspace.walk import paths_without_things
from tests.engagement.cast import make_municipality, make_staff
from tests.engagement.sessions import browser_of, set_up_second_factor
from tests.standing import standing
from wards.models import Municipality

pytestmark = pytest.mark.django_db

PUBLIC = ["/", "/zu/", "/wards/", "/search/", "/track/", "/accounts/login/", "/healthz", "/nowhere/", "/zu/nowhere/"]
POLICIES = ("Content-Security-Policy", "Permissions-Policy", "Referrer-Policy", "X-Content-Type-Options")


@pytest.fixture(scope="module")
def founded(django_db_setup: None, django_db_blocker: Any) -> Iterator[Municipality]:
    with standing(django_db_blocker):
        municipality = make_municipality("KHA")
        make_site(municipality=municipality, hostname="localhost")
        yield municipality


@pytest.fixture
def town(founded: Municipality) -> Municipality:
    """A municipality with a site on the tests' own host."""
    return Municipality.objects.get(pk=founded.pk)


@pytest.fixture
def publisher(town: Municipality) -> Client:
    """Somebody who publishes there."""
    return browser_of(make_staff(town, Role.PUBLISHER))


def policy_of(answer) -> dict[str, str]:
    """The directives of an answer's content security policy."""
    pairs = (directive.strip().partition(" ") for directive in answer["Content-Security-Policy"].split(";"))
    return {name: value for name, _space, value in pairs}


@pytest.mark.parametrize("path", PUBLIC)
def test_a_public_page_runs_nothing_inline_and_stands_in_no_frame(town: Municipality, path: str) -> None:
    answer = Client().get(path, headers={"host": "localhost"})
    policy = policy_of(answer)
    assert policy["default-src"] == "'self'"
    assert policy["object-src"] == "'none'"
    assert policy["frame-ancestors"] == "'none'"
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert "nonce" not in answer["Content-Security-Policy"]
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "geolocation=(self)" in answer["Permissions-Policy"]
    assert "camera=()" in answer["Permissions-Policy"]


@pytest.mark.parametrize(
    ("method", "path", "host", "status"),
    [
        ("get", "/", "stranger.example.com", 400),
        ("post", "/accounts/login/", "localhost", 403),
        ("get", "/nowhere/", "localhost", 404),
        ("post", "/nowhere/", "localhost", 405),
    ],
)
def test_a_page_that_says_what_went_wrong_is_as_strict(
    settings, method: str, path: str, host: str, status: int
) -> None:
    settings.ALLOWED_HOSTS = ["localhost"]
    browser = Client(enforce_csrf_checks=path.startswith("/accounts/"))
    answer = getattr(browser, method)(path, headers={"host": host})
    assert answer.status_code == status
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert all(answer[name] for name in POLICIES)


def test_a_page_that_failed_is_as_strict() -> None:
    operator = browser_of(get_user_model().objects.create_superuser("operator@example.org"))
    operator.raise_request_exception = False
    answer = operator.get("/admin/failwhale/")
    assert answer.status_code == 500
    assert all(answer[name] for name in POLICIES)


@pytest.mark.parametrize("path", ["/static/cms/imbizo.css", "/static/cms/icon.svg"])
def test_a_file_of_the_site_is_what_it_says_it_is(path: str) -> None:
    answer = Client().get(path)
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("path", ["/", "/nowhere/", "/static/cms/icon.svg", "/admin/"])
def test_a_server_with_https_asks_browsers_to_stay_with_it(settings, path: str) -> None:
    settings.SECURE_HSTS_SECONDS = 31_536_000
    assert Client().get(path, secure=True)["Strict-Transport-Security"].startswith("max-age=31536000")


def test_the_workspace_has_a_policy_of_its_own(publisher: Client) -> None:
    policy = policy_of(publisher.get("/admin/"))
    assert "'unsafe-inline'" in policy["script-src"]
    assert policy["default-src"] == "'self'"
    assert policy["frame-ancestors"] == "'self'"


def test_a_preview_stands_in_the_editors_frame_and_is_as_strict_as_the_page(
    town: Municipality, publisher: Client
) -> None:
    page = HomePage.objects.get(pk=town.site.root_page_id)
    policy = policy_of(publisher.get(f"/admin/pages/{page.pk}/view_draft/"))
    assert policy["frame-ancestors"] == "'self'"
    assert policy["default-src"] == "'self'"
    assert "script-src" not in policy
    assert policy_of(Client().get("/", headers={"host": "localhost"}))["frame-ancestors"] == "'none'"


@pytest.mark.parametrize("path", ["/", "/zu/", "/wards/", "/news/"])
def test_the_public_sees_no_bar_of_the_editor_even_while_an_editor_looks(publisher: Client, path: str) -> None:
    answer = publisher.get(path, headers={"host": "localhost"})
    assert answer.status_code == 200
    assert "wagtail-userbar" not in answer.text
    assert "/admin/" not in answer.text


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("second_factor", [None, False], ids=["nobody", "password alone"])
def test_no_address_of_the_workspace_opens_without_a_second_factor(
    town: Municipality, method: str, second_factor: bool | None
) -> None:
    user = make_staff(town, Role.PUBLISHER)
    set_up_second_factor(user)
    browser = browser_of(user if second_factor is False else None, second_factor=False)
    for path in paths_without_things():
        answer = getattr(browser, method)(path)
        assert answer.status_code == 302, path
        assert answer["Location"].startswith("/accounts/"), path
