"""Every migration says what it does, and can be undone."""

import pkgutil
import re
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.db.migrations import Migration

from tests.architecture.floors import APPS
from tests.bench.scratch import Scratch
from tests.template import template

_MADE_UP_BY_DJANGO = re.compile(r"\d{4}_(initial|auto_.*|alter_.*|.*_and_more)")


def migrations() -> list[Migration]:
    """Ours, read from their files: Django's loader reads everybody's, and wagtail-localize's ask the database."""
    folders = [
        import_module(f"{app}.migrations")
        for app in sorted(APPS)
        if any(module.name == "migrations" for module in pkgutil.iter_modules(import_module(app).__path__))
    ]
    return [
        import_module(f"{folder.__name__}.{module.name}").Migration(module.name, folder.__name__.split(".")[0])
        for folder in folders
        for module in pkgutil.iter_modules(folder.__path__)
    ]


def test_some_migrations_are_looked_at() -> None:
    assert {"wards", "engagement", "cms"} <= {migration.app_label for migration in migrations()}


@pytest.mark.parametrize("name", ["0002_auto_20260101_1200", "0003_alter_ward_code", "0004_ward_code_and_more"])
def test_a_name_that_django_made_up_is_recognised(name: str) -> None:
    assert _MADE_UP_BY_DJANGO.fullmatch(name)


@pytest.mark.parametrize("migration", migrations(), ids=str)
def test_a_migration_has_a_name_that_a_person_gave_it(migration: Migration) -> None:
    assert not _MADE_UP_BY_DJANGO.fullmatch(migration.name)


@pytest.mark.parametrize("migration", migrations(), ids=str)
def test_a_migration_has_a_way_back(migration: Migration) -> None:
    assert [operation for operation in migration.operations if not operation.reversible] == []


WALK = """
from django.core.management import call_command
for app, target in (("cms", "zero"), ("engagement", "0001_user"), ("wards", "0001_wards")):
    call_command("migrate", app, target, verbosity=0)
call_command("showmigrations", "--plan", "--no-color")
call_command("migrate", verbosity=0)
print("AND FORTH")
call_command("showmigrations", "--plan", "--no-color")
"""
"""What a process of its own does: its tables are not those of the other tests."""


def test_the_way_back_can_be_walked_and_the_way_forth_again(tmp_path: Path, django_db_blocker: Any) -> None:
    with django_db_blocker.unblock():
        migrated = Scratch(template(), tmp_path)
    with migrated.copy("back") as place:
        back, forth = place.manage("shell", "--no-imports", "-c", WALK).split("AND FORTH")
    assert "[ ]  wards.0002" in back
    assert "[X]  wards.0002" in forth
    assert "[ ]" not in forth
