"""Work on the site: switched by a command, told to everybody, on pages that need nothing else."""

import base64
import hashlib
import re
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.test import Client

from cms.services.away import SWITCH

NOW = datetime(2026, 5, 1, 10, 0, tzinfo=UTC)  # noon in Johannesburg
ROOT = Path(__file__).resolve().parents[2]
ADDRESSES = (
    "/",
    "/zu/",
    "/wards/",
    "/admin/",
    "/accounts/login/",
    "/track/KH-0000-0000/",
    "/wards/find.json",
    "/nowhere/",
)


@pytest.fixture(autouse=True)
def away_root(settings: object, tmp_path: Path) -> Path:
    settings.AWAY_ROOT = tmp_path / "away"
    return settings.AWAY_ROOT


def run(*words: str) -> str:
    out = StringIO()
    call_command(*words, stdout=out)
    return out.getvalue()


# What people see


@pytest.mark.parametrize("path", ADDRESSES)
@pytest.mark.parametrize("method", ["get", "post", "head"])
def test_everybody_is_told_and_nothing_is_asked_of_the_database(
    client: Client, path: str, method: str, django_assert_num_queries: object, db: None
) -> None:
    run("maintenance", "on")
    with django_assert_num_queries(0):
        answer = getattr(client, method)(path)
    assert answer.status_code == 503
    assert answer["Retry-After"] == "300"
    assert answer["Cache-Control"] == "no-store"
    assert dict(answer.cookies) == {}
    assert "Cookie" not in answer.get("Vary", "")
    assert "Content-Security-Policy" in answer


def test_the_page_says_until_when_and_whom_to_call_in_danger(client: Client) -> None:
    with time_machine.travel(NOW, tick=False):
        run("maintenance", "on", "--until", "16:30")
        answer = client.get("/")
    assert "We expect to be back on Friday 1 May 2026, 16:30" in answer.content.decode()
    assert answer["Retry-After"] == str(4 * 3600 + 1800 + 1)
    assert "tel:112" in answer.content.decode()


def test_it_is_told_in_the_language_of_the_address(client: Client) -> None:
    run("maintenance", "on")
    assert '<html lang="zu">' in client.get("/zu/wards/").content.decode()


def test_monitoring_still_gets_its_answer(client: Client, db: None) -> None:
    run("maintenance", "on")
    assert client.get("/healthz").status_code == 200
    assert "database" in client.get("/readyz").json()


def test_the_site_serves_again_once_it_ends(client: Client, db: None) -> None:
    run("maintenance", "on")
    assert client.get("/track/").status_code == 503
    assert run("maintenance", "off") == "The site serves again.\n"
    assert client.get("/track/").status_code == 200
    assert run("maintenance", "off") == "Maintenance was not on.\n"


# The command


def test_an_hour_that_has_passed_is_meant_for_tomorrow() -> None:
    with time_machine.travel(NOW, tick=False):
        assert "people are told 2026-05-02 09:00" in run("maintenance", "on", "--until", "09:00")
        assert "people are told 2026-05-03 09:00" in run("maintenance", "on", "--until", "2026-05-03T09:00")


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("on", "--until", "soon"), "Write 16:30"),
        (("on", "--until", "2020-05-01T16:30"), "lies in the past"),
        (("off", "--until", "16:30"), "goes with `on`"),
    ],
)
def test_what_cannot_be_meant_is_refused_and_changes_nothing(words: tuple[str, ...], reason: str) -> None:
    with pytest.raises(CommandError, match=reason):
        run("maintenance", *words)
    assert run("maintenance", "status") == "Maintenance is off.\n"


# Pages for the web server


def test_each_page_holds_all_that_it_needs_in_each_language(away_root: Path) -> None:
    written = run("away_pages").split()
    run("maintenance", "on")
    pages = sorted(path.name for path in away_root.glob("*.html"))
    assert pages == sorted(
        f"{name}.{code}.html" for name in ("away", "maintenance", "too-large") for code in ("en", "zu")
    )
    assert len(written) == 4
    for name in pages:
        page = (away_root / name).read_text()
        assert f'<html lang="{name.split(".")[1]}">' in page
        assert re.findall(r'(?:src|href)="(?!#|/"|/zu/"|tel:)[^"]*"', page) == []
        assert "<script" not in page
        assert "tel:112" in page


def test_the_policy_of_a_page_allows_its_own_style_and_nothing_else(away_root: Path) -> None:
    run("away_pages")
    page = (away_root / "away.en.html").read_text()
    (style,) = re.findall(r"<style>(.*?)</style>", page, re.S)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    assert f"style-src 'sha256-{digest}'" in policy.replace("&#x27;", "'")
    assert "default-src 'none'" in policy


def test_the_web_server_knows_the_same_files() -> None:
    conf = (ROOT / "deploy" / "nginx" / "imbizo.conf").read_text()
    assert conf.count(f"if (-f /srv/imbizo/away/{SWITCH}) {{ return 503; }}") == 3
    for page in ("away", "maintenance", "too-large"):
        assert f"/away/{page}.$page_language.html" in conf
    assert "AWAY_ROOT=/srv/imbizo/away" in (ROOT / "deploy" / "imbizo.env.example").read_text()
    assert "deploy/manage away_pages" in (ROOT / "deploy" / "upgrade").read_text()
