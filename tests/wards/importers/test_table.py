"""Tables as people publish them are read; what is no table is refused with what to do."""

import gzip
import io
import json
import tracemalloc
import zipfile
from pathlib import Path

import openpyxl
import pytest

from wards.importers import content as content_module
from wards.importers import limits
from wards.importers.heading import name_columns
from wards.importers.limits import TableError
from wards.importers.table import Table, TableOptions, read_table

HEADING = ("Name", "Ward")


def read(path: Path, **options: str) -> Table:
    return read_table(path, TableOptions(**options), is_known=lambda cell: cell.strip() in HEADING)


def write(folder: Path, content: bytes | str, name: str = "list.csv") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def cells(table: Table) -> list[tuple[int, list[str]]]:
    return [(row.number, list(row.cells.values())) for row in table.rows]


@pytest.mark.parametrize(
    ("encoded", "encoding"),
    [
        ("Name,Ward\nZoë,1\n".encode(), "utf-8"),
        ("Name,Ward\nZoë,1\n".encode("utf-8-sig"), "utf-8-sig"),
        ("Name,Ward\nZoë,1\n".encode("utf-16"), "utf-16"),
        ("Name,Ward\nZoë,1\n".encode("cp1252"), "cp1252"),
    ],
)
def test_the_encoding_is_found_out(tmp_path: Path, encoded: bytes, encoding: str) -> None:
    table = read(write(tmp_path, encoded))
    assert table.encoding == encoding
    assert cells(table) == [(2, ["Zoë", "1"])]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found_out(tmp_path: Path, delimiter: str) -> None:
    lines = [["Name", "Ward"], ['"Ngubane, A; B | C"', "1"], ["Bheki", "2"]]
    table = read(write(tmp_path, "\n".join(delimiter.join(line) for line in lines)))
    assert table.delimiter == delimiter
    assert cells(table) == [(2, ["Ngubane, A; B | C", "1"]), (3, ["Bheki", "2"])]


def test_a_heading_under_titles_is_found_and_rows_keep_the_numbers_of_the_spreadsheet(tmp_path: Path) -> None:
    table = read(write(tmp_path, "Councillors of Imbizo\n\nName,Ward,\nAmahle,1,x\n\n Bheki ,2\n"))
    assert table.columns == ("Name", "Ward", "column 3")
    assert cells(table) == [(4, ["Amahle", "1", "x"]), (6, ["Bheki", "2", ""])]


def test_a_column_that_is_named_twice_is_told_apart(tmp_path: Path) -> None:
    assert read(write(tmp_path, "Name,Ward,Ward\nAmahle,1,2\n")).columns == ("Name", "Ward", "Ward (3)")


def test_an_encoding_that_does_not_fit_is_refused_with_the_row(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="not in utf-8: row 2"):
        read(write(tmp_path, "Name,Ward\nZoë,1\n".encode("cp1252")), encoding="utf-8")


def workbook(folder: Path, rows: list[list[object] | dict[int, object]]) -> Path:
    book = openpyxl.Workbook()
    book.active.title = "Cover"
    sheet = book.create_sheet("Councillors")
    for row in rows:
        sheet.append(row)
    path = folder / "list.xlsx"
    book.save(path)
    return path


def test_a_sheet_of_a_workbook_is_read_with_whole_numbers_as_people_see_them(tmp_path: Path) -> None:
    table = read(
        workbook(tmp_path, [["Name", "Ward"], ["Amahle", 1.0], [None, None], ["Bheki", 2]]), sheet="Councillors"
    )
    assert cells(table) == [(2, ["Amahle", "1"]), (4, ["Bheki", "2"])]


def test_a_sheet_that_does_not_exist_is_refused_with_those_that_do(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="Cover, Councillors"):
        read(workbook(tmp_path, [["Name", "Ward"], ["Amahle", 1]]), sheet="Members")


