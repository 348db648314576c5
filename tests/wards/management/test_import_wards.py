"""import_wards loads wards from the console and says what it did."""

import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.wards.importers.boundaries.files import cells, ward_frame, write
from wards.models import ImportReport, Ward

pytestmark = pytest.mark.django_db

EDITION = ["--country", "zz", "--edition", "2020", "--date", "2020-11-26"]


@pytest.fixture
def bad_file(tmp_path: Path) -> Path:
    """Three wards of which two have the same number and no code."""
    frame = ward_frame(cells(3), ward_code=None, ward_number=[1, 1, 2])
    return write(frame, tmp_path / "wards.geojson")


def test_it_says_what_it_read_and_loaded(tmp_path: Path, capsys) -> None:
    call_command("import_wards", str(write(ward_frame(), tmp_path / "wards.geojson")), *EDITION)
    said = capsys.readouterr().out
    assert "Read 2 rows of layer wards (columns of usual names, EPSG:4326)" in said
    assert "0 gaps between neighbours, 0 m² together" in said
    assert "Loaded: 2 wards added, 0 changed, 0 unchanged; 1 municipalities added" in said
    assert Ward.objects.count() == 2


def test_each_bad_row_is_named_and_nothing_is_changed(bad_file: Path, capsys) -> None:
    with pytest.raises(CommandError, match=r"2 rows cannot be taken[\s\S]*Nothing was changed"):
        call_command("import_wards", str(bad_file), *EDITION, "--code", "ZZ-{ward_number:02d}")
    assert capsys.readouterr().err.splitlines() == [
        "row 1 (ward ZZ-01): Code ZZ-01 stands in 2 rows: 1, 2.",
        "row 2 (ward ZZ-01): Code ZZ-01 stands in 2 rows: 1, 2.",
    ]
    assert not Ward.objects.exists()


def test_bad_rows_are_left_out_and_named(bad_file: Path, capsys) -> None:
    call_command("import_wards", str(bad_file), *EDITION, "--code", "{ward_number}", "--leave-out-bad")
    said = capsys.readouterr()
    assert said.err.count("Code 1 stands in 2 rows") == 2
    assert "left out 2" in said.out
    assert Ward.objects.get().code == "2"


def test_every_column_can_be_mapped(tmp_path: Path) -> None:
    frame = ward_frame(ward_code=None, ward_number=None, municipality=None, a=["x1", "x2"], b=["one", "two"])
    call_command(
        "import_wards",
        str(write(frame, tmp_path / "wards.geojson")),
        *EDITION,
        *("--code", "a"),
        *("--number", "{a[1:]}"),
        *("--name", "{b!upper}"),
        *("--municipality-code", "M-{a[:1]!upper}"),
        *("--municipality-name", "The {a[:1]}"),
    )
    facts = Ward.objects.order_by("code").values_list(
        "code", "number", "name", "municipality__code", "municipality__name"
    )
    assert list(facts) == [("x1", 1, "ONE", "M-X", "The x"), ("x2", 2, "TWO", "M-X", "The x")]


def test_a_dry_run_says_what_would_be(tmp_path: Path, capsys) -> None:
    call_command("import_wards", str(write(ward_frame(), tmp_path / "wards.geojson")), *EDITION, "--dry-run")
    assert "Dry run, nothing was changed; it would be: 2 wards added" in capsys.readouterr().out
    assert not Ward.objects.exists()


def test_the_whole_report_is_written_to_a_file_refused_or_not(bad_file: Path, tmp_path: Path) -> None:
    out = tmp_path / "report.json"
    with pytest.raises(CommandError):
        call_command("import_wards", str(bad_file), *EDITION, "--code", "ward_number", "--report", str(out))
    written = json.loads(out.read_text())
    assert (written["state"], written["counts"]["left_out"]) == ("refused", 2)
    assert [problem["row"] for problem in written["problems"]] == [None, 1, 2]
    assert written["file_digest"] == ImportReport.objects.get().file_digest


def test_a_folder_that_is_not_there_is_named_before_anything_is_loaded(tmp_path: Path) -> None:
    path, out = write(ward_frame(), tmp_path / "wards.geojson"), tmp_path / "gone" / "report.json"
    with pytest.raises(CommandError, match="there is no folder"):
        call_command("import_wards", str(path), *EDITION, "--report", str(out))
    assert not Ward.objects.exists()


def test_a_terminal_sees_a_bar_and_a_file_does_not(tmp_path: Path) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    path, terminal, log = write(ward_frame(), tmp_path / "wards.geojson"), Terminal(), io.StringIO()
    call_command("import_wards", str(path), *EDITION, stderr=terminal, stdout=io.StringIO())
    call_command("import_wards", str(path), *EDITION, stderr=log, stdout=io.StringIO())
    assert "\rWriting wards 100 %" in terminal.getvalue()
    # One line for each step.
    assert terminal.getvalue().count("\n") == 4
    assert log.getvalue() == ""


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--country", "South Africa", "--edition", "2020"], "two letters"),
        (["--country", "ZZ", "--edition", "the new one"], "is no name of an edition"),
        (["--country", "ZZ", "--edition", "2020", "--date", "26/11/2020"], "is no day"),
        (["--country", "ZZ", "--edition", "2020", "--allow", "all"], "invalid choice"),
    ],
)
def test_mistyped_options_are_named(arguments, words) -> None:
    with pytest.raises(CommandError, match=words):
        call_command("import_wards", "wards.geojson", *arguments)
