"""The real lists of councillors are read as documented. Nobody's name stands here."""

from pathlib import Path

import pytest

from wards.importers.columns import column_of
from wards.importers.councillors import read_councillors
from wards.importers.problems import Severity

pytestmark = pytest.mark.real_data


def test_cape_towns_list_of_2011(real_data: Path) -> None:
    read = read_councillors(real_data / "za-councillors-cpt-2011" / "councillors.csv", country="ZA")
    assert {name: column_of(pattern) for name, pattern in read.columns.items()} == {
        "name": "name",
        "ward": "ward",
        "party": "party",
        "email": "email",
        "phone": "business_number",
    }
    assert (len(read.rows), len(read.unread)) == (111, 0)
    assert [row.ward for row in read.rows if not row.name] == ["Ward 35"]
    assert {problem.code for problem in read.problems} == {"bad_phone"}
    assert sum(bool(row.office_phone) for row in read.rows) == 80


@pytest.mark.parametrize(("county", "rows", "vacant"), [("KIAMBU", 50, 0), ("GARISSA", 40, 1), ("", 422, 422)])
def test_kenyas_wards_tell_their_representatives(real_data: Path, county: str, rows: int, vacant: int) -> None:
    read = read_councillors(
        real_data / "ke-wards" / "newWards.geojson",
        country="KE",
        columns={"ward": "KE-{OBJECTID}"},
        where={"COUNTY": county},
    )
    assert column_of(read.columns["name"]) == "MCA"
    assert len(read.rows) == rows
    assert sum(not row.name for row in read.rows) == vacant
    assert not [problem for problem in read.problems if problem.severity == Severity.ERROR]