def test_features_become_rows_with_a_position(tmp_path: Path) -> None:
    square = [[[0, 0], [2, 0], [2, 2], [0, 2], [0, 0]]]
    features = [
        {
            "type": "Feature",
            "properties": {"Name": "Quay"},
            "geometry": {"type": "Point", "coordinates": [-9.5, -29.5]},
        },
        {"type": "Feature", "properties": {"Name": "Reef"}, "geometry": {"type": "Polygon", "coordinates": square}},
        {"type": "Feature", "properties": {"Name": "Nowhere"}, "geometry": None},
    ]
    table = read(write(tmp_path, json.dumps({"type": "FeatureCollection", "features": features}), "places.geojson"))
    assert [(row.cells["Name"], row.cells["longitude"], row.cells["latitude"]) for row in table.rows] == [
        ("Quay", "-9.5", "-29.5"),
        ("Reef", "1", "1"),
        ("Nowhere", "", ""),
    ]


def test_features_in_another_projection_are_refused(tmp_path: Path) -> None:
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::2048"}}
    with pytest.raises(TableError, match="EPSG::2048"):
        read(write(tmp_path, json.dumps({"type": "FeatureCollection", "crs": crs, "features": []})))


def test_a_json_list_becomes_rows_and_its_lists_become_text(tmp_path: Path) -> None:
    table = read(write(tmp_path, json.dumps([{"Name": "Quay", "also": ["Kaai", "Pier"], "lat": -29.5}, {"Ward": 3}])))
    assert table.columns == ("Name", "also", "lat", "Ward")
    assert cells(table) == [(1, ["Quay", "Kaai; Pier", "-29.5", ""]), (2, ["", "", "", "3"])]


def test_a_gzipped_table_is_unpacked(tmp_path: Path) -> None:
    assert cells(read(write(tmp_path, gzip.compress(b"Name,Ward\nAmahle,1\n"), "list.csv.gz"))) == [
        (2, ["Amahle", "1"])
    ]


def archive() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as members:
        members.writestr("list.csv", "Name,Ward\n")
    return packed.getvalue()


