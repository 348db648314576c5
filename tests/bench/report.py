"""Tables of figures, for a terminal and for docs/performance.md."""

import os
import platform
import re
import statistics
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

START, END = "<!-- measured: make bench -->", "<!-- end of what was measured -->"


@dataclass(frozen=True)
class Table:
    """What was measured, beside what it is compared with."""

    title: str
    columns: Sequence[str]
    rows: list[Sequence[str]]
    notes: list[str] = field(default_factory=list)

    def as_text(self) -> str:
        """Columns lined up for a terminal."""
        widths = [max(len(row[column]) for row in [self.columns, *self.rows]) for column in range(len(self.columns))]
        lines = [_lined_up(row, widths) for row in [self.columns, ["-" * width for width in widths], *self.rows]]
        return "\n".join([self.title, "", *lines, *(["", *self.notes] if self.notes else [])])

    def as_markdown(self) -> str:
        """The same as a section of a document."""
        rule = ["---", *["---:"] * (len(self.columns) - 1)]
        lines = ["| " + " | ".join(row) + " |" for row in [self.columns, rule, *self.rows]]
        notes = [f"- {note}" for note in self.notes]
        return "\n".join([f"### {self.title}", "", *lines, *(["", *notes] if notes else [])])


def _lined_up(row: Sequence[str], widths: list[int]) -> str:
    first, *others = [
        word.ljust(width) if column == 0 else word.rjust(width)
        for column, (word, width) in enumerate(zip(row, widths, strict=True))
    ]
    return "  ".join([first, *others]).rstrip()


def milliseconds(seconds: float) -> str:
    """Such as "1.23 ms"; thousandths where it is under a tenth."""
    return f"{seconds * 1000:.3f} ms" if seconds < 1e-4 else f"{seconds * 1000:.2f} ms"


def median_and_tail(latencies: Sequence[float]) -> tuple[float, float]:
    """The 50th and the 95th percentile, in the unit that comes in; at least two values."""
    cuts = statistics.quantiles(latencies, n=100, method="inclusive")
    return cuts[49], cuts[94]


def machine() -> str:
    """What the figures were measured on, in one line without names."""
    processor = re.search(r"model name\s*: (.+)", Path("/proc/cpuinfo").read_text())
    memory = re.search(r"MemTotal:\s+(\d+)", Path("/proc/meminfo").read_text())
    return (
        f"{os.cpu_count()} cores ({processor[1] if processor else platform.machine()}), "
        f"{int(memory[1]) // 2**20 if memory else 0} GiB of memory, Python {platform.python_version()}"
    )


def write_into(document: Path, tables: list[Table], *, preface: str) -> None:
    """Replace what stands between the two marks of a document.

    Raises:
        SystemExit: the document has no such marks.
    """
    before, start, rest = document.read_text().partition(START)
    _, end, after = rest.partition(END)
    if not start or not end:
        raise SystemExit(f"{document} has no place for the figures: {START} and {END}")
    sections = "\n\n".join([preface, *[table.as_markdown() for table in tables]])
    document.write_text(f"{before}{START}\n{sections}\n{END}{after}")
