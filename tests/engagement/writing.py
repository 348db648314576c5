"""How a resident writes to the councillor, question by question, as a browser would."""

import re
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.utils import translation

from engagement.form_notices import RAISE
from tests.engagement.cast import EMAIL
from tests.engagement.shown import notice_shown
from wards.models import Ward

WHAT = {
    "nature": "issue",
    "subject": "Streetlights out",
    "text": "Eleven poles are dark since the storm.",
}
ANSWERS: dict[str, dict[str, Any]] = {
    "what": WHAT,
    "where": {"words": "Moshoeshoe Street"},
    "photos": {},
    "readers": {"readers": "everyone"},
    "contact": {"contact": EMAIL, "name": ""},
}


def address(ward: Ward, step: str = "", language: str = "") -> str:
    """Where a question of a ward is; without a step, where writing starts."""
    return f"{language}/wards/{ward.code}/raise/" + (f"{step}/" if step else "")


def told(ward: Ward, language: str = "") -> dict[str, str]:
    """What the first question carries of the notice that stands beside it."""
    with translation.override(language.strip("/") or "en"):
        return notice_shown(RAISE, ward.municipality)


def fill_in(client: Client, ward: Ward, *, until: str = "check", language: str = "", **changed: Any) -> HttpResponse:
    """Answer the questions one after another, as far as `until`, which is left open; stop where one is refused.

    Args:
        changed: answers by the name of their field, in place of the usual ones.

    Returns:
        What the last page that was sent led to.
    """
    last = None
    for step, usual in ANSWERS.items():
        if step == until:
            break
        said = {name: changed.get(name, value) for name, value in usual.items()}
        said |= {name: value for name, value in changed.items() if step in _EXTRA.get(name, ())}
        last = client.post(address(ward, step, language), said | (told(ward, language) if step == "what" else {}))
        if last.status_code == 200:
            break
        if any(f"/{stop}/" in last["Location"] for stop in (until, "sent")):
            break
    return last


_EXTRA = {
    "lat": ("where",),
    "lon": ("where",),
    "photos": ("photos",),
    "website": ("what",),
    "shares_name": ("contact",),
    "shares_contact": ("contact",),
}


def press_send(client: Client, ward: Ward, *, language: str = "", **changed: str) -> HttpResponse:
    """Look at the last page and press its button, as a browser without a script does."""
    page = client.get(address(ward, "check", language)).content.decode()
    said = {name: re.search(rf'name="{name}" value="([^"]*)"', page)[1] for name in ("key", "challenge", "notice")}
    return client.post(address(ward, "check", language), said | {"proof": ""} | changed)


def write(client: Client, ward: Ward, *, language: str = "", **changed: Any) -> HttpResponse:
    """Answer every question and send: the way to the page that follows, or the page that refuses an answer."""
    last = fill_in(client, ward, language=language, **changed)
    is_through = last.status_code == 302 and last["Location"].partition("?")[0].endswith("/check/")
    return press_send(client, ward, language=language) if is_through else last
