"""The real files of IMBIZO_REAL_DATA load, or are refused, as docs/boundaries.md says."""

import zipfile
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import unquote

import pytest
from django.core.management import call_command
from django.urls import resolve

from wards.enums import ImportState, MunicipalityCategory
from wards.importers.boundaries.options import WardImportOptions
from wards.models import Delimitation, ImportReport, Municipality, Ward
from wards.queries.inspection import inspect_edition
from wards.rules.codes import is_address_safe
from wards.services.activations import activate_delimitation
from wards.services.municipality_imports import MunicipalityImportOptions, import_municipalities
from wards.services.ward_imports import import_wards

pytestmark = [pytest.mark.real_data, pytest.mark.django_db]

AT = datetime(2026, 9, 1, 8, 0, tzinfo=UTC)
COUNTRY = "za-demarcation-2020/2021-demarcation.zip"
CITY_2020 = "za-jhb-wards-2020-hires/joburg_pop_25_july.json"
CITY_2016 = "za-jhb-wards-2016-hires/johannesburg_wards.geojson"
CITY_OUTLINE = "za-jhb-wards-2016-hires/johannesburg_municipality.geojson"
KENYA = "ke-wards/newWards.geojson"
NAIROBI = "ke-wards/nairobi-iebc-hires.geojson"
HARARE = "zw-harare-wards/wards.geojson"
ZA_2020 = {"country": "ZA", "edition": "2020", "published_on": date(2020, 11, 26)}
ZA_2016 = {"country": "ZA", "edition": "2016", "published_on": date(2016, 8, 3)}
KE_2012 = {"country": "KE", "edition": "2012", "published_on": date(2012, 3, 6)}
ZW_2023 = {"country": "ZW", "edition": "2023", "published_on": date(2023, 2, 20)}
HARARE_COLUMNS = {"code": "ZW-{municipality}-{ward_number:02d}", "municipality_name": "{district}"}


@pytest.fixture
def load(real_data: Path):
    def run(name: str, **options) -> ImportReport:
        return import_wards(path=real_data / name, options=WardImportOptions(**options), by=None, at=AT)

    return run


def bad(report: ImportReport, code: str) -> set[int]:
    return {problem["row"] for problem in report.problems if problem["code"] == code}


def test_the_whole_of_south_africa_with_its_invalid_wards(load) -> None:
    report = load(COUNTRY, **ZA_2020)
    assert (report.state, report.counts["added"], report.counts["left_out"]) == ("applied", 4468, 0)
    assert (report.counts["repaired"], report.counts["municipalities_added"]) == (20, 213 + 44)
    assert report.options["layer_read"] == "Wards_2020"
    # Lesotho, and slivers that the simplification left.
    assert (report.counts["gaps"], report.counts["gaps_slivers"]) == (181, 179)
    assert (report.counts["overlaps"], report.counts["overlaps_slivers"]) == (325, 299)
    ward = Ward.objects.get(code="30901001")
    assert (ward.number, ward.name, ward.municipality.name) == (1, "", "Sol Plaatje")
    assert (ward.municipality.code, ward.municipality.district.name) == ("NC091", "Frances Baard")
    kinds = {kind: Municipality.objects.filter(category=kind).count() for kind in MunicipalityCategory}
    assert (kinds["metropolitan"], kinds["local"], kinds["district"]) == (8, 205, 44)


def test_johannesburg_in_full_takes_the_place_of_the_simplified_wards(load) -> None:
    load(COUNTRY, **ZA_2020)
    city = Ward.objects.filter(municipality__code="JHB")
    before, corners = set(city.values_list("pk", "code")), sum(ward.boundary.num_coords for ward in city)
    report = load(CITY_2020, **ZA_2020, municipality="JHB")
    assert (report.state, report.counts["changed"], report.counts["repaired"]) == ("applied", 135, 0)
    assert set(city.all().values_list("pk", "code")) == before
    assert (corners, sum(ward.boundary.num_coords for ward in city.all())) == (1581, 31072)
    assert Ward.objects.count() == 4468


