"""The page about configuration, the example of a server's environment, and what the code reads say the same."""

import ast
import re
from pathlib import Path

import pytest

from launch import lint

ROOT = Path(__file__).resolve().parents[2]
SETTINGS = ROOT / "cms" / "settings"
PAGE = ROOT / "docs" / "configuration.md"
# Read by no line of ours: Django's own, and the system's.
READ_ELSEWHERE = {"DJANGO_SETTINGS_MODULE"}


def read_by(module: str) -> dict[str, bool]:
    """Each variable that a settings module reads, and whether it has a default."""
    found = {}
    for node in ast.walk(ast.parse((SETTINGS / module).read_text())):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
            owner, name = node.func.value, node.args[0]
            if isinstance(owner, ast.Name) and owner.id == "env" and isinstance(name, ast.Constant):
                found[str(name.value)] = any(word.arg == "default" for word in node.keywords)
    return found


def documented() -> set[str]:
    return set(re.findall(r"^\| `([A-Z_]+)` \|", PAGE.read_text(), flags=re.MULTILINE))


def example() -> dict[str, str]:
    lines = [line.partition("=") for line in lint.EXAMPLE.read_text().splitlines()]
    return {name: value for name, equals, value in lines if equals and not name.startswith("#")}


@pytest.mark.parametrize("module", ["base.py", "local.py", "production.py"])
def test_every_variable_that_settings_read_is_documented(module: str) -> None:
    assert read_by(module)
    assert set(read_by(module)) - documented() == set()


def test_every_documented_variable_is_read_somewhere() -> None:
    places = [*SETTINGS.glob("*.py"), *(ROOT / "bin").rglob("*"), ROOT / "Procfile", ROOT / "tests" / "conftest.py"]
    code = "\n".join(place.read_text() for place in places if place.is_file() and place.suffix != ".pyc")
    assert {name for name in documented() if not re.search(rf"\b{name}\b", code)} == set()


def test_the_example_holds_what_production_requires() -> None:
    settings = read_by("base.py") | read_by("production.py")
    required = {name for name, has_default in settings.items() if not has_default}
    assert required
    assert required - set(example()) == set()


def test_the_example_holds_nothing_that_is_not_documented() -> None:
    assert set(example()) - documented() - READ_ELSEWHERE == set()


def test_the_example_holds_no_secret() -> None:
    assert {name: example()[name] for name in ("SECRET_KEY", "FIELD_KEYS", "BLIND_INDEX_KEYS", "TIMELINE_KEYS")} == {
        "SECRET_KEY": "",
        "FIELD_KEYS": "",
        "BLIND_INDEX_KEYS": "",
        "TIMELINE_KEYS": "",
    }