@pytest.mark.parametrize(
    ("content", "advice"),
    [
        (b"", "The file is empty"),
        (b" \n \n", "The file is empty"),
        (b"Name,Ward\n", "no rows under it"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "This is no table"),
        (b"<html><body>Not found</body></html>", "web page"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Excel format"),
        (b"PK\x03\x04 torn", "workbook is broken"),
        (archive(), "Unpack it"),
        (b'{"type": "Topology"}', "no table"),
        (b'{"type": "FeatureCollection", "features": [', "cannot be read as JSON"),
        (b"\x1f\x8b torn", "packed and broken"),
        (b'Name,Ward\n"Amahle,1\n' + b"x" * 200_000, "cannot be read as CSV"),
    ],
)
def test_what_is_no_table_is_refused_with_what_to_do(tmp_path: Path, content: bytes, advice: str) -> None:
    with pytest.raises(TableError, match=advice):
        read(write(tmp_path, content))


def test_a_small_archive_that_unfolds_without_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(content_module, "MAX_BYTES", 10_000)
    with pytest.raises(TableError, match="larger than"):
        read(write(tmp_path, gzip.compress(b"Name,Ward\n" + b"Amahle,1\n" * 10_000)))
    with pytest.raises(TableError, match="larger than"):
        read(workbook(tmp_path, [["Name", "Ward"], *([f"Councillor {n}", n] for n in range(2_000))]))


def test_more_rows_than_anybody_publishes_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_ROWS", 3)
    assert read(write(tmp_path, "Name,Ward\nA,1\nB,2\nC,3\n")).rows
    with pytest.raises(TableError, match="more than 3 rows"):
        read(write(tmp_path, "Name,Ward\nA,1\nB,2\nC,3\nD,4\n"))


def test_a_table_of_too_many_columns_is_refused(tmp_path: Path) -> None:
    wide = ["name", *(f"c{number}" for number in range(limits.MAX_COLUMNS))]
    for name, content in (("w.csv", f"{','.join(wide)}\nSea\n"), ("w.json", json.dumps([dict.fromkeys(wide, "1")]))):
        (tmp_path / name).write_text(content)
        with pytest.raises(TableError, match="more than 500 columns"):
            read_table(tmp_path / name, TableOptions(), is_known=lambda cell: cell == "name")


def test_names_of_columns_that_repeat_are_told_apart() -> None:
    assert name_columns(["Name", "", "Name", "Name"]) == ("Name", "column 2", "Name (3)", "Name (4)")


def test_rows_take_memory_for_what_they_hold_and_not_for_the_table_s_width(tmp_path: Path) -> None:
    columns = ["Name", "Ward", *(f"c{number}" for number in range(498))]
    far = [["Name", "Ward"], ["Amahle", 1], *({16_384: "x"} for _ in range(300))]
    files = {
        "narrow.csv": write(tmp_path, f"{','.join(columns)}\n" + "Amahle\n" * 3_000, "narrow.csv"),
        "narrow.json": write(tmp_path, json.dumps([dict.fromkeys(columns, "1"), *[{"Name": "A"}] * 3_000]), "n.json"),
        "far.xlsx": workbook(tmp_path, far),
    }
    for name, path in files.items():
        tracemalloc.start()
        table = read(path, sheet="Councillors" if name == "far.xlsx" else "")
        _now, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert peak < 12_000_000, name
        assert table.rows[0].cells["Ward"] in {"", "1"}
        assert len(table.rows) == (1 if name == "far.xlsx" else 3_000 + (name == "narrow.json"))


def test_more_cells_than_anybody_publishes_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_CELLS", 50)
    few, many = [["Name", "Ward"], *[["A", "1"]] * 10], [["Name", "Ward"], *[["A", "1"]] * 40]
    for rows, fits in ((few, True), (many, False)):
        files = (
            write(tmp_path, "\n".join(",".join(row) for row in rows)),
            write(tmp_path, json.dumps([dict(zip(rows[0], row, strict=True)) for row in rows[1:]]), "list.json"),
            workbook(tmp_path, rows),
        )
        for path in files:
            sheet = "Councillors" if path.suffix == ".xlsx" else ""
            if fits:
                assert len(read(path, sheet=sheet).rows) == 10
            else:
                with pytest.raises(TableError, match="more than 50 cells"):
                    read(path, sheet=sheet)


def test_a_workbook_of_too_many_cells_is_refused_before_a_library_reads_it(tmp_path: Path) -> None:
    path = workbook(tmp_path, [["Name", "Ward"], ["Amahle", 1]])
    heavy = tmp_path / "heavy.xlsx"
    with zipfile.ZipFile(path) as plain, zipfile.ZipFile(heavy, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in plain.namelist():
            text = plain.read(name)
            if name == "xl/worksheets/sheet2.xml":
                text = text.replace(b"</sheetData>", b'<row r="3">' + b"<c/>" * 3_000_001 + b"</row></sheetData>")
            packed.writestr(name, text)
    with pytest.raises(TableError, match="more than 3000000 cells"):
        read(heavy, sheet="Councillors")


def test_a_record_without_end_is_refused(tmp_path: Path) -> None:
    for record in ("a," * 600_000, '"a\n",' * 300_000):
        with pytest.raises(TableError, match="A row of the file is longer"):
            read(write(tmp_path, "Name,Ward\nAmahle,1\n" + record))


@pytest.mark.parametrize(
    ("name", "content", "row"),
    [
        ("nul.json", r'[{"Name": "Amahle", "Ward": "1"}, {"Name": "a\u0000b", "Ward": "2"}]', 2),
        ("half.json", r'[{"Name": "\ud800", "Ward": "2"}]', 1),
        ("key.json", r'[{"Name": "Amahle", "\u0000": "2"}]', 1),
        ("nul.csv", "Name,Ward\nAmahle,1\n" * 400 + "Bh\x00eki,2\n", 801),
    ],
)
def test_a_sign_that_no_database_keeps_is_refused_with_its_row(
    tmp_path: Path, name: str, content: str, row: int
) -> None:
    with pytest.raises(TableError, match=f"Row {row} holds a sign"):
        read(write(tmp_path, content, name))


def test_json_that_nests_without_end_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="This JSON is no table"):
        read(write(tmp_path, "[" * 100_000 + "]" * 100_000))
