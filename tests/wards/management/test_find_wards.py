"""find_wards adds the ward of each point to a file."""

import csv
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.wards.factories import CELL, SEA, make_grid
from wards.models import Ward

pytestmark = pytest.mark.django_db

WEST, SOUTH = SEA
INSIDE = f"{SOUTH + CELL / 2},{WEST + 1.5 * CELL}"
BORDER = f"{SOUTH + CELL / 2},{WEST + CELL}"


@pytest.fixture
def wards():
    return make_grid(2, 1)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "points.csv"
    rows = ["name,lat,lon", f"Café,{INSIDE}", f"Edge,{BORDER}", "Far,10,10", "Broken,south,west", "Empty"]
    path.write_text("\n".join(rows), "utf-8")
    return path


def read(path: Path) -> list[dict]:
    with path.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def test_every_row_is_kept_and_gets_its_ward_or_the_reason(wards, file: Path, tmp_path: Path, capsys) -> None:
    out = tmp_path / "found.csv"
    call_command("find_wards", str(file), "--output", str(out))
    found = [(row["name"], row["ward_code"], row["ward_number"], row["ward_note"]) for row in read(out)]
    assert found == [
        ("Café", wards[1].code, "2", ""),
        ("Edge", wards[0].code, "1", "on a border"),
        ("Far", "", "", "outside every ward"),
        ("Broken", "", "", "position is not two numbers"),
        ("Empty", "", "", "no position"),
    ]
    assert read(out)[0]["municipality_code"] == wards[0].municipality.code
    said = capsys.readouterr().err
    assert "5 rows: 1 in a ward, 1 on a border, 1 outside every ward, 2 without a position" in said


def test_without_an_output_it_writes_to_the_console(wards, file: Path, capsys) -> None:
    call_command("find_wards", str(file))
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "name,lat,lon,ward_code,ward_number,ward_name,municipality_code,ward_note"
    assert len(lines) == 6


def test_wards_of_another_day_are_found_on_that_day(wards, file: Path, capsys) -> None:
    call_command("find_wards", str(file), "--on", "2020-01-01")
    assert "0 in a ward" in capsys.readouterr().err


def test_columns_that_the_file_has_already_are_told_apart(wards, tmp_path: Path, capsys) -> None:
    path = tmp_path / "points.csv"
    path.write_text(f"ward_code;lat;lon\nold;{INSIDE.replace(',', ';')}\n")
    call_command("find_wards", str(path))
    heading, row = capsys.readouterr().out.splitlines()
    assert heading.startswith("ward_code;lat;lon;found_ward_code;ward_number")
    assert row.startswith("old;")
    assert wards[1].code in row


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--lat", "north"], "No column is called north"),
        (["--on", "29/5/2024"], "is no day"),
    ],
)
def test_mistakes_are_named(file: Path, arguments, words) -> None:
    with pytest.raises(CommandError, match=words):
        call_command("find_wards", str(file), *arguments)


def test_the_file_itself_is_never_written_over(file: Path) -> None:
    before = file.read_bytes()
    with pytest.raises(CommandError, match="Choose another name"):
        call_command("find_wards", str(file), "--output", str(file))
    assert file.read_bytes() == before


def test_an_output_appears_only_when_it_is_whole(wards, file: Path, tmp_path: Path, monkeypatch) -> None:
    def fail(*_arguments):
        raise RuntimeError("the database is gone")

    monkeypatch.setattr("wards.management.commands.find_wards.find_wards_of_points", fail)
    with pytest.raises(RuntimeError):
        call_command("find_wards", str(file), "--output", str(tmp_path / "found.csv"))
    assert sorted(each.name for each in tmp_path.iterdir()) == ["points.csv"]


def test_no_added_cell_is_a_formula(wards, file: Path, capsys) -> None:
    Ward.objects.filter(pk=wards[1].pk).update(name="=HYPERLINK(1)")
    call_command("find_wards", str(file))
    out = capsys.readouterr().out
    assert "'=HYPERLINK(1)" in out
    assert ",=HYPERLINK" not in out
