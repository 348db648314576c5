"""No log of requests holds a token or a position."""

import logging
import re
from collections.abc import Iterator
from datetime import timedelta
from io import StringIO
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.test import Client
from gunicorn.config import Config

from cms.access_log import AccessLogger
from cms.log_secrets import without_secrets
from engagement.urls import urlpatterns

ROOT = Path(__file__).parents[2]
NGINX = (ROOT / "deploy/nginx/imbizo.conf").read_text()

ADDRESSES = [
    ("/track/confirm/s3cret/", "/track/confirm/-"),
    ("/zu/track/confirm/s3cret/?from=mail", "/zu/track/confirm/-"),
    ("/c/s3cret/", "/c/-"),
    ("/zu/c/s3cret/", "/zu/c/-"),
    ("/track/following/s3cret/end/", "/track/following/-"),
    ("/track/notices/s3cret/end/", "/track/notices/-"),
    ("/track/reported/s3cret/appeal/", "/track/reported/-"),
    ("/zu/track/helped/s3cret/", "/zu/track/helped/-"),
    ("/track/handover/s3cret/", "/track/handover/-"),
    ("/councillor/answer/s3cret/", "/councillor/answer/-"),
    ("/councillor/invitation/s3cret/", "/councillor/invitation/-"),
    ("/sms/receipts/s3cret", "/sms/receipts/-"),
    ("/accounts/confirm-email/s3cret/", "/accounts/confirm-email/-"),
    ("/accounts/password/reset/key/1-s3cret/", "/accounts/password/reset/key/-"),
    ("/wards/find.json?lat=-26.2&lon=28.04", "/wards/find.json"),
    ("/track/AB12-CD34/", "/track/AB12-CD34/"),
    ("/", "/"),
]


@pytest.mark.parametrize(("address", "logged"), ADDRESSES)
def test_gunicorn_logs_the_path_alone(address: str, logged: str) -> None:
    path, _question, query = address.partition("?")
    environ = {
        "REQUEST_METHOD": "GET",
        "RAW_URI": address,
        "SERVER_PROTOCOL": "HTTP/1.1",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "HTTP_REFERER": f"https://imbizo.example.org{address}",
    }
    form = re.search(r"--access-logformat '([^']+)'", (ROOT / "Procfile").read_text())[1]
    answer = SimpleNamespace(status="200 OK", headers=[], sent=10)
    atoms = AccessLogger(Config()).atoms(answer, SimpleNamespace(headers=[]), environ, timedelta(0))
    line = form % atoms
    assert f'"GET {logged}" 200' in line
    for value in (line, atoms["r"], atoms["q"], atoms["f"]):
        assert "s3cret" not in value
        assert "lat=" not in value


def test_the_file_of_processes_uses_it() -> None:
    web = (ROOT / "Procfile").read_text().splitlines()[0]
    assert "--logger-class cms.access_log.AccessLogger" in web
    assert "--access-logfile" not in (ROOT / "deploy/systemd/imbizo-web.service").read_text()
    assert without_secrets("/track/confirm/") == "/track/confirm/"


@pytest.mark.parametrize(("address", "logged"), ADDRESSES)
def test_nginx_logs_the_same(address: str, logged: str) -> None:
    rules = re.findall(r'"~(\^[^"]+)" "([^"]+)";', NGINX)
    assert len(rules) == 4
    for pattern, shown in rules:
        found = re.search(pattern.replace("(?<", "(?P<"), address)
        if found:
            assert re.sub(r"\$\{?kept\}?", found["kept"], shown) == logged
            return
    pytest.fail(f"no rule for {address}")


def test_every_address_with_a_token_is_in_both_lists() -> None:
    addresses = [str(pattern.pattern) for pattern in urlpatterns if "<str:token>" in str(pattern.pattern)]
    listed = {address.split("s3cret")[0].removeprefix("/zu") for address, _logged in ADDRESSES}
    assert len(addresses) > 5
    assert {f"/{address.split('<')[0]}" for address in addresses} <= listed


def test_every_server_of_nginx_writes_that_log_and_its_format_names_no_whole_address() -> None:
    form = re.search(r"log_format imbizo '([^']+)'", NGINX)[1]
    assert "$logged_address" in form
    assert not re.search(r"\$(request|request_uri|args|query_string|http_referer|uri)\b", form)
    assert NGINX.count("server {") == NGINX.count("access_log /var/log/nginx/access.log imbizo;") == 2


@pytest.mark.parametrize(
    ("path", "served"),
    [
        ("/media/images/sea.width-800.jpg", True),
        ("/media/documents/minutes.pdf", False),
        ("/media/original_images/sea.jpg", False),
    ],
)
def test_nginx_serves_renditions_and_no_originals_or_documents(path: str, served: bool) -> None:
    closed = re.search(r"location ~ (\S+) \{ return 404; \}", NGINX)[1]
    assert path.startswith(re.search(r"location (/media/) \{", NGINX)[1])
    assert bool(re.search(closed, path)) is not served


def test_only_lists_of_staff_and_photos_may_be_large() -> None:
    sizes = re.findall(r"client_max_body_size (\d+)m;", NGINX)
    assert sizes == ["1", "55", "50"]
    assert NGINX.index("location /admin/") < NGINX.index("client_max_body_size 55m")
    assert NGINX.index("/raise/photos/$") < NGINX.index("client_max_body_size 50m")


@pytest.fixture
def console() -> Iterator[StringIO]:
    """What the handler of our settings writes."""
    [handler] = [handler for handler in logging.getLogger().handlers if handler.name == "console"]
    said = StringIO()
    before = handler.setStream(said)
    yield said
    handler.setStream(before)


@pytest.mark.django_db
@pytest.mark.parametrize("prefix", ["/track/confirm/", "/zu/track/confirm/", "/accounts/confirm-email/"])
def test_django_logs_no_token_of_a_request_that_it_refuses(console: StringIO, prefix: str) -> None:
    client = Client(enforce_csrf_checks=True)
    client.post(f"{prefix}s3cret:valid-1/")
    client.get(f"{prefix}s3cret:valid-1/no/such/page/")
    logging.getLogger("django.request").error("Internal Server Error: %s", f"{prefix}s3cret/")
    refused = "Not Found" if prefix.startswith("/zu") else "Forbidden (CSRF cookie not set.)"
    assert f"{refused}: {prefix}-" in console.getvalue()
    assert f"Internal Server Error: {prefix}-" in console.getvalue()
    assert "s3cret" not in console.getvalue()


def test_gunicorn_names_no_token_when_a_request_fails() -> None:
    logger = AccessLogger(Config())
    said = StringIO()
    for handler in logger.error_log.handlers:
        handler.setStream(said)
    logger.exception("Error handling request %s", "/track/confirm/s3cret/")
    assert "/track/confirm/-" in said.getvalue()
    assert "s3cret" not in said.getvalue()


def test_nginx_names_no_address_in_its_log_of_errors() -> None:
    assert NGINX.count("error_log /var/log/nginx/error.log crit;") == NGINX.count("access_log /var/log/nginx")


def test_a_traceback_names_no_token(console: StringIO) -> None:
    try:
        raise ValueError("/track/confirm/s3cret:valid-1/ cannot be read")
    except ValueError:
        logging.getLogger("engagement").exception("It failed")
    assert "/track/confirm/- cannot be read" in console.getvalue()
    assert "s3cret" not in console.getvalue()
