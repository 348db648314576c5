"""A checkout served as a municipality's server, as far as the outbox needs it; each part can be killed."""

import json
import os
import signal
import subprocess
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
from django.db import connection
from django.db.backends.postgresql.client import DatabaseClient

from launch import cluster, lint, prctl
from tests.ops.checkouts import Checkout, processes, wait_until
from tests.template import template

PATIENCE = 120
CLAIMS_LAST = "15 minutes 1 second"
# What a page does, in a process that lives as long as one of gunicorn's: it runs what is written to it, line by line.
PAGES = """
import json, sys
import django
django.setup()
from django.db import close_old_connections
from django.utils import timezone
from engagement.models import User
from engagement.queries.notifications import set_aside_for
from engagement.services.notifications import enqueue_notification

def enqueue(addresses):
    for address in addresses:
        enqueue_notification(
            template="account-known",
            recipient=address,
            language="en",
            case=None,
            dedupe_key=address,
            at=timezone.now(),
            context={"password_reset_url": "/"},
        )

def set_aside():
    operator, _made = User.objects.get_or_create(email="operator@example.org", is_superuser=True)
    return [message.recipient for message in set_aside_for(operator)]

for line in sys.stdin:
    name, words = json.loads(line)
    close_old_connections()
    print(json.dumps(globals()[name](*words)), flush=True)
"""


class Server:
    """PostgreSQL, Redis, and what the Procfile starts, with the production settings."""

    def __init__(self, checkout: Checkout, mail_port: int) -> None:
        self.checkout = checkout
        self.journal = checkout.folder / "private" / "journal"
        self.log = checkout.folder / "outbox.log"
        self._running: dict[str, subprocess.Popen[str]] = {}
        self.start_services()
        given = (checkout.folder / ".imbizo" / "services.env").read_text().splitlines()
        addresses = dict(line.split("=", 1) for line in given)
        self._sockets = Path(addresses["DATABASE_URL"].removeprefix("postgis://imbizo@/")).parent
        self._surroundings = lint.production() | addresses
        self._surroundings |= {
            "DJANGO_SETTINGS_MODULE": "tests.ops.outbox_settings",
            "EMAIL_URL": f"smtp://127.0.0.1:{mail_port}",
            "PRIVATE_ROOT": str(checkout.folder / "private"),
        }
        self._copy_tables()

    def _copy_tables(self) -> None:
        """Take the tables from the tests' template: to walk all migrations takes half a minute."""
        words, more = DatabaseClient.settings_to_cmd_args_env(connection.settings_dict | {"NAME": template()}, [])
        tables = subprocess.run(
            [cluster.PROGRAMS / "pg_dump", "--no-owner", *words[1:]],
            env=os.environ | (more or {}),
            stdout=subprocess.PIPE,
            check=True,
        )
        there = ["-h", str(self._sockets), "-U", "imbizo", "-d", "imbizo"]
        copy = [cluster.PROGRAMS / "psql", "-qXo", os.devnull, "--single-transaction", "-v", "ON_ERROR_STOP=1", *there]
        subprocess.run(copy, input=tables.stdout, check=True)

    def start(self, part: str) -> None:
        """Start a line of the Procfile, or the `pages`."""
        lines = (self.checkout.folder / "Procfile").read_text().splitlines()
        found = [line.removeprefix(f"{part}: ") for line in lines if line.startswith(f"{part}: ")]
        command = ["sh", "-c", *found] if found else [".venv/bin/python", "-c", PAGES]
        with self.log.open("ab") as log:
            self._running[part] = subprocess.Popen(
                command,
                cwd=self.checkout.folder,
                env=self._surroundings,
                stdin=subprocess.PIPE,
                stdout=log if found else subprocess.PIPE,
                stderr=log,
                text=True,
                start_new_session=True,
                preexec_fn=prctl.die_with_parent,
            )

    def ask(self, name: str, *words: object) -> Any:
        """Call a function of the `pages`."""
        pages = self._running["pages"]
        assert pages.stdin
        assert pages.stdout
        pages.stdin.write(json.dumps([name, words]) + "\n")
        pages.stdin.flush()
        answer = pages.stdout.readline()
        assert answer, self.log.read_text()
        return json.loads(answer)

    def kill(self, part: str) -> None:
        """Kill it with its children, as a system does that runs out of memory."""
        process = self._running.pop(part)
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate(timeout=PATIENCE)

    def kill_all(self) -> None:
        for part in list(self._running):
            self.kill(part)

    def wait_for_a_run(self) -> None:
        """Wait until the worker has run through the outbox once more."""
        enough = self._runs() + 1
        wait_until(lambda: self._runs() >= enough, "the worker runs through the outbox", PATIENCE)

    def _runs(self) -> int:
        return self.log.read_text().count(" succeeded in ")

    def start_services(self) -> None:
        """Start what does not run of PostgreSQL and Redis."""
        done = self.checkout.call("bin/services", "start")
        assert done.returncode == 0, done.stdout

    def kill_redis(self) -> None:
        (redis,) = processes.working_in(self.checkout.data / "redis", "redis-")
        processes.tell(redis, signal.SIGKILL)
        assert processes.wait_for_end([redis], PATIENCE)

    def stop_postgres(self) -> None:
        """Stop it as `pg_ctl stop --mode immediate` does: nobody is waited for, and nothing is tidied up."""
        number = int((self.checkout.data / "postgres" / "postmaster.pid").read_text().split()[0])
        postgres = processes.look(number)
        assert postgres
        processes.tell(postgres, signal.SIGQUIT)
        assert processes.wait_for_end([postgres], PATIENCE)

    def connect(self) -> psycopg.Connection:
        return psycopg.connect(host=str(self._sockets), user="imbizo", dbname="imbizo", autocommit=True)

    def claims(self) -> set[UUID]:
        """Under which claims messages are being sent, or were when their worker died."""
        with self.connect() as database:
            found = database.execute("SELECT DISTINCT claim FROM engagement_notification WHERE state = 'claimed'")
            return {row[0] for row in found}

    def let_end(self, claims: set[UUID]) -> None:
        """Let the time pass after which the claims of a dead worker count no more."""
        with self.connect() as database:
            database.execute(
                f"UPDATE engagement_notification SET claimed_at = claimed_at - interval '{CLAIMS_LAST}'"
                " WHERE claim = ANY(%s)",
                [list(claims)],
            )

    def let_pauses_end(self) -> None:
        """Let the minutes and hours pass after which a message is tried again."""
        with self.connect() as database:
            database.execute(
                "UPDATE engagement_notification SET next_try_at = now() WHERE state = 'waiting' AND next_try_at > now()"
            )

    def states(self) -> dict[str, int]:
        with self.connect() as database:
            return dict(database.execute("SELECT state, count(*) FROM engagement_notification GROUP BY 1").fetchall())

    def has_failed(self, summary: str) -> bool:
        """Whether a message waits, or was set aside, with this as its last error."""
        with self.connect() as database:
            found = database.execute("SELECT FROM engagement_notification WHERE last_error = %s LIMIT 1", [summary])
            return found.fetchone() is not None

    def journaled(self) -> set[str]:
        """The identifiers in the journals that stand on the disk."""
        lines = [line for path in self.journal.glob("*.acknowledged") for line in path.read_text().splitlines()]
        return {json.loads(line)[0] for line in lines}

    def is_through(self) -> bool:
        """Whether nothing is left to do: no message waits, and no journal is left."""
        self.let_pauses_end()
        return not {"waiting", "claimed"} & set(self.states()) and not list(self.journal.glob("*.acknowledged"))
