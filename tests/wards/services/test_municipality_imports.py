"""Municipalities are brought in over those that are there, and a refusal leaves a report."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command

from tests.wards.factories import MunicipalityFactory
from tests.wards.importers.boundaries.files import cells, ward_frame, write
from wards.models import ImportReport, Municipality
from wards.services.municipality_imports import MunicipalityImportOptions, import_municipalities

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path: Path) -> Path:
    frame = ward_frame(cells(2), CAT_B=["EC101", "EC102"], MUNICNAME=["Sea", "Bay"], DISTRICT=["DC10"] * 2)
    return write(frame.assign(DISTRICT_N="Ten"), tmp_path / "munis.shp")


def known() -> dict[str, tuple]:
    return {each.code: (each.name, each.category, each.district_id) for each in Municipality.objects.all()}


def test_names_categories_and_districts_are_added_and_corrected(file: Path, capsys) -> None:
    MunicipalityFactory(country="ZA", code="EC101", name="Old name", category="other")
    stranger = MunicipalityFactory(country="ZZ", code="EC101", name="Elsewhere")
    call_command("import_municipalities", str(file), "--country", "za")
    district = Municipality.objects.get(code="DC10")
    ours = Municipality.objects.filter(country="ZA").values_list("code", "name", "category", "district")
    assert sorted(ours) == [
        ("DC10", "Ten", "district", None),
        ("EC101", "Sea", "local", district.pk),
        ("EC102", "Bay", "local", district.pk),
    ]
    stranger.refresh_from_db()
    assert stranger.name == "Elsewhere"
    assert "Loaded: 2 added, 1 changed of 3." in capsys.readouterr().out


def test_a_dry_run_changes_nothing(file: Path) -> None:
    call_command("import_municipalities", str(file), "--country", "ZA", "--dry-run")
    assert known() == {}
    assert ImportReport.objects.get().counts == {"read": 3, "added": 3, "changed": 0}


def test_columns_that_are_not_known_can_be_mapped(tmp_path: Path) -> None:
    path = write(ward_frame(cells(2), mc=["A", "B"], mn=["Sea", "Bay"]), tmp_path / "m.geojson")
    with pytest.raises(CommandError, match="No layer of the file is a known list of municipalities"):
        call_command("import_municipalities", str(path), "--country", "ZZ")
    assert ImportReport.objects.get().state == "refused"
    call_command("import_municipalities", str(path), "--country", "ZZ", "--code", "mc", "--name", "{mn!upper}")
    assert {code: name for code, (name, *_rest) in known().items()} == {"A": "SEA", "B": "BAY"}
    with pytest.raises(CommandError, match="no column nowhere"):
        call_command("import_municipalities", str(path), "--country", "ZZ", "--code", "{nowhere}")


@pytest.mark.parametrize("code", ["B/C", "map"])
def test_a_code_that_breaks_addresses_is_refused_with_its_row(tmp_path: Path, code) -> None:
    path = write(ward_frame(cells(2), mc=["A", code], mn=["Sea", "Bay"]), tmp_path / "m.geojson")
    with pytest.raises(CommandError, match=f"Row 2: The code “{code}” cannot stand in an address"):
        call_command("import_municipalities", str(path), "--country", "ZZ", "--code", "mc", "--name", "mn")
    assert known() == {}
    call_command("import_municipalities", str(path), "--country", "ZZ", "--code", "Z-{mc!slug}", "--name", "mn")
    assert len(known()) == 2


def test_only_who_may_bring_registers_in_does(file: Path) -> None:
    stranger = get_user_model().objects.create_user("stranger@example.org")
    options, at = MunicipalityImportOptions(country="ZA"), datetime(2026, 9, 1, tzinfo=UTC)
    with pytest.raises(PermissionDenied):
        import_municipalities(path=file, options=options, by=stranger, at=at)
    assert known() == {}
    manager = get_user_model().objects.create_superuser("manager@example.org")
    assert import_municipalities(path=file, options=options, by=manager, at=at).counts["added"] == 3


def test_a_time_zone_may_be_said_for_all_of_them_and_stays_where_none_is(file: Path) -> None:
    command = ["import_municipalities", str(file), "--country", "CD", "--code", "CAT_B", "--name", "MUNICNAME"]
    call_command(*command)
    assert set(Municipality.objects.values_list("time_zone", flat=True)) == {settings.TIME_ZONE}
    call_command(*command, "--time-zone", "Africa/Lubumbashi")
    assert set(Municipality.objects.values_list("time_zone", flat=True)) == {"Africa/Lubumbashi"}
    call_command(*command)
    assert set(Municipality.objects.values_list("time_zone", flat=True)) == {"Africa/Lubumbashi"}
    with pytest.raises(CommandError, match="'Africa/Atlantis' is no time zone"):
        call_command(*command, "--time-zone", "Africa/Atlantis")


def test_a_torn_file_is_refused_with_a_report(file: Path) -> None:
    table = file.with_suffix(".dbf")
    table.write_bytes(table.read_bytes()[:-40])
    with pytest.raises(CommandError, match="munis is broken"):
        call_command("import_municipalities", str(file), "--country", "ZA")
    assert ImportReport.objects.get().state == "refused"
