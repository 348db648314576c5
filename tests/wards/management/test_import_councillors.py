"""import_councillors, as somebody types it."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.wards.factories import DelimitationFactory, MunicipalityFactory, WardFactory, make_grid
from wards.models import Councillor, CouncillorTerm, ImportReport, Municipality

pytestmark = pytest.mark.django_db

LIST = "Name,Ward\nAmahle,1\nBheki,Ward 02\n,3\n"


@pytest.fixture
def council() -> Municipality:
    return make_grid(2, 2, municipality=MunicipalityFactory(code="QUAY"))[0].municipality


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "councillors.csv"
    path.write_text(LIST)
    return path


def run(*arguments: object) -> str:
    out = StringIO()
    call_command("import_councillors", *map(str, arguments), stdout=out)
    return out.getvalue()


def test_a_list_is_applied_and_the_outcome_told(council: Municipality, file: Path, tmp_path: Path) -> None:
    destination = tmp_path / "report.json"
    out = run(file, "--municipality", "quay", "--on", "2024-03-06", "--report", destination)
    assert "Terms that begin: 2" in out
    assert "row 4: Ward 3 (QUAY003) is vacant." in out
    assert out.endswith("Applied.\n")
    assert CouncillorTerm.objects.count() == 2
    document = json.loads(destination.read_text())
    assert (document["state"], document["municipality"], document["counts"]["begun"]) == ("applied", "QUAY", 2)


def test_a_dry_run_changes_nothing_and_says_so(council: Municipality, file: Path) -> None:
    assert run(file, "--municipality", "QUAY", "--on", "2024-03-06", "--dry-run").endswith("nothing was changed.\n")
    assert not CouncillorTerm.objects.exists()
    assert ImportReport.objects.get().dry_run


def test_a_refused_list_ends_the_command_and_names_the_option(council: Municipality, file: Path) -> None:
    run(file, "--municipality", "QUAY", "--on", "2024-03-06")
    file.write_text("Name,Ward\nCebile,1\nDineo,2\n")
    with pytest.raises(CommandError, match="--allow-many-ends"):
        run(file, "--municipality", "QUAY", "--on", "2024-06-01")
    run(file, "--municipality", "QUAY", "--on", "2024-06-01", "--allow-many-ends")
    assert CouncillorTerm.objects.filter(end_reason="left_list").count() == 2


def test_a_name_that_is_known_from_another_ward_is_one_person_or_two_as_the_operator_says(
    council: Municipality, file: Path
) -> None:
    run(file, "--municipality", "QUAY", "--on", "2024-03-06")
    file.write_text("Name,Ward\nAmahle,1\nBheki,3\n")
    with pytest.raises(CommandError, match="--known-again"):
        run(file, "--municipality", "QUAY", "--on", "2024-06-01")
    run(file, "--municipality", "QUAY", "--on", "2024-06-01", "--new-person", "3")
    assert Councillor.objects.filter(name="Bheki").count() == 2


def test_columns_and_rows_can_be_named(council: Municipality, tmp_path: Path) -> None:
    path = tmp_path / "country.csv"
    path.write_text("Town,Nr,Who\nQuay,1,Amahle\nReef,1,Bheki\n")
    options = ("--column", "name=Who", "--column", "ward=QUAY00{Nr}", "--where", "Town=Quay")
    run(path, "--municipality", "QUAY", "--on", "2024-03-06", *options)
    assert [term.councillor.name for term in CouncillorTerm.objects.all()] == ["Amahle"]


def test_wards_are_those_of_the_edition_that_is_named(council: Municipality, file: Path) -> None:
    edition = DelimitationFactory(edition="2026")
    wards = [WardFactory(municipality=council, delimitation=edition, number=n, code=f"N{n}") for n in (1, 2, 3)]
    run(file, "--municipality", "QUAY", "--on", "2026-11-04", "--edition", "2026")
    assert set(CouncillorTerm.objects.values_list("ward", flat=True)) == {wards[0].pk, wards[1].pk}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--municipality", "NONE", "--on", "2024-03-06"), "no municipality NONE"),
        (("--municipality", "QUAY", "--on", "2024-03-06", "--edition", "1999"), "no edition 1999"),
        (("--municipality", "QUAY", "--on", "1999-01-01"), "--edition"),
        (("--municipality", "QUAY", "--on", "6 March"), "is no day"),
        (("--municipality", "QUAY", "--on", "2024-03-06", "--column", "ward"), "equals sign"),
        (("--municipality", "QUAY", "--on", "2024-03-06", "--column", "ward=Wyk"), "no column named Wyk"),
    ],
)
def test_a_mistake_in_the_options_is_one_clear_message(
    council: Municipality, file: Path, arguments: tuple[str, ...], words: str
) -> None:
    with pytest.raises(CommandError, match=words):
        run(file, *arguments)
    assert not CouncillorTerm.objects.exists()


def test_a_code_that_two_countries_use_needs_the_country(council: Municipality, file: Path) -> None:
    MunicipalityFactory(country="ZY", code="QUAY")
    with pytest.raises(CommandError, match="Say which: --country"):
        run(file, "--municipality", "QUAY", "--on", "2024-03-06")
    assert "Applied" in run(file, "--municipality", "QUAY", "--country", "ZZ", "--on", "2024-03-06")


def test_a_report_that_cannot_be_written_is_noticed_before_anything_changes(
    council: Municipality, file: Path, tmp_path: Path
) -> None:
    for destination in (tmp_path / "gone" / "report.json", tmp_path):
        with pytest.raises(CommandError, match="folder"):
            run(file, "--municipality", "QUAY", "--on", "2024-03-06", "--report", destination)
    assert not ImportReport.objects.exists()
