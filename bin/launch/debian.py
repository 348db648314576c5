"""Debian's packages that Imbizo needs: which are missing, and installing them without waking a system service."""

import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from launch import signals
from launch.messages import RefusedError, account, complain, say

GEOMETRY = ["libgdal32"]  # brings GEOS and PROJ, which GeoDjango loads too
LETTERS = ["libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0", "fonts-dejavu-core"]
TRANSLATIONS = ["gettext"]
SERVERS = {"DATABASE_URL": ["postgresql-15", "postgresql-15-postgis-3"], "REDIS_URL": ["redis-server"]}
BROWSER = ["chromium"]
# Started and enabled by Debian's packages; a private server is no reason for a public one.
UNWANTED_SERVICES = {"postgresql-15": "postgresql", "redis-server": "redis-server"}

ENTRY = os.fspath(Path(__file__).with_name("main.py"))
POLICY = Path("/usr/sbin/policy-rc.d")
POLICY_BEFORE = POLICY.with_name("policy-rc.d.before-imbizo")
NO_STARTS = """\
#!/bin/sh
# By Imbizo's set-up, in force while that runs.
! test -d /proc/{process} || exit 101
"""
CLUSTERS = Path("/etc/postgresql-common/createcluster.d")


def missing(wanted: list[str]) -> list[str]:
    """Those packages that are not installed.

    Raises:
        RefusedError: this is no Debian, so that we cannot tell.
    """
    if not shutil.which("dpkg-query"):
        raise RefusedError(f"this is no Debian system. Install what these packages hold yourself: {' '.join(wanted)}")
    asked = subprocess.run(
        ["dpkg-query", "-W", "-f", "${Package} ${db:Status-Status}\n", *wanted],
        capture_output=True,
        text=True,
        check=False,
    )
    present = {line.split()[0] for line in asked.stdout.splitlines() if line.endswith(" installed")}
    return [name for name in wanted if name not in present]


def ensure(wanted: list[str]) -> None:
    """Install what is missing of these packages: as root, or through sudo.

    Raises:
        RefusedError: we may not, or Debian could not. The message holds the command for somebody who may.
    """
    absent = missing(wanted)
    if not absent:
        return
    prefix = _permission(absent)
    say(f"Installing Debian packages (a minute or two): {' '.join(absent)} ...")
    with signals.deferred():
        done = subprocess.run([*prefix, sys.executable, "-I", ENTRY, "install-packages", *absent], check=False)
    still = missing(absent)
    if done.returncode or still:
        raise RefusedError(_advice(still or absent, "could not be installed; the reason stands above"))


def _permission(absent: list[str]) -> list[str]:
    """The words before a command that only root may run."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo"):
        if subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0:
            return ["sudo", "-n"]
        if sys.stdin.isatty():
            say(f"Debian packages are missing: {' '.join(absent)}. sudo may ask for your password to install them.")
            if subprocess.run(["sudo", "-v"], check=False).returncode == 0:
                return ["sudo"]
    raise RefusedError(_advice(absent, f"are missing, and {account()} may not install them"))


def _advice(absent: list[str], trouble: str) -> str:
    return (
        f"these Debian packages {trouble}. Have root run\n\n"
        f"    apt-get update && apt-get install --no-install-recommends {' '.join(absent)}\n\nand start again."
    )


def install(packages: list[str]) -> int:
    """As root: install packages while nothing may start a service or create a cluster. Returns apt's exit code."""
    with signals.deferred(), _no_service_starts(), _no_cluster_is_made():
        code = _apt(packages)
    for package in packages:
        if service := UNWANTED_SERVICES.get(package):
            _disable(service)
    return code


def _apt(packages: list[str]) -> int:
    """Install; on failure once more with fresh lists, as on a machine whose lists are old or were never fetched."""
    # Also after an installation that was killed half way.
    _quiet(["dpkg", "--configure", "-a"])
    command = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    first = _quiet(command)
    if first.returncode == 0:
        return 0
    updated = _quiet(["apt-get", "update"])
    second = _quiet(command)
    for done in (updated, second):
        if done.returncode:
            complain("\n".join(done.stdout.strip().splitlines()[-8:]))
    return second.returncode


def _quiet(command: list[str]) -> subprocess.CompletedProcess[str]:
    """Run a step that takes no question and that Ctrl-C must not break off in the middle."""
    options = ["-o", "DPkg::Lock::Timeout=300", "-o", "Dpkg::Use-Pty=0"] if command[0] == "apt-get" else []
    return subprocess.run(
        [command[0], *options, *command[1:]],
        env={**os.environ, "DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
        start_new_session=True,
    )


@contextlib.contextmanager
def _no_service_starts() -> Iterator[None]:
    """Debian asks policy-rc.d before it starts a service. Ours says no while we live, so that a kill does no harm."""
    if POLICY_BEFORE.exists():
        POLICY_BEFORE.replace(POLICY)
    if POLICY.exists():
        POLICY.rename(POLICY_BEFORE)
    POLICY.write_text(NO_STARTS.format(process=os.getpid()))
    POLICY.chmod(0o755)
    try:
        yield
    finally:
        if POLICY_BEFORE.exists():
            POLICY_BEFORE.replace(POLICY)
        else:
            POLICY.unlink(missing_ok=True)


@contextlib.contextmanager
def _no_cluster_is_made() -> Iterator[None]:
    """Keep Debian from making its own cluster `main` when PostgreSQL arrives. Put back everything as it was."""
    made = [folder for folder in (CLUSTERS.parent, CLUSTERS) if not folder.exists()]
    CLUSTERS.mkdir(parents=True, exist_ok=True)
    note = CLUSTERS / "imbizo.conf"
    note.write_text("create_main_cluster = false\n")
    try:
        yield
    finally:
        note.unlink(missing_ok=True)
        for folder in reversed(made):
            with contextlib.suppress(OSError):  # now in use by the package
                folder.rmdir()


def _disable(service: str) -> None:
    """Keep a service that came with a package from starting when the machine does."""
    for command in (["deb-systemd-helper", "disable", f"{service}.service"], ["update-rc.d", service, "disable"]):
        if shutil.which(command[0]):
            subprocess.run(command, capture_output=True, check=False)
    if Path("/run/systemd/system").exists():
        subprocess.run(["systemctl", "daemon-reload"], capture_output=True, check=False)
