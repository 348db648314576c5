"""The private servers, as `make services` and manage.py in a plain shell meet them."""

import os
import shutil
import signal
import stat
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ops.checkouts import Checkout, processes, surroundings, wait_until

pytestmark = pytest.mark.ops


@pytest.fixture
def started(checkout: Checkout) -> Iterator[Checkout]:
    done = checkout.call("bin/services", "start")
    assert done.returncode == 0, done.stdout
    yield checkout
    assert checkout.call("bin/services", "stop").returncode == 0


def postmaster(checkout: Checkout) -> processes.Process:
    number = int((checkout.data / "postgres" / "postmaster.pid").read_text().split()[0])
    found = processes.look(number)
    assert found
    return found


def test_a_plain_shell_finds_the_database_and_its_extensions(started: Checkout) -> None:
    assert started.sql("SELECT postgis_lib_version(), similarity('a', 'a')").startswith("3.")


def test_starting_again_keeps_what_runs(started: Checkout) -> None:
    before = postmaster(started)
    assert started.call("bin/services", "start").returncode == 0
    assert postmaster(started) == before
    assert started.call("bin/services", "status").returncode == 0


def test_stopping_leaves_no_process_and_no_file(checkout: Checkout) -> None:
    assert checkout.call("bin/services", "start").returncode == 0
    assert checkout.servers()
    assert checkout.leftovers()
    assert checkout.call("bin/services", "stop").returncode == 0
    assert not checkout.servers()
    assert not checkout.leftovers()
    assert not (checkout.folder / ".imbizo" / "services.env").exists()
    assert checkout.call("bin/services", "status").returncode == 3


def test_nobody_reaches_them_over_the_network_or_from_another_account(started: Checkout) -> None:
    handles = [link for process in started.servers() for link in Path(f"/proc/{process.pid}/fd").iterdir()]
    sockets = {str(link.readlink())[8:-1] for link in handles if str(link.readlink()).startswith("socket:[")}
    tables = [Path("/proc/net", name).read_text().splitlines()[1:] for name in ("tcp", "tcp6")]
    listening = {row.split()[9] for table in tables for row in table if row.split()[3] == "0A"}
    assert sockets
    assert not sockets & listening
    (folder,) = [path for path in started.leftovers() if path.name == f"imbizo-{started.hash}" and path.is_dir()][:1]
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_killed_database_comes_back_with_its_data(started: Checkout) -> None:
    started.sql("CREATE TABLE kept AS SELECT 7 AS n")
    processes.tell(postmaster(started), signal.SIGKILL)
    wait_until(lambda: started.call("bin/services", "status").returncode == 3, "the database is seen to be dead")
    done = started.call("bin/services", "start")
    assert done.returncode == 0, done.stdout
    assert started.sql("SELECT n FROM kept") == "7"


def test_a_killed_redis_comes_back(started: Checkout) -> None:
    (redis,) = processes.working_in(started.data / "redis", "redis-")
    processes.tell(redis, signal.SIGKILL)
    done = started.call("bin/services", "start")
    assert done.returncode == 0, done.stdout
    (again,) = processes.working_in(started.data / "redis", "redis-")
    assert again != redis


def test_a_stale_pid_file_that_names_a_stranger_harms_neither(started: Checkout) -> None:
    place = started.data / "postgres" / "postmaster.pid"
    before = place.read_text()
    assert started.call("bin/services", "stop").returncode == 0
    owner = started.data.stat()
    with subprocess.Popen(["sleep", "300"], user=owner.st_uid, group=owner.st_gid) as stranger:
        try:
            place.write_text(before.replace(before.split()[0], str(stranger.pid), 1))
            os.chown(place, owner.st_uid, owner.st_gid)
            done = started.call("bin/services", "start")
            assert done.returncode == 0, done.stdout
            assert stranger.poll() is None
        finally:
            stranger.kill()
    assert started.sql("SELECT 1") == "1"


def test_a_half_made_cluster_is_made_anew(checkout: Checkout) -> None:
    assert checkout.call("bin/services", "erase").returncode == 0
    owner = checkout.folder.stat()
    half = checkout.data / "postgres.new"
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("15\n")
    if os.geteuid() == 0:
        import pwd

        owner = pwd.getpwnam("postgres")
        os.chown(checkout.data, owner.pw_uid, owner.pw_gid)
    assert checkout.call("bin/services", "with", ".venv/bin/python", "manage.py", "check").returncode == 0
    assert not half.exists()


def test_the_last_user_stops_what_nobody_started_to_stay(checkout: Checkout) -> None:
    with subprocess.Popen(
        ["bin/services", "with", "cat"], cwd=checkout.folder, env=surroundings(), stdin=subprocess.PIPE
    ) as first:
        wait_until((checkout.folder / ".imbizo" / "services.env").exists, "the first user has its servers")
        assert checkout.call("bin/services", "with", "true").returncode == 0
        assert checkout.call("bin/services", "status").returncode == 0
        refused = checkout.call("bin/services", "stop")
        assert refused.returncode == 1
        assert refused.stdout.startswith("imbizo: `make run` or `make test` is using the private servers.")
        first.communicate()
    assert not checkout.servers()


def test_a_user_leaves_alone_what_was_started_to_stay(started: Checkout) -> None:
    before = postmaster(started)
    assert started.call("bin/services", "with", "true").returncode == 0
    assert postmaster(started) == before


def test_the_exit_code_of_a_command_is_passed_on(checkout: Checkout) -> None:
    assert checkout.call("bin/services", "with", "sh", "-c", "exit 7").returncode == 7


def test_a_command_that_is_missing_or_unknown_is_one_clear_message(checkout: Checkout) -> None:
    assert checkout.call("bin/services", "with").stdout == "imbizo: say which command: bin/services with COMMAND ...\n"
    done = checkout.call("bin/services", "with", "--", "no-such-command")
    assert done.stdout.splitlines()[-1] == "imbizo: no-such-command: No such file or directory."
    assert not checkout.servers()


def test_what_an_earlier_checkout_at_this_path_left_is_said(checkout: Checkout) -> None:
    assert checkout.call("bin/services", "start").returncode == 0
    assert checkout.call("bin/services", "stop").returncode == 0
    if os.geteuid() == 0:  # an ordinary user's data goes with the checkout
        shutil.rmtree(checkout.folder / ".imbizo")
        done = checkout.call("bin/services", "with", "true")
        assert (
            f"An earlier checkout here left its data in {checkout.data}; `bin/services erase` removes it."
            in done.stdout
        )
    assert "An earlier checkout" not in checkout.call("bin/services", "with", "true").stdout


def test_a_server_named_in_the_environment_is_used_instead(checkout: Checkout) -> None:
    named = {"DATABASE_URL": "postgis://somebody@db.example.org/imbizo"}
    done = checkout.call("bin/services", "with", "sh", "-c", "cat .imbizo/services.env; echo $DATABASE_URL", **named)
    assert "DATABASE_URL=" not in done.stdout
    assert "REDIS_URL=unix://" in done.stdout
    assert named["DATABASE_URL"] in done.stdout
    assert not (checkout.data / "postgres" / "postmaster.pid").exists()


def test_a_server_that_stays_is_still_known_after_a_command_used_another(started: Checkout) -> None:
    started.call("bin/services", "with", "true", DATABASE_URL="postgis://somebody@db.example.org/imbizo")
    assert started.sql("SELECT 1") == "1"
