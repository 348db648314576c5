"""Pages that stand without a server: their style and drawing inside, in each language."""

import base64
import hashlib
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils import timezone, translation

from cms.navigation import plain_navigation

PAGES = {"away": "503.html", "too-large": "413.html"}
"""What the web server shows by itself: the name of the page there, and its template."""


def pages_alone() -> dict[str, str]:
    """The pages for when nothing answers, and for what is too large: the text of each, by the name of its file."""
    return {file: text for name, template in PAGES.items() for file, text in _in_each_language(name, template, {})}


def maintenance_pages(until: datetime | None) -> dict[str, str]:
    """The page for maintenance, by the name of its file.

    Args:
        until: when the site is expected back.
    """
    return dict(_in_each_language("maintenance", "maintenance.html", {"until": until}))


def _in_each_language(name: str, template: str, context: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    for language, _name in settings.LANGUAGES:
        with translation.override(language), timezone.override(timezone.get_default_timezone()):
            yield f"{name}.{language}.html", render_to_string(template, {**plain_navigation(), **context, **_alone()})


def _alone() -> dict[str, object]:
    """The style sheet, and its digest for a policy that allows this style and nothing else."""
    sheet = Path(str(finders.find("cms/imbizo.css"))).read_text()
    digest = base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode()
    return {"menu": [], "alone": {"sheet": sheet, "digest": digest}}
