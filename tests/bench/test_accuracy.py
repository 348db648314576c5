"""Each class of difference is told apart, and docs/accuracy.md says what is measured."""

from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection

from tests.bench.accuracy import Finding, Outcome, block, classify, measure

REACH = 1500.0
SEA = {"stated_municipality": "A", "found_municipality": "A"}


@pytest.mark.parametrize(
    ("finding", "outcome"),
    [
        (Finding("1", "1"), Outcome.MATCH),
        (Finding("1", "2", **SEA, distance=40.0), Outcome.EDGE),
        (Finding("1", "2", stated_municipality="A", found_municipality="B", distance=40.0), Outcome.BORDER),
        (Finding("1", "", stated_municipality="A", distance=40.0), Outcome.OUTSIDE),
        (Finding("1", "2", **SEA, distance=1501.0), Outcome.FAR),
        (Finding("1", "", stated_municipality="A", distance=9e6, swapped_matches=True), Outcome.SWAPPED),
        (Finding("1", "", has_position=False), Outcome.NO_POSITION),
        (Finding("1", "2"), Outcome.NO_WARD),
    ],
)
def test_classes(finding, outcome) -> None:
    assert classify(finding, REACH) == outcome


@pytest.mark.real_data
@pytest.mark.django_db
def test_the_document_says_what_is_measured(real_data: Path, tmp_path: Path) -> None:
    def fetch(query, words):
        with connection.cursor() as cursor:
            cursor.execute(query, words)
            return cursor.fetchall()

    tables = measure(call_command, fetch, real_data, tmp_path)
    document = Path(__file__).resolve().parents[2] / "docs" / "accuracy.md"
    assert block(tables) in document.read_text("utf-8")
