"""A municipality's outline is not taken for a ward, nor a known municipality for a new one."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.wards.factories import MunicipalityFactory, make_grid
from tests.wards.importers.boundaries.files import cells, ward_frame, write
from wards.importers.boundaries.options import WardImportOptions
from wards.models import ImportReport, Municipality, Ward
from wards.services.ward_imports import import_wards

pytestmark = pytest.mark.django_db

AT = datetime(2026, 9, 1, 8, 0, tzinfo=UTC)
WHOLE_TOWN = cells(1, size=0.02)
"""One square over the four wards of a grid of two by two."""


@pytest.fixture
def town() -> Municipality:
    """A municipality of four wards."""
    town = MunicipalityFactory(code="SEA", name="Seatown")
    make_grid(2, 2, municipality=town)
    return town


def run(path: Path, *allow: str, edition: str = "2021", municipality: str = "") -> ImportReport:
    options = WardImportOptions(
        country="ZZ",
        edition=edition,
        published_on=date(2020, 11, 26),
        municipality=municipality,
        columns={"municipality_name": "{town}"},
        allow=frozenset(allow),
    )
    return import_wards(path=path, options=options, by=None, at=AT)


def outline(path: Path, *, code: str, name: str = "Seatown") -> Path:
    frame = ward_frame(WHOLE_TOWN, ward_code=[f"{code}001"], ward_number=None, municipality=[code], town=[name])
    return write(frame, path / "outline.geojson")


@pytest.mark.parametrize("code", ["SEA", "ZZ798"], ids=["its own code", "another code"])
@pytest.mark.parametrize("edition", ["2021", "2026"], ids=["the edition of its wards", "a new edition"])
def test_the_outline_of_a_municipality_is_no_ward(town: Municipality, tmp_path: Path, code: str, edition: str) -> None:
    path = outline(tmp_path, code=code, name="Elsewhere")
    report = run(path, edition=edition)
    assert report.state == "refused"
    assert "Row 1 has no ward number and covers 4 known wards of SEA" in report.problems[0]["message"]
    assert "--allow outline" in report.problems[0]["message"]
    assert (Municipality.objects.get(), Ward.objects.count()) == (town, 4)


def test_a_municipality_that_is_one_ward_now_is_loaded_where_it_is_meant(town: Municipality, tmp_path: Path) -> None:
    assert run(outline(tmp_path, code="SEA"), "outline", edition="2026").state == "applied"
    assert town.wards.filter(delimitation__edition="2026").count() == 1


def test_one_ward_of_the_same_ground_in_two_editions_is_no_outline(tmp_path: Path) -> None:
    lone = MunicipalityFactory(code="SEA", name="Seatown")
    make_grid(1, 1, municipality=lone)
    frame = ward_frame(cells(1), ward_code=["SEA001"], ward_number=None, municipality=["SEA"], town=["Seatown"])
    path = write(frame, tmp_path / "one.geojson")
    assert run(path, edition="2026").state == "applied"
    assert run(path, "file", edition="2031").state == "applied"


def test_a_known_municipality_is_not_added_again_under_another_code(town: Municipality, tmp_path: Path) -> None:
    frame = ward_frame(cells(2), municipality=["ZZ798"] * 2, town=["SEATOWN"] * 2)
    path = write(frame, tmp_path / "wards.geojson")
    report = run(path, edition="2026")
    assert report.state == "refused"
    assert "ZZ798 is a new municipality with the name and the ground of SEA (Seatown)" in report.problems[0]["message"]
    assert Municipality.objects.get() == town
    assert run(path, "namesake", edition="2026").state == "applied"
    assert Municipality.objects.count() == 2


def test_a_municipality_of_the_same_name_elsewhere_is_added(town: Municipality, tmp_path: Path) -> None:
    frame = ward_frame(cells(2, origin=(-9.0, -30.0)), municipality=["ZZ798"] * 2, town=["Seatown"] * 2)
    assert run(write(frame, tmp_path / "wards.geojson"), edition="2026").state == "applied"
