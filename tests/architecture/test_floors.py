"""Nothing in the database, in a template or in an address points up a floor."""

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db.models import Field, Model
from django.template.base import Lexer, TokenType
from django.urls import URLPattern, URLResolver, get_resolver

from tests.architecture.floors import APPS, HEIGHTS, ROOT, app_of, may_use

TEMPLATES = ROOT / "templates"
SIGNING_IN = {"account", "mfa"}
"""Folders in which allauth looks for its pages; engagement writes them."""
COMMON_GROUND = {"home"}
"""Addresses that every page may link: the front door belongs to the base template, as the menu does."""


def test_the_floors_stand_as_the_house_says() -> None:
    assert HEIGHTS == {"wards": 0, "engagement": 1, "incidents": 2, "indigent": 2, "cms": 3}


def test_neighbours_and_higher_floors_are_out_of_reach() -> None:
    assert may_use("cms", "wards")
    assert not may_use("wards", "engagement")
    assert not may_use("incidents", "indigent")


# Foreign keys


def foreign_keys() -> Iterator[tuple[str, Field, type[Model]]]:
    """Every relation that one of our models declares: its app, the field, and the model pointed at."""
    for app in APPS:
        for model in apps.get_app_config(app).get_models(include_auto_created=True):
            for field in model._meta.get_fields(include_hidden=True):
                if field.concrete and field.is_relation and field.related_model:
                    yield app, field, field.related_model


def test_no_foreign_key_points_up_a_floor() -> None:
    declared = list(foreign_keys())
    assert any(app == "wards" for app, _, _ in declared), "no relation was found at all"
    upward = [
        f"{field} -> {target._meta.label}"
        for app, field, target in declared
        if target._meta.app_label in HEIGHTS
        and target._meta.label != settings.AUTH_USER_MODEL
        and not may_use(app, target._meta.app_label)
    ]
    assert upward == []


# Templates and addresses


def _patterns(resolver: URLResolver, namespaces: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from _patterns(entry, (*namespaces, entry.namespace) if entry.namespace else namespaces)
        elif isinstance(entry, URLPattern) and entry.name:
            yield ":".join((*namespaces, entry.name)), entry.lookup_str


@pytest.fixture(scope="module")
def address_owners() -> dict[str, str]:
    """Named addresses of ours and the app whose view answers them."""
    owners = ((name, app_of(view)) for name, view in _patterns(get_resolver()))
    return {name: app for name, app in owners if app}


def template_files() -> list[Path]:
    return sorted(TEMPLATES.rglob("*.html"))


def owner_of_template(name: str) -> str | None:
    """The app that a template belongs to; None for common ground and for other packages' templates."""
    folder = name.partition("/")[0]
    return "engagement" if folder in SIGNING_IN else app_of(folder)


def tags(source: str, *names: str) -> Iterator[str]:
    """The first argument, where it is written out, of every tag of these names."""
    for token in Lexer(source).tokenize():
        words = token.split_contents() if token.token_type is TokenType.BLOCK else []
        if len(words) > 1 and words[0] in names and words[1][0] in "'\"":
            yield words[1].strip("'\"")


def upward(user: str | None, used: Iterable[tuple[str, str | None]]) -> list[str]:
    """What is named by `user`, an app or common ground, and belongs to a floor it may not know."""
    return [name for name, owner in used if owner and not (user and may_use(user, owner))]


@pytest.mark.parametrize("file", template_files(), ids=lambda file: str(file.relative_to(TEMPLATES)))
def test_a_template_includes_and_links_its_own_floor_and_lower_ones(file: Path, address_owners: dict[str, str]) -> None:
    source, user = file.read_text(), owner_of_template(str(file.relative_to(TEMPLATES)))
    included = [(name, owner_of_template(name)) for name in tags(source, "include", "extends")]
    linked = [(name, address_owners.get(name)) for name in tags(source, "url") if name not in COMMON_GROUND]
    assert upward(user, [*included, *linked]) == []


def test_a_template_of_a_lower_app_that_links_a_higher_one_would_be_found(address_owners: dict[str, str]) -> None:
    assert address_owners["wards:index"] == "wards"
    source = "{% url \"home\" %}{% include 'cms/home.html' with a=1 only %}{% url name %}"
    named = [*tags(source, "url"), *tags(source, "include")]
    assert named == ["home", "cms/home.html"]
    assert upward("wards", [("cms/home.html", "cms")]) == ["cms/home.html"]
    assert upward(None, [("wards/ward.html", "wards")]) == ["wards/ward.html"]
    assert upward("cms", [("wards/ward.html", "wards")]) == []


def test_templates_live_in_the_top_level_tree_alone() -> None:
    assert [folder for app in APPS for folder in (ROOT / app).rglob("templates") if folder.is_dir()] == []


# Words in code


def code_files() -> list[Path]:
    return sorted(file for app in APPS for file in (ROOT / app).rglob("*.py"))


_TEMPLATE_NAME = re.compile(r"[a-z]+/[\w/]+\.(html|txt|svg)")


@pytest.mark.parametrize("app", [app for app in APPS if app != "cms"])
def test_code_names_no_template_and_no_address_of_a_higher_floor(app: str, address_owners: dict[str, str]) -> None:
    found = []
    for file in sorted((ROOT / app).rglob("*.py")):
        words = [
            node.value
            for node in ast.walk(ast.parse(file.read_text()))
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        ]
        templates = [(word, owner_of_template(word)) for word in words if _TEMPLATE_NAME.fullmatch(word)]
        addresses = [(word, address_owners.get(word)) for word in words if ":" in word]
        found += [f"{file.relative_to(ROOT)}: {name}" for name in upward(app, [*templates, *addresses])]
    assert found == []
