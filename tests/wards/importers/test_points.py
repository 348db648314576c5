"""Files of points are read as people save them."""

from pathlib import Path

import pytest

from wards.importers.limits import TableError
from wards.importers.points import open_points
from wards.rules.positions import NoPosition, Position


def written(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize(
    ("heading", "row"),
    [
        ("id,lat,lon", "1,-30.5,-9.5"),
        ("id;Longitude;Latitude", "1;-9,5;-30,5"),
        ("id\tGIS_Latitude\tGIS_Longitude", "1\t-30.5\t-9.5"),
        ("Y|X|id", "-30.5|-9.5|1"),
    ],
)
def test_delimiter_and_columns_are_found_out(tmp_path: Path, heading, row) -> None:
    points = open_points(written(tmp_path / "p.csv", f"{heading}\n{row}\n"))
    (cells,) = points.rows()
    assert points.position(cells) == Position(-9.5, -30.5)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_the_encoding_is_found_out(tmp_path: Path, encoding) -> None:
    # The accent stands beyond the part of the file that is looked at first.
    text = "name,lat,lon\n" + "Sea,-30.5,-9.5\n" * 6000 + "Café,-30.5,-9.5\n"
    *_others, last = open_points(written(tmp_path / "p.csv", text, encoding)).rows()
    assert last[0] == "Café"


def test_columns_of_other_names_are_told(tmp_path: Path) -> None:
    path = written(tmp_path / "p.csv", "id,north,east\n1,-30.5,-9.5\n")
    with pytest.raises(TableError, match=r"--lat.*columns are: id, north, east"):
        open_points(path, longitude="east")
    points = open_points(path, latitude="NORTH", longitude="east")
    assert points.position(next(points.rows())) == Position(-9.5, -30.5)


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ("-30.5,", NoPosition.MISSING),
        (".,.", NoPosition.MISSING),
        ("south,west", NoPosition.UNREADABLE),
        ("0,0", NoPosition.ZERO),
        ("-300.5,-9.5", NoPosition.OFF_EARTH),
    ],
)
def test_a_row_without_a_position_says_why(tmp_path: Path, cells, reason) -> None:
    points = open_points(written(tmp_path / "p.csv", f"lat,lon\n{cells}\n"))
    assert points.position(next(points.rows())) == reason


def test_short_rows_are_filled_up_and_lines_in_cells_kept(tmp_path: Path) -> None:
    points = open_points(written(tmp_path / "p.csv", 'lat,lon,name\n-30.5\n-30.5,-9.5,"two\nlines"\n'))
    assert list(points.rows()) == [["-30.5", "", ""], ["-30.5", "-9.5", "two\nlines"]]


def test_an_empty_or_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(TableError, match=r"empty.csv is empty"):
        open_points(written(tmp_path / "empty.csv", ""))
    with pytest.raises(TableError, match="There is no file"):
        open_points(tmp_path / "gone.csv")


def test_a_byte_that_windows_does_not_know_is_read_all_the_same(tmp_path: Path) -> None:
    path = tmp_path / "p.csv"
    path.write_bytes(b"name,lat,lon\nCaf\xe9 \x81,-30.5,-9.5\n")
    (cells,) = open_points(path).rows()
    assert cells[0].startswith("Caf\u00e9")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b'"' + b"n" * 200_000 + b'",lat,lon\n', "heading cannot be read as CSV"),
        (b"name,lat,lon\n" + b"n" * 200_000 + b",1,1\n", "Line 2 cannot be read as CSV"),
        (b"\xef\xbb\xbfname,lat,lon\n\xff,1,1\n", "says it is in utf-8-sig and is not"),
        ("name,lat,lon\nx,1,1\n".encode("utf-16")[:-1], "says it is in utf-16 and is not"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "p.csv"
    path.write_bytes(content)
    with pytest.raises(TableError, match=words):
        list(open_points(path).rows())
