"""What the two private servers have in common: the account they run as, and how they say why they did not start."""

import contextlib
import os
import subprocess
from pathlib import Path

from launch import checkout

# A private server learns nothing of our environment but where programs are.
ENVIRONMENT = {"PATH": "/usr/local/bin:/usr/bin:/bin", "LANG": "C.UTF-8"}


def run(command: list[str | Path], *, inside: Path, script: str | None = None) -> subprocess.CompletedProcess[str]:
    """Run a program as the servers' account in the folder `inside`; what it says on either channel is its output."""
    owner = checkout.server_account()
    identity = {"user": owner.uid, "group": owner.gid, "extra_groups": []} if checkout.is_root() else {}
    return subprocess.run(
        [os.fspath(part) for part in command],
        cwd=inside,
        env=ENVIRONMENT,
        stdin=subprocess.DEVNULL if script is None else None,
        input=script,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
        **identity,
    )


def reason(said: str, log: Path) -> str:
    """The line that tells why, out of what a program and its log said."""
    with contextlib.suppress(OSError):
        said += "\n" + "\n".join(log.read_text(errors="replace").splitlines()[-20:])
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    if any("No space left on device" in line for line in lines):
        return f"the disk with {log.parent} is full. Free some space and start again."
    marks = ("FATAL", "PANIC", "ERROR", "error:", "# ")
    telling = [line for line in lines if any(mark in line for mark in marks)]
    return f"{(telling or lines or ['it gave no reason'])[-1]} (log: {log})"
