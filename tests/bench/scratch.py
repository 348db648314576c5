"""A database, folders and cache keys for one run, gone afterwards."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
import redis
from psycopg import sql

from cms.settings.base import DATABASES, REDIS_URL
from cms.settings.environment import env

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Scratch:
    """What a run owns: the name of its database, and a folder for its files."""

    name: str
    folder: Path

    def environment(self) -> dict[str, str]:
        """The variables with which a process works in this scratch place."""
        return {
            **os.environ,
            "DATABASE_URL": f"{env.str('DATABASE_URL').rpartition('/')[0]}/{self.name}",
            "DJANGO_SETTINGS_MODULE": "tests.bench.settings",
            "IMBIZO_BENCH_FOLDER": str(self.folder),
            "IMBIZO_BENCH_NAME": self.name,
            "LOG_LEVEL": "WARNING",
        }

    def connect(self) -> psycopg.Connection:
        """A connection to the database, past Django."""
        return _connect(self.name)

    @contextmanager
    def copy(self, purpose: str) -> Iterator["Scratch"]:
        """A copy of this database as it stands, for as long as this lasts."""
        twin = Scratch(f"{self.name}_{purpose}", self.folder)
        names = sql.Identifier(twin.name), sql.Identifier(self.name)
        _administer(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(*names))
        try:
            yield twin
        finally:
            _drop(twin.name)

    def manage(self, *words: str) -> str:
        """Run a command of manage.py and return what it printed.

        Raises:
            SystemExit: the command failed; its words are shown.
        """
        command = [sys.executable, "manage.py", *words]
        done = subprocess.run(command, cwd=ROOT, env=self.environment(), capture_output=True, text=True, check=False)
        if done.returncode:
            raise SystemExit(f"manage.py {words[0]} failed:\n{done.stdout}{done.stderr}")
        return done.stdout


@contextmanager
def scratch() -> Iterator[Scratch]:
    """Make a migrated database on the checkout's server, and drop it at the end, however that comes."""
    place = Scratch(f"imbizo_bench_{os.getpid()}", Path(tempfile.mkdtemp(prefix="imbizo-bench-")))
    try:
        _administer(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(place.name)))
        place.manage("migrate", "--verbosity=0")
        yield place
    finally:
        _drop(place.name)
        shutil.rmtree(place.folder, ignore_errors=True)


def _drop(name: str) -> None:
    _administer(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
    _forget_cached(name)


def _connect(name: str) -> psycopg.Connection:
    server = DATABASES["default"]
    given = {"host": server["HOST"], "port": server["PORT"], "user": server["USER"], "password": server["PASSWORD"]}
    return psycopg.connect(dbname=name, autocommit=True, **{key: value for key, value in given.items() if value})


def _administer(statement: sql.Composed) -> None:
    with _connect(DATABASES["default"]["NAME"]) as connection:
        connection.execute(statement)


def _forget_cached(prefix: str) -> None:
    with redis.Redis.from_url(REDIS_URL) as cache:
        for key in cache.scan_iter(match=f"{prefix}:*"):
            cache.delete(key)
        cache.delete(prefix, f"_kombu.binding.{prefix}")  # the queue of the measured worker