def test_the_wards_of_2016_do_not_pass_for_those_of_2020(load) -> None:
    load(CITY_2016, **ZA_2016)
    assert load(CITY_2016, **ZA_2020).state == "refused"
    assert load(CITY_2020, **ZA_2016, allow=frozenset({"file"})).state == "refused"


def test_johannesburgs_outline_is_no_ward(load) -> None:
    load(CITY_2016, **ZA_2016)
    report = load(CITY_OUTLINE, **ZA_2016)
    assert report.state == "refused"
    assert "covers 135 known wards of JHB" in report.problems[0]["message"]
    assert Municipality.objects.filter(name="City of Johannesburg").count() == 1


def test_two_editions_of_johannesburg_are_compared(load) -> None:
    assert load(CITY_2016, **ZA_2016).options["format"] == "OCHA COD-AB of South Africa"
    load(CITY_2020, **ZA_2020)
    city = Municipality.objects.get(code="JHB")
    old, new = Delimitation.objects.get(edition="2016"), Delimitation.objects.get(edition="2020")
    activate_delimitation(municipality=city, delimitation=old, starts_on=date(2016, 8, 3), by=None, at=AT)
    seen = inspect_edition(city, new, date(2026, 9, 1))
    assert (len(seen.new), len(seen.gone), len(seen.moved), len(seen.unchanged)) == (0, 0, 86, 49)
    assert min(move.share for move in seen.moved) < 0.5
    assert all(move.before.code == move.after.code for move in seen.moved)


def test_kenya_is_refused_and_each_row_named(load) -> None:
    report = load(KENYA, **KE_2012)
    assert report.state == "refused"
    assert len(bad(report, "repeated_code")) == 482
    assert len(bad(report, "no_code")) == 422
    assert bad(report, "no_shape") == {1412}
    assert not Ward.objects.exists()


def test_kenya_without_its_bad_rows(load) -> None:
    report = load(KENYA, **KE_2012, leave_out_bad=True)
    assert (report.counts["left_out"], report.counts["added"]) == (482, 965)
    assert Municipality.objects.filter(country="KE", category="county").count() == 39


def test_kenya_by_numbers_of_its_own(load) -> None:
    columns = {"code": "KE-{OBJECTID}"}
    report = load(KENYA, **KE_2012, columns=columns)
    assert (report.state, bad(report, "no_shape")) == ("refused", {1412})
    report = load(KENYA, **KE_2012, columns=columns, leave_out_bad=True)
    assert (report.counts["left_out"], report.counts["added"], report.counts["repaired"]) == (1, 1446, 1)
    assert bad(report, "little_ground") == {1005}
    assert Ward.objects.get(code="KE-1").name == "Mwiki"
    # The same 422 rows that have no number name no county; one of them has no shape either.
    assert "422 rows name no municipality and are put under NOT-STATED." in str(report.problems)
    assert Ward.objects.filter(municipality__name="County not stated").count() == 421


def test_nairobi_at_full_resolution(load) -> None:
    report = load(NAIROBI, **KE_2012)
    assert (report.state, report.counts["added"], report.counts["left_out"]) == ("applied", 84, 0)
    assert Municipality.objects.get().name == "Nairobi"
    assert Ward.objects.get(code="1366").title == "Kitisuru"


def test_harare_s_numbers_repeat_across_its_municipalities(load) -> None:
    proposal = load(HARARE, **ZW_2023)
    assert "--code 'ZW-{municipality}-{ward_number}'" in proposal.problems[0]["message"]
    assert len(bad(load(HARARE, **ZW_2023, columns={"code": "{ward_number}"}), "repeated_code")) == 57
    report = load(
        HARARE,
        **ZW_2023,
        columns=HARARE_COLUMNS,
    )
    assert (report.state, report.counts["added"], report.counts["left_out"]) == ("applied", 78, 0)
    assert Ward.objects.filter(number=1).count() == 3
    assert set(Municipality.objects.values_list("name", flat=True)) == {"Harare", "Chitungwiza", "Epworth"}


