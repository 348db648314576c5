"""Run a script in a process of its own, and tell how long it took and how much memory it held."""

import subprocess
import sys
import time
from dataclasses import dataclass

from tests.bench.scratch import ROOT, Scratch


@dataclass(frozen=True)
class Cost:
    """Seconds from start to end of the process, its peak memory in bytes, and what it printed."""

    seconds: float
    peak_bytes: int
    output: str

    @property
    def peak(self) -> str:
        return f"{self.peak_bytes / 2**20:.0f} MiB"


def run_measured(place: Scratch, script: str, *words: str) -> Cost:
    """Run a Python script of the checkout, such as manage.py, against the scratch database.

    Raises:
        SystemExit: it failed; its words are shown.
    """
    note = place.folder / "peak"
    command = [sys.executable, "-m", "tests.bench.peak", str(note), script, *words]
    start = time.perf_counter()
    done = subprocess.run(command, cwd=ROOT, env=place.environment(), capture_output=True, text=True, check=False)
    seconds = time.perf_counter() - start
    if done.returncode:
        raise SystemExit(f"{script} {' '.join(words)} failed:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    return Cost(seconds, int(note.read_text()) * 1024, done.stdout)
