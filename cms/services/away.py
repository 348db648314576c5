"""The switch for work on the site, and the pages that the web server shows while Imbizo is away.

All of it lies in one folder, `AWAY_ROOT`, which the web server reads without asking Imbizo.
"""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from django.conf import settings

from cms.rules.maintenance import Maintenance, read_maintenance

SWITCH = "maintenance.json"
"""The file that switches maintenance on: here, and in deploy/nginx/imbizo.conf."""


def maintenance() -> Maintenance | None:
    """The maintenance that is on; None, as a rule. Costs one look at the disk."""
    try:
        return read_maintenance((Path(settings.AWAY_ROOT) / SWITCH).read_text())
    except OSError:
        return None


def begin_maintenance(*, until: datetime | None, pages: Mapping[str, str], at: datetime) -> Maintenance:
    """Answer every request with the page for maintenance from now on.

    Args:
        until: when the site is expected back, with its time zone.
        pages: for the web server: the text of each, by the name of its file.
        at: now.

    Raises:
        ValueError: the end is past already.
        OSError: the folder cannot be written.
    """
    if until is not None and until <= at:
        raise ValueError("The end lies in the past.")
    write_away_pages(pages=pages)
    begun = Maintenance(until)
    _replace(_folder() / SWITCH, begun.written())
    return begun


def end_maintenance() -> bool:
    """Serve again. Returns whether maintenance was on.

    Raises:
        OSError: the folder cannot be written.
    """
    switch = _folder() / SWITCH
    was_on = switch.exists()
    switch.unlink(missing_ok=True)
    return was_on


def write_away_pages(*, pages: Mapping[str, str]) -> list[Path]:
    """Write pages that need no server. Returns their files.

    Args:
        pages: the text of each, by the name of its file.

    Raises:
        OSError: the folder cannot be written.
    """
    return [_replace(_folder() / name, text) for name, text in pages.items()]


def _folder() -> Path:
    folder = Path(settings.AWAY_ROOT)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _replace(path: Path, text: str) -> Path:
    """Write a file at once, so that nobody is served half of it."""
    beside = path.with_name(f".{path.name}.new")
    beside.write_text(text)
    return beside.replace(path)
