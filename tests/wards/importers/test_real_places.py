"""The real gazetteers are read as documented."""

from collections import Counter
from pathlib import Path

import pytest

from wards.importers.places import read_places

pytestmark = pytest.mark.real_data


@pytest.mark.parametrize(
    ("file", "rows", "bad", "elsewhere", "numbered"),
    [
        ("za-gazetteer/geonames-cities500-southern-africa-plus.json", 989, {}, 1948, True),
        ("za-gazetteer/geonames-postal-ZA.txt", 3920, {}, 0, False),
        ("za-voting-stations-dev/voting-stations-2024-dev.csv", 3338, {}, 0, True),
        (
            "za-schools-2017/schools-2017-sanitised.csv.gz",
            24_196,
            {"no_position": 610, "position_off_earth": 7},
            0,
            True,
        ),
        ("za-schools-2017/schools-northern-cape-sanitised.xlsx", 525, {"no_position": 28}, 0, True),
    ],
)
def test_a_real_gazetteer(
    real_data: Path, file: str, rows: int, bad: dict[str, int], elsewhere: int, numbered: bool
) -> None:
    read = read_places(real_data / file, country="ZA")
    assert Counter(problem.code for problem in read.problems) == bad
    assert (len(read.rows), read.bad, read.elsewhere) == (rows, sum(bad.values()), elsewhere)
    assert all(bool(row.source_id) == numbered for row in read.rows)
