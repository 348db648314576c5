"""A real list of councillors is laid over wards. Nobody's name stands here."""

import csv
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.wards.factories import make_grid
from wards.enums import ImportConsent, ImportKind, ImportState
from wards.models import Councillor, CouncillorTerm, ImportReport, Ward
from wards.services.import_runs import run_import

pytestmark = [pytest.mark.real_data, pytest.mark.django_db]

AT = datetime(2012, 1, 31, 9, 0, tzinfo=UTC)
FIRST, LATER = date(2011, 6, 1), date(2012, 1, 31)


def bring(path: Path, ward: Ward, on: date, *consents: ImportConsent) -> ImportReport:
    return run_import(
        kind=ImportKind.COUNCILLORS,
        path=path,
        municipality=ward.municipality,
        delimitation=ward.delimitation,
        options={"on": on.isoformat()},
        consents=consents,
        at=AT,
    )


def test_cape_towns_councillors_are_known_by_their_wards_and_asked_about_elsewhere(
    real_data: Path, tmp_path: Path
) -> None:
    source = real_data / "za-councillors-cpt-2011" / "councillors.csv"
    ward = make_grid(37, 3)[0]
    assert bring(source, ward, FIRST).state == ImportState.APPLIED
    served = CouncillorTerm.objects.count()
    again = bring(source, ward, LATER)
    assert (again.preview["asks"], again.counts["begun"], again.counts["unchanged"]) == ([], 0, served)

    rows = list(csv.reader(source.read_text("utf-8-sig").splitlines()))
    place = [cell.lower() for cell in rows[0]].index("ward")
    filled = [row for row in rows[1:] if row[rows[0].index("name")].strip()][:2]
    filled[0][place], filled[1][place] = filled[1][place], filled[0][place]
    moved = tmp_path / "moved.csv"
    with moved.open("w", newline="") as out:
        csv.writer(out).writerows(rows)
    report = bring(moved, ward, LATER)
    assert (report.state, report.preview["asks"]) == (ImportState.REFUSED, [ImportConsent.KNOWN_AGAIN])
    assert sum(problem["code"] == "known_again" for problem in report.problems) == 2
    people = Councillor.objects.count()
    assert bring(moved, ward, LATER, ImportConsent.KNOWN_AGAIN).state == ImportState.APPLIED
    assert Councillor.objects.count() == people
