"""bin/setup: `.venv` as the lock says, also after a kill, and one message where it cannot be."""

import base64
import hashlib
import os
import shutil
import subprocess
import zipfile
from pathlib import Path
from tempfile import gettempdir

import pytest

from launch import virtualenv
from tests.ops.checkouts import Checkout, surroundings

pytestmark = pytest.mark.ops

NOBODY = 65534
SYSTEM_PYTHON = Path("/usr/bin/python3.11")


WHEEL = "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n"


class Shelf:
    """A folder of tiny packages, in place of a registry."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()

    def put(self, version: str) -> str:
        """Make the package `tiny` in that version. Returns its line for a lock."""
        files = {
            "tiny.py": f"VERSION = {version!r}\n",
            f"tiny-{version}.dist-info/METADATA": f"Metadata-Version: 2.1\nName: tiny\nVersion: {version}\n",
            f"tiny-{version}.dist-info/WHEEL": WHEEL,
        }
        rows = [f"{name},sha256={_url_hash(text)},{len(text)}" for name, text in files.items()]
        files[f"tiny-{version}.dist-info/RECORD"] = "\n".join([*rows, f"tiny-{version}.dist-info/RECORD,,", ""])
        wheel = self.folder / f"tiny-{version}-py3-none-any.whl"
        with zipfile.ZipFile(wheel, "w") as archive:
            for name, text in files.items():
                archive.writestr(name, text)
        return f"tiny=={version} \\\n    --hash=sha256:{hashlib.sha256(wheel.read_bytes()).hexdigest()}\n"


def _url_hash(text: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    return Shelf(tmp_path_factory.mktemp("registry") / "shelf")


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Checkout:
    """A checkout without `.venv` whose lock asks for one tiny package."""
    made = Checkout(tmp_path_factory.mktemp("bare check out"))
    (made.folder / ".venv").unlink()
    return made


def set_up(checkout: Checkout, shelf: Shelf, *lock: str) -> subprocess.CompletedProcess[str]:
    (checkout.folder / "requirements.lock").write_text("".join(lock))
    return checkout.call(
        "bin/setup", PIP_NO_INDEX="1", PIP_FIND_LINKS=shelf.folder.as_uri(), PIP_CONFIG_FILE=os.devnull
    )


def version(checkout: Checkout) -> str:
    done = checkout.call(".venv/bin/python", "-c", "import tiny; print(tiny.VERSION)")
    return done.stdout.strip()


def test_it_makes_and_fills_the_folder_and_then_leaves_it(bare: Checkout, shelf: Shelf) -> None:
    shutil.rmtree(bare.folder / ".venv", ignore_errors=True)
    line = shelf.put("1.0")
    first = set_up(bare, shelf, line)
    assert "Making .venv ..." in first.stdout
    assert version(bare) == "1.0"
    second = set_up(bare, shelf, line)
    assert (second.returncode, second.stdout) == (0, "")


def test_it_follows_a_changed_lock(bare: Checkout, shelf: Shelf) -> None:
    assert set_up(bare, shelf, shelf.put("1.0")).returncode == 0
    done = set_up(bare, shelf, shelf.put("1.1"))
    assert "Installing Python packages" in done.stdout
    assert version(bare) == "1.1"


def test_it_refuses_a_package_that_is_not_the_one_of_the_lock(bare: Checkout, shelf: Shelf) -> None:
    assert set_up(bare, shelf, shelf.put("1.1")).returncode == 0
    line = shelf.put("1.2")
    forged = line[:-2] + ("0" if line[-2] != "0" else "1") + "\n"
    done = set_up(bare, shelf, forged)
    assert done.returncode == 1
    assert (
        "imbizo: pip could not install requirements.lock: ERROR: THESE PACKAGES DO NOT MATCH THE HASHES" in done.stdout
    )
    assert version(bare) == "1.1"


def test_it_trusts_nothing_that_a_killed_installation_left(bare: Checkout, shelf: Shelf) -> None:
    line = shelf.put("1.3")
    assert set_up(bare, shelf, line).returncode == 0
    (module,) = bare.folder.glob(".venv/lib/*/site-packages/tiny.py")
    module.unlink()
    (bare.folder / ".venv" / "imbizo.unfinished").touch()
    assert set_up(bare, shelf, line).returncode == 0
    assert version(bare) == "1.3"


def test_it_makes_a_broken_folder_anew(bare: Checkout, shelf: Shelf) -> None:
    line = shelf.put("1.3")
    assert set_up(bare, shelf, line).returncode == 0
    python = bare.folder / ".venv" / "bin" / "python"
    python.unlink()
    python.symlink_to("/gone/bin/python3.11")
    assert "Making .venv ..." in set_up(bare, shelf, line).stdout
    assert version(bare) == "1.3"


def test_a_folder_that_somebody_else_filled_is_used_as_it_is(bare: Checkout, shelf: Shelf) -> None:
    line = shelf.put("1.3")
    assert set_up(bare, shelf, line).returncode == 0
    (bare.folder / ".venv" / "imbizo.stamp").unlink()
    done = set_up(bare, shelf, line)
    assert (done.returncode, done.stdout) == (0, "")


def test_a_link_to_nowhere_is_one_clear_message(checkout: Checkout) -> None:
    link = checkout.folder / ".venv"
    before = link.readlink()
    link.unlink()
    link.symlink_to("/gone/.venv")
    try:
        done = checkout.call("bin/setup")
        assert done.stdout == f"imbizo: {link} points to /gone/.venv, which is not there. Remove the link.\n"
    finally:
        link.unlink()
        link.symlink_to(before)


def test_a_python_that_is_too_old_is_passed_over(checkout: Checkout, tmp_path: Path) -> None:
    old = tmp_path / "python3.11"
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)
    done = checkout.call("bin/services", "status", PATH=f"{tmp_path}:{os.environ['PATH']}")
    assert "PostgreSQL: does not run" in done.stdout


def as_nobody(words: list[str], folder: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """Run a command as an account that may do nothing."""
    return subprocess.run(
        words,
        cwd=folder,
        env=surroundings(HOME="/nonexistent", PATH="/usr/bin:/bin", **more),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        user=NOBODY,
        group=NOBODY,
        extra_groups=[],
        check=False,
    )


@pytest.mark.skipif(
    os.geteuid() != 0 or not SYSTEM_PYTHON.exists(), reason="only root can try what another account may do"
)
class TestAnAccountWithoutRights:
    @pytest.fixture
    def open_checkout(self, checkout: Checkout) -> Checkout:
        """A checkout that another account may read and not write; pytest closes the folders above to it."""
        closed = [
            above for above in checkout.folder.parents if above.is_relative_to(Path(gettempdir()) / "pytest-of-root")
        ]
        for folder in (checkout.folder, *closed):
            folder.chmod(folder.stat().st_mode | 0o055)
        return checkout

    def test_is_told_that_the_checkout_cannot_be_written(self, open_checkout: Checkout) -> None:
        done = as_nobody(["bin/services", "start"], open_checkout.folder)
        assert done.returncode == 1
        assert done.stdout.startswith("imbizo: ")
        assert f"has no right to use {open_checkout.folder}" in done.stdout
        assert len(done.stdout.splitlines()) == 1

    def test_is_told_which_packages_are_missing_and_how_to_get_them(self, open_checkout: Checkout) -> None:
        script = (
            f"import sys; sys.path.insert(0, {str(open_checkout.folder / 'bin')!r})\n"
            "from launch import debian, messages\n"
            "try: debian.ensure(['gettext', 'no-such-package'])\n"
            "except messages.RefusedError as refusal: print(refusal)"
        )
        done = as_nobody([str(SYSTEM_PYTHON), "-c", script], open_checkout.folder)
        assert "these Debian packages are missing" in done.stdout
        assert "apt-get install --no-install-recommends no-such-package\n" in done.stdout


def test_a_real_lock_is_read_as_pip_reads_it() -> None:
    """Each of its packages is installed here: the tests could not run otherwise."""
    assert virtualenv.DEV_LOCK.read_text().count("==") > 100
    assert virtualenv.is_complete(virtualenv.DEV_LOCK)
