"""The files for a server are well formed, and start the programs that are locked here."""

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from launch import lint

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
SCRIPTS = sorted(path for path in DEPLOY.iterdir() if path.is_file() and os.access(path, os.X_OK))
SERVICES = sorted((DEPLOY / "systemd").glob("*.service"))


def words_of(unit: str) -> list[str]:
    """The program of a unit and its arguments, run by this Python."""
    (line,) = [line for line in (DEPLOY / "systemd" / unit).read_text().splitlines() if line.startswith("ExecStart=")]
    program, *words = shlex.split(line.removeprefix("ExecStart="))
    assert program == "/srv/imbizo/code/.venv/bin/python"
    return [sys.executable, *words]


def run(words: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        words, cwd=ROOT, env=lint.production(), capture_output=True, text=True, check=False, timeout=120
    )


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_a_script_is_well_formed_and_stops_at_the_first_error(script: Path) -> None:
    assert subprocess.run(["sh", "-n", script], check=False).returncode == 0
    assert "\nset -eu\n" in script.read_text()


def test_the_web_unit_starts_gunicorn_with_options_that_it_knows() -> None:
    done = run([*words_of("imbizo-web.service"), "--check-config"])
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("unit", ["imbizo-worker.service", "imbizo-beat.service"])
def test_a_background_unit_starts_celery_with_options_that_it_knows(unit: str) -> None:
    known = run([*words_of(unit), "--help"])
    assert known.returncode == 0, known.stderr
    assert "No such option" in run([*words_of(unit), "--no-such-option", "--help"]).stderr


def test_every_service_that_serves_may_write_nothing_but_its_files() -> None:
    serving = [unit for unit in SERVICES if "User=imbizo" in unit.read_text()]
    assert len(serving) == 3
    for unit in serving:
        assert "ProtectSystem=strict\nReadWritePaths=/srv/imbizo/media /srv/imbizo/private\n" in unit.read_text()
