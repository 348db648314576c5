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

UPGRADE = """
from importlib import import_module
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from engagement.models import Notification
from engagement.rules.contacts import by_email, by_phone
from engagement.services.notifications import index_recipients

def migrate(target):
    call_command("migrate", "engagement", target, verbosity=0)

def write_as_before(ending):
    kept = [field.column for field in Notification._meta.concrete_fields]
    kept = ", ".join(column for column in kept if column not in ("id", "recipient_index", "dedupe_key", "message_id"))
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO engagement_notification ({kept}, dedupe_key, message_id) SELECT {kept}, dedupe_key || %s, "
            "gen_random_uuid() FROM engagement_notification WHERE dedupe_key IN ('a', 'b')", [ending]
        )

def findable():
    found = [Notification.objects.to_contact(to).values_list("dedupe_key", flat=True) for to in contacts]
    print(*("+".join(sorted(keys)) for keys in found))

contacts, at = (by_email("thandi@example.org"), by_phone("+27825550123")), timezone.now()
for key, channel, recipient in (("a", "email", "Thandi@Example.org"), ("b", "sms", "+27825550123")):
    facts = {"channel": channel, "recipient": recipient, "created_at": at, "next_try_at": at}
    Notification.objects.create(dedupe_key=key, template="confirm", **facts)
migrate("0023_who_was_written_to")
migrate("0022_kept_notices")
migrate("0023_who_was_written_to")
write_as_before("-during")
import_module("engagement.migrations.0024_find_messages_by_recipient").BATCH = 3
migrate("0024_find_messages_by_recipient")
findable()
write_as_before("-after")
print(index_recipients(), index_recipients())
findable()
"""
"""Messages from before an upgrade, and those that the version before writes while it runs and until its restart."""


@pytest.fixture
def migrated(tmp_path: Path, django_db_blocker: Any) -> Scratch:
    with django_db_blocker.unblock():
        return Scratch(template(), tmp_path)


def test_messages_of_the_version_before_become_findable(migrated: Scratch) -> None:
    with migrated.copy("upgrade") as place:
        said = place.manage("shell", "--no-imports", "-c", UPGRADE)
    assert said.splitlines() == [
        "a+a-during b+b-during",
        "2 0",
        "a+a-after+a-during b+b-after+b-during",
    ]


def test_the_way_back_can_be_walked_and_the_way_forth_again(migrated: Scratch) -> None:
    with migrated.copy("back") as place:
        back, forth = place.manage("shell", "--no-imports", "-c", WALK).split("AND FORTH")
    assert "[ ]  wards.0002" in back
    assert "[X]  wards.0002" in forth
    assert "[ ]" not in forth
