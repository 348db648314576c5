"""The entry of bin/setup, bin/services and bin/run."""

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from launch import debian, lint, serve, services, setup, signals
from launch.messages import RefusedError, complain, explain, say


def main(words: list[str]) -> int:
    """Do what the command line asks for. Returns the exit code."""
    asked = _read(words)
    signals.listen()
    try:
        return asked.do(asked)
    except RefusedError as refusal:
        complain(str(refusal))
        return 1
    except OSError as error:
        complain(explain(error))
        return 1
    except signals.Ended as ended:
        return 128 + ended.number


def _read(words: list[str]) -> argparse.Namespace:
    reader = argparse.ArgumentParser(prog="bin/launch/python")
    commands = reader.add_subparsers(required=True)

    private = commands.add_parser("services", prog="bin/services", description="The private PostgreSQL and Redis.")
    verbs = private.add_subparsers(required=True, metavar="start|stop|status|erase|with")
    verbs.add_parser("start", help="start them in the background, to stay").set_defaults(do=_start)
    verbs.add_parser("stop", help="stop them").set_defaults(do=_stop)
    verbs.add_parser("erase", help="stop them and erase their data").set_defaults(do=_erase)
    verbs.add_parser("status", help="say what runs; exit code 0 when all that is needed does").set_defaults(do=_status)
    using = verbs.add_parser("with", help="run a command that needs them")
    using.add_argument("command", nargs=argparse.REMAINDER)
    using.set_defaults(do=_with)

    ready = commands.add_parser("setup", prog="bin/setup", description="Install what is missing.")
    ready.add_argument("--dev", action="store_true", help="also the tools for tests and lint")
    ready.add_argument("--browser", action="store_true", help="also Chromium")
    ready.set_defaults(do=_setup)

    site = commands.add_parser("run", prog="bin/run", description="Serve on http://127.0.0.1:$PORT until Ctrl-C.")
    site.set_defaults(do=lambda _asked: serve.run())

    checks = commands.add_parser("lint", prog="bin/lint", description="Every check that needs no test.")
    checks.set_defaults(do=lambda _asked: lint.run())

    # What bin/setup calls through sudo.
    packages = commands.add_parser("install-packages")
    packages.add_argument("packages", nargs="+")
    packages.set_defaults(do=lambda asked: debian.install(asked.packages))
    return reader.parse_args(words)


def _setup(asked: argparse.Namespace) -> int:
    setup.ensure(dev=asked.dev, browser=asked.browser)
    return 0


def _start(_asked: argparse.Namespace) -> int:
    services.start(to_stay=True)
    for line in services.describe():
        say(line)
    return 0


def _stop(_asked: argparse.Namespace) -> int:
    services.stop()
    return 0


def _erase(_asked: argparse.Namespace) -> int:
    services.erase()
    return 0


def _status(_asked: argparse.Namespace) -> int:
    for line in services.describe():
        say(line)
    return 0 if all(services.SERVERS[name].running() for name in services.needed()) else 3


def _with(asked: argparse.Namespace) -> int:
    command = asked.command[1:] if asked.command[:1] == ["--"] else asked.command
    if not command:
        raise RefusedError("say which command: bin/services with COMMAND ...")
    return services.run_with(command)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
