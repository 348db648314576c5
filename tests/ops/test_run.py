"""`make run`: served, ended in every way a person or a machine ends it, and started again."""

import os
import shutil
import signal
import socket
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.ops.checkouts import Checkout, Run, free_port, processes, wait_until

pytestmark = pytest.mark.ops


@pytest.fixture(autouse=True)
def nothing_is_left(checkout: Checkout) -> Iterator[None]:
    """However a test ends its run, or starts it again: in the end there is no process and no file of it."""
    yield
    assert not checkout.site()
    assert not checkout.servers()
    assert not checkout.leftovers()


def test_it_serves_the_site_once_and_ends_everything_on_sigterm(checkout: Checkout) -> None:
    with checkout.running() as run:
        assert f"Imbizo is ready:  http://127.0.0.1:{run.port}/\n" in run.said
        assert f"http://127.0.0.1:{run.port}/demo/\n" in run.said
        page = run.get("/")
        assert "<main" in page
        style = page.split('rel="stylesheet" href="')[1].split('"')[0]
        assert "{" in run.get(style)

        wait_until(run.is_able_to_work, "database, Redis, migrations and worker are well")

        again = checkout.call("make", "run", f"PORT={free_port()}")
        assert again.returncode != 0
        assert f"imbizo: this checkout already runs on http://127.0.0.1:{run.port}/" in again.stdout
        assert "<main" in run.get("/")

        run.tell(signal.SIGTERM)
        run.wait()
        assert not checkout.site()
        assert not checkout.servers()


def test_it_ends_everything_on_ctrl_c(checkout: Checkout) -> None:
    with checkout.running(terminal=True) as run:
        run.press_ctrl_c()
        run.wait()
        assert "Imbizo has ended." in run.said
        assert not checkout.site()


def test_it_ends_everything_on_an_interrupt_in_the_background_of_a_script(checkout: Checkout) -> None:
    with checkout.running(background=True) as run:
        run.tell_all(signal.SIGINT)
        run.wait()
        assert "Imbizo has ended." in run.said
        assert not checkout.site()


def test_it_ends_everything_when_its_terminal_is_closed(checkout: Checkout) -> None:
    with checkout.running(terminal=True) as run:
        run.close_terminal()
        run.wait()
        wait_until(lambda: not checkout.site(), "the site has ended")


def kill_all(run: Run) -> None:
    """As the machine does when it runs out of memory or power."""
    killed = [*run.checkout.site(), *run.checkout.servers()]
    run.kill_group()
    for process in killed:
        processes.tell(process, signal.SIGKILL)
    assert processes.wait_for_end(killed, 10)
    assert run.checkout.leftovers()


def kill_database(run: Run) -> None:
    number = int((run.checkout.data / "postgres" / "postmaster.pid").read_text().split()[0])
    os.kill(number, signal.SIGKILL)
    assert run.wait() != 0
    assert "imbizo: the private PostgreSQL ended" in run.said


KILLS: dict[str, Callable[[Run], None]] = {
    "make": lambda run: run.kill("make"),
    "the launcher": lambda run: run.kill("launch/main.py"),
    "honcho": lambda run: run.kill("honcho"),
    "the web server": lambda run: run.kill("gunicorn"),
    "the group of a terminal": lambda run: run.kill_group(),
    "everything": kill_all,
    "the database": kill_database,
}


def test_it_starts_again_whatever_was_killed(checkout: Checkout) -> None:
    """One chain, each start being the proof of the kill before it, at once and on the same port."""
    port = free_port()
    run = Run(checkout, port)
    try:
        run.wait_until_ready()
        for victim, kill in KILLS.items():
            kill(run)
            run = Run(checkout, port)
            run.wait_until_ready()
            assert "<main" in run.get("/"), victim
    finally:
        run.end()


def test_it_uses_services_that_run_and_leaves_them(checkout: Checkout) -> None:
    assert checkout.call("bin/services", "start").returncode == 0
    before = [process.pid for process in checkout.servers() if process.parent == 1]
    with checkout.running():
        pass
    assert set(before) <= {process.pid for process in checkout.servers()}
    assert checkout.call("bin/services", "stop").returncode == 0


def test_two_checkouts_run_at_once(checkout: Checkout, other_folder: Path) -> None:
    other = Checkout(other_folder)
    # What the first start would make anew, so that the test takes seconds.
    shutil.copytree(checkout.folder / "static", other.folder / "static")
    (other.folder / ".imbizo").mkdir()
    shutil.copy2(checkout.folder / ".imbizo" / "collected", other.folder / ".imbizo")
    subprocess.run(["cp", "-a", checkout.data, other.data], check=True)
    try:
        with checkout.running() as first, other.running() as second:
            checkout.sql("CREATE TABLE only_in_one AS SELECT 1 AS n")
            assert other.sql("SELECT to_regclass('only_in_one') IS NULL") == "t"
            first.tell(signal.SIGTERM)
            first.wait()
            assert "<main" in second.get("/")
        assert not other.site()
        assert not other.leftovers()
    finally:
        other.erase()


def test_a_taken_port_is_one_clear_message(checkout: Checkout) -> None:
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        line.listen()
        port = line.getsockname()[1]
        done = checkout.call("make", "run", f"PORT={port}")
    lines = [said for said in done.stdout.splitlines() if not said.startswith("make")]
    assert len(lines) == 1
    assert lines[0].startswith(f"imbizo: port {port} is taken by another program. Choose another: make run PORT=")


@pytest.mark.parametrize("port", ["http", "0", "70000", "8000x", "-1"])
def test_a_port_that_is_none_is_one_clear_message(checkout: Checkout, port: str) -> None:
    done = checkout.call("bin/run", PORT=port)
    assert done.stdout == f"imbizo: PORT must be a whole number from 1 to 65535, not {port!r}.\n"
    assert done.returncode == 1


def test_a_run_that_is_ended_while_it_starts_leaves_nothing(checkout: Checkout) -> None:
    run = Run(checkout, free_port())
    wait_until(lambda: "Prepared the database" in run.said, f"the start is under way: {run.said}")
    run.tell(signal.SIGTERM)
    assert run.wait() != 0
    wait_until(lambda: not checkout.servers(), "the servers end")


def test_a_database_of_somebody_else_is_left_alone(checkout: Checkout) -> None:
    psql = (".venv/bin/python", "manage.py", "dbshell", "--", "-qtAc")
    assert checkout.call("bin/services", "start").returncode == 0
    own = (checkout.folder / ".imbizo" / "services.env").read_text().split("DATABASE_URL=")[1].split()[0]
    theirs = own.removesuffix("imbizo") + "theirs"
    try:
        checkout.sql("CREATE DATABASE theirs")
        made = "CREATE TABLE engagement_user (id int); INSERT INTO engagement_user VALUES (1)"
        assert checkout.call(*psql, made, DATABASE_URL=theirs).returncode == 0
        done = checkout.call("make", "run", f"PORT={free_port()}", DATABASE_URL=theirs)
        assert done.returncode != 0
        assert "imbizo: the database could not be prepared: the one that DATABASE_URL names is in use" in done.stdout
        tables = checkout.call(
            *psql, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'", DATABASE_URL=theirs
        )
        assert set(tables.stdout.split()) - {"spatial_ref_sys"} == {"engagement_user"}
    finally:
        checkout.call(*psql, "DROP DATABASE IF EXISTS theirs", DATABASE_URL=own)
        assert checkout.call("bin/services", "stop").returncode == 0
