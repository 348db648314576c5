"""The top level of the repository holds what the house names, and no room without a name."""

import subprocess

import pytest

from tests.architecture.floors import APPS, ROOT

ALLOWED = {
    *APPS,
    *("templates", "tests", "locale", "bin", "docs", "deploy", ".ci"),
    *("manage.py", "pyproject.toml", "requirements.lock", "requirements-dev.lock"),
    *("README.md", "LICENSE", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md"),
    *("Makefile", "Procfile", ".gitignore"),
}
NAMELESS = {"common", "core", "utils", "util", "helpers", "misc", "lib"}


@pytest.fixture(scope="module")
def files() -> list[str]:
    """Every file that git knows or would add."""
    listing = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listing.returncode:
        pytest.skip("this is not a git checkout: its files cannot be told from what was made here")
    return [name for name in listing.stdout.splitlines() if (ROOT / name).exists()]


def test_the_top_level_holds_what_the_house_names_and_nothing_else(files: list[str]) -> None:
    assert {name.partition("/")[0] for name in files} == ALLOWED


def test_no_module_is_a_drawer_for_everything(files: list[str]) -> None:
    code = [name for name in files if name.endswith(".py")]
    assert code
    assert [name for name in code if NAMELESS & set(name.removesuffix(".py").split("/"))] == []
