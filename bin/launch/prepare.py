"""Bring the database, the demo and the files up to date. Runs under `.venv`'s Python: the one module here that may."""

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path.cwd()))  # the checkout, where bin/run starts us

import django
from django.core.management import CommandError, call_command, get_commands
from django.db import OperationalError

Step = tuple[str, str, dict[str, object]]
STEPS: list[Step] = [
    ("the database's tables", "migrate", {"interactive": False, "verbosity": 0}),
    ("the demo", "load_demo", {"verbosity": 0}),
    ("static files", "collectstatic", {"interactive": False, "verbosity": 0}),
    ("translations", "compilemessages", {"ignore_patterns": [".venv", ".imbizo"], "verbosity": 0}),
]


def main() -> None:
    """Take each step, and say how long it took. A step that the machine's state forbids ends in one line."""
    django.setup()
    for title, command, options in _possible():
        begun = time.monotonic()
        try:
            call_command(command, **options)
        except (CommandError, OperationalError, OSError) as error:
            sys.exit(f"imbizo: {title} could not be prepared: {_first_line(error)}")
        print(f"Prepared {title} ({time.monotonic() - begun:.1f} s)", flush=True)


def _possible() -> list[Step]:
    """The steps that this checkout has: without its demo or its translations there is nothing to do for them."""
    commands = get_commands()
    absent = set() if Path("locale").exists() else {"compilemessages"}
    return [step for step in STEPS if step[1] in commands and step[1] not in absent]


def _first_line(error: Exception) -> str:
    text = str(error).strip() or type(error).__name__
    if "No space left on device" in text:
        return "the disk is full. Free some space and start again."
    return text.splitlines()[0]


if __name__ == "__main__":
    main()
