"""Figures reach the terminal and the document as they were measured."""

from pathlib import Path

import pytest

from tests.bench.lookups import differing
from tests.bench.report import END, START, Table, median_and_tail, write_into

TABLE = Table("Finding", ["", "median"], [["ours", "2 ms"], ["baseline", "1 ms"]], notes=["On one machine."])


def test_a_terminal_gets_columns_lined_up() -> None:
    assert TABLE.as_text().splitlines() == [
        *("Finding", ""),
        "          median",
        "--------  ------",
        "ours        2 ms",
        "baseline    1 ms",
        *("", "On one machine."),
    ]


def test_a_document_gets_figures_between_its_marks_and_keeps_the_rest(tmp_path: Path) -> None:
    document = tmp_path / "performance.md"
    document.write_text(f"Above.\n\n{START}\nold figures\n{END}\n\nBelow.\n")
    write_into(document, [TABLE], preface="Measured today.")
    text = document.read_text()
    assert text.startswith(f"Above.\n\n{START}\nMeasured today.\n\n### Finding\n\n|  | median |\n| --- | ---: |\n")
    assert text.endswith(f"- On one machine.\n{END}\n\nBelow.\n")
    assert "old figures" not in text


def test_a_document_without_a_place_for_figures_is_left_alone(tmp_path: Path) -> None:
    document = tmp_path / "performance.md"
    document.write_text("No marks.\n")
    with pytest.raises(SystemExit, match="no place for the figures"):
        write_into(document, [TABLE], preface="")
    assert document.read_text() == "No marks.\n"


def test_the_tail_is_the_slowest_twentieth() -> None:
    assert median_and_tail([float(n) for n in range(1, 101)]) == pytest.approx((50.5, 95.05))


def test_answers_that_differ_are_counted() -> None:
    assert differing(["A", "B", None], ["A", "B", None], ["A", "C", None]) == 1
    assert differing(["A", None], ["A", "A"]) == 1
