"""import_places, as somebody types it."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.wards.factories import MunicipalityFactory, make_grid
from wards.models import Place

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path: Path) -> Path:
    make_grid(2, 2, municipality=MunicipalityFactory(code="QUAY"))
    path = tmp_path / "places.json"
    path.write_text(
        json.dumps(
            [
                {"geonameid": 1, "name": "Pier", "latitude": -29.995, "longitude": -9.995, "countrycode": "ZZ"},
                {"geonameid": 2, "name": "Away", "latitude": 1, "longitude": 1, "countrycode": "ZY"},
                {"geonameid": 3, "name": "Nowhere", "latitude": None, "longitude": None, "countrycode": "ZZ"},
            ]
        )
    )
    return path


def run(*arguments: object) -> str:
    out = StringIO()
    call_command("import_places", *map(str, arguments), "--country", "zz", "--source", "Test (CC0)", stdout=out)
    return out.getvalue()


def test_a_row_without_a_position_stops_it_until_it_is_left_out(file: Path, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="--leave-out-bad"):
        run(file)
    assert not Place.objects.exists()
    out = run(file, "--leave-out-bad", "--kind", "town", "--report", tmp_path / "report.json")
    assert "row 3: The row has no position." in out
    assert "Rows of another country or municipality: 1" in out
    assert [(place.name, place.kind, place.country) for place in Place.objects.all()] == [("Pier", "town", "ZZ")]
    assert json.loads((tmp_path / "report.json").read_text())["counts"]["added"] == 1


def test_a_dry_run_changes_nothing(file: Path) -> None:
    assert "Added: 1" in run(file, "--dry-run")
    assert not Place.objects.exists()


def test_a_municipality_that_does_not_exist_is_named(file: Path) -> None:
    with pytest.raises(CommandError, match="no municipality NONE"):
        run(file, "--municipality", "NONE")
