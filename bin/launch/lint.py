"""`make lint`: every check runs, also after one has failed, so that one run shows all there is to do."""

import os
import secrets
import subprocess

from launch import checkout, services, setup, virtualenv
from launch.messages import complain, say

EXAMPLE = checkout.ROOT / "deploy" / "imbizo.env.example"

Check = tuple[str, list[str]]
CHECKS: list[Check] = [
    ("style", ["-m", "ruff", "check", "."]),
    ("layout", ["-m", "ruff", "format", "--check", "."]),
    ("imports", ["-c", "from importlinter.cli import lint_imports_command as check; check()"]),
    ("templates", ["-m", "djlint", "--quiet", "--lint", "templates"]),
    ("migrations", ["manage.py", "makemigrations", "--check", "--dry-run"]),
    ("production settings", ["manage.py", "check", "--deploy", "--fail-level", "WARNING"]),
    ("translations", ["manage.py", "update_catalogues", "--check"]),
]


def run() -> int:
    """Run every check. Returns 1 where one fails, else 0."""
    setup.ensure(dev=True)
    with services.in_use() as addresses:
        failed = [title for title, words in CHECKS if not _passes(title, words, addresses)]
    if failed:
        complain(f"these checks failed: {', '.join(failed)}")
    return 1 if failed else 0


def _passes(title: str, words: list[str], addresses: dict[str, str]) -> bool:
    say(f"Checking {title} ...")
    surroundings = production() if title == "production settings" else {**os.environ, **addresses}
    command = [os.fspath(virtualenv.PYTHON), *words]
    return subprocess.run(command, cwd=checkout.ROOT, env=surroundings, check=False).returncode == 0


def production() -> dict[str, str]:
    """The environment of a server: the example file with its empty secrets filled, and nothing beside it."""
    given = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "cms.settings.production"}
    for line in EXAMPLE.read_text().splitlines():
        name, equals, value = line.partition("=")
        if equals and not name.startswith("#"):
            given[name] = value.strip('"') or secrets.token_urlsafe(48)
    return given
