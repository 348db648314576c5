"""Run a script and leave a note of its peak memory: `python -m tests.bench.peak NOTE SCRIPT [ARGUMENT ...]`."""

import atexit
import re
import runpy
import sys
from pathlib import Path


def note_peak(note: Path) -> None:
    """Write the most memory that this process ever held, in KiB.

    The kernel counts VmHWM from the start of the program. `ru_maxrss` would start at what the parent process held.
    """
    note.write_text(re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())[1])


if __name__ == "__main__":
    _, place, script, *words = sys.argv
    atexit.register(note_peak, Path(place))
    sys.argv = [script, *words]
    sys.path[0] = str(Path.cwd())
    runpy.run_path(script, run_name="__main__")
