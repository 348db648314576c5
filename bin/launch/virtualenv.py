"""`.venv`, filled from the locks whose hashes pip checks."""

import hashlib
import os
import re
import subprocess
import sys
from pathlib import Path

from launch import checkout, locks
from launch.messages import RefusedError, say

FOLDER = checkout.ROOT / ".venv"
PYTHON = FOLDER / "bin" / "python"
RUN_LOCK = checkout.ROOT / "requirements.lock"
DEV_LOCK = checkout.ROOT / "requirements-dev.lock"
# Which locks are installed, by hash: one line each. Written last, so that a kill leaves it absent or true.
STAMP = FOLDER / "imbizo.stamp"
# Stands while pip works: where it is found, pip was killed, and what it left is not to be trusted.
UNFINISHED = FOLDER / "imbizo.unfinished"

_LIST_INSTALLED = """\
from importlib.metadata import distributions
for found in distributions():
    if found.read_text("RECORD"):
        print(found.metadata["Name"] + "==" + found.version)
"""


def ensure(*, dev: bool) -> None:
    """Make `.venv` hold what the lock says, with the tools for tests if `dev`.

    Raises:
        RefusedError: it cannot be made or filled; the message says why.
    """
    wanted = [RUN_LOCK, DEV_LOCK] if dev else [RUN_LOCK]
    if _works() and _stamped(wanted):
        return
    if FOLDER.is_symlink() and not FOLDER.exists():
        raise RefusedError(f"{FOLDER} points to {FOLDER.readlink()}, which is not there. Remove the link.")
    with locks.held(FOLDER):
        if not _works():
            _create()
        if not _stamped(wanted) and (UNFINISHED.exists() or not is_complete(wanted[-1])):
            _install(wanted[-1])
        _stamp(wanted)


def is_complete(lock: Path) -> bool:
    """Whether every package of the lock is installed whole, as in a `.venv` that somebody else has filled."""
    listed = subprocess.run([PYTHON, "-I", "-c", _LIST_INSTALLED], capture_output=True, text=True, check=False)
    installed = {_plain(line) for line in listed.stdout.splitlines()}
    pinned = re.findall(r"^([\w.\[\]-]+==[^\s;]+)", lock.read_text(), flags=re.MULTILINE)
    return all(_plain(pin) in installed for pin in pinned)


def base_python() -> str:
    """The Python that `.venv` is made with: not `.venv`'s own, also when that one runs us."""
    return getattr(sys, "_base_executable", None) or sys.executable


def needs_debian_venv() -> bool:
    """Whether Debian's Python is to make `.venv` and lacks the part that does it, which Debian packs apart."""
    if _works() or not os.path.realpath(base_python()).startswith("/usr/bin/"):
        return False
    return (
        subprocess.run([base_python(), "-I", "-c", "import ensurepip"], capture_output=True, check=False).returncode
        != 0
    )


def _works() -> bool:
    script = "import sys, importlib.util as u; sys.exit(sys.version_info < (3, 11) or not u.find_spec('pip'))"
    try:
        return subprocess.run([PYTHON, "-I", "-c", script], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def _create() -> None:
    say("Making .venv ...")
    if FOLDER.is_symlink():
        raise RefusedError(f"{FOLDER} points to {FOLDER.readlink()}, where no Python works. Remove the link.")
    command = [base_python(), "-I", "-m", "venv", "--clear", os.fspath(FOLDER)]
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    if done.returncode:
        reason = _no_space(done.stdout + done.stderr) or (done.stdout + done.stderr).strip()
        raise RefusedError(f"{base_python()} cannot make .venv: {reason}")


def _install(lock: Path) -> None:
    say(f"Installing Python packages from {lock.name} (a minute or two) ...")
    again = ["--force-reinstall"] if UNFINISHED.exists() else []
    UNFINISHED.touch()
    done = subprocess.run(
        [PYTHON, "-m", "pip", "install", "--quiet", "--require-hashes", "--no-deps", *again, "-r", lock],
        env={**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_ROOT_USER_ACTION": "ignore"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode:
        errors = [line for line in done.stdout.splitlines() if line.startswith("ERROR")]
        reason = _no_space(done.stdout) or "\n".join(errors or done.stdout.splitlines()[-5:])
        raise RefusedError(f"pip could not install {lock.name}: {reason}")
    UNFINISHED.unlink()


def _no_space(said: str) -> str:
    if "No space left on device" not in said:
        return ""
    return f"the disk with {checkout.ROOT} or the temporary folder is full. Free some space and start again."


def _plain(pin: str) -> str:
    name, _, version = pin.partition("==")
    return re.sub(r"[-_.]+", "-", name.partition("[")[0]).lower() + "==" + version


def _hash(lock: Path) -> str:
    return f"{hashlib.sha256(lock.read_bytes()).hexdigest()} {lock.name}"


def _stamped(wanted: list[Path]) -> bool:
    try:
        lines = STAMP.read_text().splitlines()
    except OSError:
        return False
    return not UNFINISHED.exists() and all(_hash(lock) in lines for lock in wanted)


def _stamp(wanted: list[Path]) -> None:
    text = "".join(f"{_hash(lock)}\n" for lock in wanted)
    if os.access(FOLDER, os.W_OK):
        fresh = STAMP.with_name("imbizo.stamp.new")
        fresh.write_text(text)
        fresh.replace(STAMP)
