"""The files for a server are well formed, and start the programs that are locked here."""

import getpass
import http.client
import os
import re
import shlex
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
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


@pytest.fixture
def nginx(tmp_path: Path) -> Iterator[tuple[int, Path]]:
    """nginx with the settings as they are, but for folders of this machine, no TLS, and nobody behind it.

    Its port, and the folder of the pages that it shows by itself.
    """
    away, port = tmp_path / "away", free_port()
    away.mkdir()
    tmp_path.chmod(0o755)
    for page in ("away", "maintenance", "too-large"):
        for language in ("en", "zu"):
            (away / f"{page}.{language}.html").write_text(f"{page} {language}")
    config = (DEPLOY / "nginx" / "imbizo.conf").read_text()
    for there, here in {
        "/srv/imbizo/away/": f"{away}/",
        "/srv/imbizo/code": f"{tmp_path}/code",
        "/run/imbizo/web.sock": f"{tmp_path}/nobody.sock",
        "/var/log/nginx": str(tmp_path),
    }.items():
        config = config.replace(there, here)
    _plain, secure = re.findall(r"^server \{.*?^\}", config, re.S | re.M)
    secure = re.sub(r"^    (ssl_\w+|listen) .*$", "", secure, flags=re.M)
    secure = secure.replace("server {", f"server {{\n    listen 127.0.0.1:{port};", 1)
    (tmp_path / "nginx.conf").write_text(
        f"user {getpass.getuser()}; pid {tmp_path}/nginx.pid; error_log {tmp_path}/error.log; daemon off;\n"
        "worker_processes 1;\nevents {}\nhttp {\n"
        f"client_body_temp_path {tmp_path}/body; proxy_temp_path {tmp_path}/proxy;\n"
        f"{config.partition('server {')[0]}{secure}\n}}\n"
    )
    words = ["nginx", "-c", str(tmp_path / "nginx.conf"), "-p", str(tmp_path), "-e", str(tmp_path / "error.log")]
    checked = subprocess.run([*words, "-t"], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stderr
    server = subprocess.Popen(words)
    yield port, away
    server.terminate()
    server.wait(timeout=10)


@pytest.mark.skipif(shutil.which("nginx") is None, reason="nginx is not installed")
def test_nginx_shows_pages_of_its_own_while_imbizo_is_away(nginx: tuple[int, Path]) -> None:
    port, away = nginx
    assert ask(port, "/wards/") == (503, "300", "away en")
    assert ask(port, "/zu/wards/") == (503, "300", "away zu")
    assert ask(port, "/wards/", b"x" * 2_000_000) == (413, "300", "too-large en")
    assert ask(port, "/away/away.en.html")[0] == 404
    (away / "maintenance.json").write_text("{}")
    assert ask(port, "/admin/") == (503, "300", "maintenance en")
    assert ask(port, "/zu/") == (503, "300", "maintenance zu")
    assert ask(port, "/readyz") == (503, "300", "away en")  # asked of Imbizo itself, which is not there


@pytest.mark.skipif(shutil.which("nginx") is None, reason="nginx is not installed")
def test_nginx_sends_what_never_changes_to_be_kept_for_good(nginx: tuple[int, Path], tmp_path: Path) -> None:
    port, _away = nginx
    folder = tmp_path / "code" / "static" / "cms"
    folder.mkdir(parents=True)
    (folder / "imbizo.0123456789ab.css").write_text("body {}")
    (folder / "imbizo.css").write_text("body {}")
    assert ask(port, "/static/cms/imbizo.0123456789ab.css") == (200, None, "body {}")
    assert ask(port, "/static/cms/imbizo.css")[0] == 503  # asked of Imbizo itself, which is not there
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    connection.request("GET", "/static/cms/imbizo.0123456789ab.css")
    assert connection.getresponse().getheader("Cache-Control") == "public, max-age=31536000, immutable"


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return door.getsockname()[1]


def ask(port: int, path: str, body: bytes | None = None) -> tuple[int, str | None, str]:
    """Status, Retry-After and words of an answer; waits while the server starts."""
    for _ in range(50):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            headers = {"Host": "imbizo.example.org", "Content-Length": str(len(body or b""))}
            connection.request("POST" if body else "GET", path, headers=headers)
            answer = connection.getresponse()
            return answer.status, answer.getheader("Retry-After"), answer.read().decode().strip()
        except ConnectionRefusedError:
            time.sleep(0.1)
    raise AssertionError("nginx did not start")