@pytest.mark.parametrize(
    ("name", "options"),
    [
        (COUNTRY, ZA_2020),
        (CITY_2020, ZA_2020),
        (CITY_2016, ZA_2016),
        (KENYA, {**KE_2012, "columns": {"code": "KE-{OBJECTID}"}, "leave_out_bad": True}),
        (KENYA, {**KE_2012, "leave_out_bad": True}),
        (NAIROBI, KE_2012),
        (HARARE, {**ZW_2023, "columns": HARARE_COLUMNS}),
    ],
)
def test_home_and_every_municipality_s_address_stand_after_each_file(load, client, name, options) -> None:
    report = load(name, **options)
    day = options["published_on"]
    call_command("activate_wards", report.delimitation.edition, all=True, on=day, country=options["country"])
    pages = {address: client.get(address) for address in ("/", "/wards/")}
    assert {address: page.status_code for address, page in pages.items()} == {"/": 200, "/wards/": 200}
    for municipality in Municipality.objects.filter(wards__isnull=False).distinct():
        assert resolve(unquote(municipality.get_absolute_url())).kwargs == {"key": municipality.key}
    assert client.get(municipality.get_absolute_url()).status_code == 200
    for code in Ward.objects.values_list("code", flat=True):
        assert is_address_safe(code)


@pytest.mark.parametrize(
    "name",
    [
        "za-ward-attribute-tables/MDB_Wards_2020.dbf",
        "za-jhb-wards-2020-hires/ward_suburbs_6.json",
        "za-councillors-cpt-2011/councillors.csv",
        "zw-harare-wards/LICENSE",
    ],
)
def test_what_holds_no_boundaries_is_refused(load, name) -> None:
    assert load(name, **ZA_2020).state == "refused"
    assert not Delimitation.objects.exists()


@pytest.mark.parametrize(
    ("name", "layer", "read"),
    [
        ("za-ward-attribute-tables/Wards2011.dbf", "MDB wards 2011", 4277),
        ("za-ward-attribute-tables/MunicipalWards2016.dbf", "MDB wards 2016", 4392),
        ("za-ward-attribute-tables/MDB_Wards_2020.dbf", "MDB wards 2020", 4468),
    ],
)
def test_every_row_of_the_board_s_tables_is_understood(real_data: Path, name, layer, read) -> None:
    import pyogrio

    from wards.importers.boundaries.mapping import map_columns, read_facts

    frame = pyogrio.read_dataframe(real_data / name)
    column_map = map_columns(list(frame.columns), "wards", "ZA", {})
    rows, problems = read_facts(column_map, frame.to_dict("records"))
    assert (column_map.title, len(rows), problems) == (layer, read, [])
    assert all(row.code.endswith(f"{row.number:03d}") for row in rows)


def test_municipalities_come_from_the_same_archive_and_from_the_board_s_tables(real_data: Path) -> None:
    options = MunicipalityImportOptions(country="ZA")
    report = import_municipalities(path=real_data / COUNTRY, options=options, by=None, at=AT)
    assert report.counts == {"read": 257, "added": 257, "changed": 0}
    table = real_data / "za-ward-attribute-tables" / "LocalMunicipalities2016.dbf"
    assert import_municipalities(path=table, options=options, by=None, at=AT).counts["added"] == 0


def test_the_countrys_shapefile_torn_in_its_table_is_refused_with_a_report(real_data: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(real_data / COUNTRY) as whole:
        for member in whole.infolist():
            if Path(member.filename).stem == "Wards_2020" and not member.filename.endswith(".zip"):
                (tmp_path / Path(member.filename).name).write_bytes(whole.read(member))
    table = tmp_path / "Wards_2020.dbf"
    table.write_bytes(table.read_bytes()[:73_803])
    report = import_wards(path=tmp_path, options=WardImportOptions(**ZA_2020), by=None, at=AT)
    assert (report.state, Ward.objects.count()) == (ImportState.REFUSED, 0)
    assert "The layer Wards_2020 is broken" in ImportReport.objects.get().problems[0]["message"]
