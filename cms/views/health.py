"""Is the server alive, and is it able to work?"""

from collections.abc import Callable

from django.core.cache import cache
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django_redis import get_redis_connection

from cms.tasks import WORKER_SEEN_KEY

_nothing_waits: set[bool] = set()
"""Filled once this process saw every migration applied."""


def healthz(request: HttpRequest) -> HttpResponse:
    """Alive: the process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


def _database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return "ok"


def _migrations() -> str:
    """Reading the graph of migrations is slow, and what is applied stays so while this process serves its code."""
    if not _nothing_waits:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
        if waiting:
            return f"{len(waiting)} not applied"
        _nothing_waits.add(True)
    return "ok"


def _redis() -> str:
    get_redis_connection().ping()
    cache.set("readyz", "1", timeout=10)
    return "ok" if cache.get("readyz") == "1" else "does not keep what it is given"


def _worker() -> str:
    return "ok" if cache.get(WORKER_SEEN_KEY) else "not seen in the last three minutes"


CHECKS: dict[str, Callable[[], str]] = {
    "database": _database,
    "migrations": _migrations,
    "redis": _redis,
    "worker": _worker,
}


def _outcome(check: Callable[[], str]) -> str:
    try:
        return check()
    except Exception as error:  # whatever fails, the page must say which part did
        return f"failed: {type(error).__name__}"


def readyz(request: HttpRequest) -> JsonResponse:
    """Able to work: database, migrations, Redis and a worker. 200 with all well, else 503, with each part's state."""
    outcomes = {name: _outcome(check) for name, check in CHECKS.items()}
    well = all(outcome == "ok" for outcome in outcomes.values())
    return JsonResponse(outcomes, status=200 if well else 503)
