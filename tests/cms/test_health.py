"""/healthz and /readyz tell whether the server lives and can work."""

import pytest
from django.core.cache import cache
from django.test import Client

from cms.tasks import WORKER_SEEN_KEY, note_worker_alive
from cms.views import health


def test_healthz_answers_without_a_database(client: Client) -> None:
    assert client.get("/healthz").status_code == 200


@pytest.mark.django_db
def test_readyz_is_well_once_a_worker_was_seen(client: Client) -> None:
    note_worker_alive()
    answer = client.get("/readyz")
    assert (answer.status_code, set(answer.json().values())) == (200, {"ok"})


@pytest.mark.django_db
def test_readyz_names_the_missing_worker(client: Client) -> None:
    cache.delete(WORKER_SEEN_KEY)
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["worker"] == "not seen in the last three minutes"


@pytest.mark.django_db
def test_migrations_are_looked_at_until_none_waits(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "_nothing_waits", set())
    monkeypatch.setattr(health.MigrationExecutor, "migration_plan", lambda self, targets: [targets])
    assert client.get("/readyz").json()["migrations"] == "1 not applied"
    monkeypatch.setattr(health.MigrationExecutor, "migration_plan", lambda self, targets: [])
    assert client.get("/readyz").json()["migrations"] == "ok"
    monkeypatch.delattr(health, "MigrationExecutor")
    assert client.get("/readyz").json()["migrations"] == "ok"
