"""What a room may hold: rules decide from plain values, services say who, geopandas stays with importers."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.floors import APPS, ROOT

OF_SPATIAL_FILES = {"geopandas", "pandas", "pyogrio", "shapely", "numpy"}
NOT_FOR_RULES = ("django.conf", "django.db", "django.core.cache", "django.utils.timezone", "celery", "os", "time")
OF_THE_SITE = {
    *(
        "access_log",
        "catalogues",
        "celery",
        "demo",
        "formats",
        "log_secrets",
        "renderer",
        "settings",
        "storage",
        "wsgi",
    ),
}
"""What only `cms` has, and nothing below it can import."""
CLOCKS = {"now", "today", "localdate", "localtime", "utcnow"}


def modules(room: str) -> list[Path]:
    """The modules of one room in every app, whether it is a module or a package."""
    found = [file for app in APPS for file in [ROOT / app / f"{room}.py", *(ROOT / app / room).rglob("*.py")]]
    return [file for file in found if file.is_file()]


def name_of(file: Path) -> str:
    return str(file.relative_to(ROOT))


def imported(source: str) -> set[str]:
    """Every module that a source imports, wherever it stands in it; `from a import b` counts as a and as a.b."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names


def clocks_read(source: str) -> list[str]:
    """Every call that asks a clock for the time."""
    calls = [node.func for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    return [ast.unparse(call) for call in calls if isinstance(call, ast.Attribute) and call.attr in CLOCKS]


def forbidden_to_rules(source: str) -> list[str]:
    """What a rule may not touch: database, settings, cache, queue, clock."""
    used = [
        name
        for name in imported(source)
        if any(name == barred or name.startswith(f"{barred}.") for barred in NOT_FOR_RULES)
    ]
    return sorted(used) + clocks_read(source)


@pytest.mark.parametrize("file", modules("rules"), ids=name_of)
def test_a_rule_knows_no_database_no_settings_and_no_clock(file: Path) -> None:
    assert forbidden_to_rules(file.read_text()) == []


def test_a_rule_that_asks_the_clock_or_the_database_would_be_found() -> None:
    assert forbidden_to_rules("from django.utils import timezone\ntimezone.now()") == [
        "django.utils.timezone",
        "timezone.now",
    ]
    assert forbidden_to_rules("def late():\n    from django.db.models import Q") == [
        "django.db.models",
        "django.db.models.Q",
    ]
    assert forbidden_to_rules("from django.utils.translation import gettext") == []


def test_spatial_libraries_are_used_by_importers_and_the_invented_country_alone() -> None:
    users = {*modules("importers"), *(ROOT / "cms" / "demo").rglob("*.py")}
    others = [file for app in APPS for file in (ROOT / app).rglob("*.py") if file not in users]
    strangers = {
        name_of(file): found
        for file in others
        if (found := {name.partition(".")[0] for name in imported(file.read_text())} & OF_SPATIAL_FILES)
    }
    assert strangers == {}


def public_functions(file: Path) -> Iterator[ast.FunctionDef]:
    for node in ast.parse(file.read_text()).body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            yield node


def services() -> list[tuple[Path, ast.FunctionDef]]:
    return [(file, function) for file in modules("services") for function in public_functions(file)]


@pytest.mark.parametrize(("file", "service"), services(), ids=lambda part: getattr(part, "name", ""))
def test_a_service_takes_its_subject_and_then_words_with_names(file: Path, service: ast.FunctionDef) -> None:
    positional = [argument.arg for argument in [*service.args.posonlyargs, *service.args.args]]
    assert len(positional) <= 1, f"{name_of(file)}: {service.name}({', '.join(positional)}, ...)"


@pytest.mark.parametrize(("file", "service"), services(), ids=lambda part: getattr(part, "name", ""))
def test_a_service_is_explained_and_typed(file: Path, service: ast.FunctionDef) -> None:
    assert ast.get_docstring(service), f"{name_of(file)}: {service.name} has no docstring"
    arguments = [*service.args.args, *service.args.kwonlyargs]
    assert service.returns is not None
    assert [argument.arg for argument in arguments if argument.annotation is None] == []


def of_an_app(app: str) -> set[str]:
    """The modules and packages at the top of an app that hold code."""
    found = [entry for entry in (ROOT / app).iterdir() if entry.suffix == ".py" or (entry / "__init__.py").is_file()]
    return {entry.stem for entry in found} - {"__init__", "migrations"}


@pytest.mark.parametrize("app", APPS)
def test_every_module_at_the_top_of_an_app_has_its_line_in_the_page_about_the_architecture(app: str) -> None:
    page = (ROOT / "docs" / "architecture.md").read_text()
    rooms = page.split("## The rooms of an app")[1].split("\n## ")[0]
    named = {name for line in rooms.splitlines() if line.startswith("|") for name in re.findall("`([a-z_]+)`", line)}
    assert "queries" in named
    assert of_an_app(app) - named == set()


@pytest.mark.parametrize("app", APPS)
def test_every_module_at_the_top_of_a_lower_app_has_its_height(app: str) -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    (layers,) = [contract["layers"] for contract in contracts if contract["id"] == "rooms"]
    placed = set(re.findall(r"\((\w+)\)", " ".join(layers)))
    assert of_an_app(app) - placed == (OF_THE_SITE if app == "cms" else set())
