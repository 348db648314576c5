"""Wards are loaded from a file as a whole or not at all, and every run leaves a report."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import shapely
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied

from tests.wards.factories import CELL, SEA, ActivationFactory, CouncillorTermFactory, MunicipalityFactory
from tests.wards.importers.boundaries.files import cells, topojson, ward_frame, write, zipped
from wards.enums import ImportState, MunicipalityCategory
from wards.importers.boundaries.options import WardImportOptions
from wards.models import Delimitation, ImportReport, Municipality, Ward
from wards.queries.wards import find_ward
from wards.services.ward_imports import import_wards

pytestmark = pytest.mark.django_db

AT = datetime(2026, 9, 1, 8, 0, tzinfo=UTC)
WEST, SOUTH = SEA


def run(path: Path, by=None, **options) -> ImportReport:
    given = {"country": "ZZ", "edition": "2020", "published_on": date(2020, 11, 26)} | options
    return import_wards(path=path, options=WardImportOptions(**given), by=by, at=AT)


def codes(report: ImportReport) -> list[tuple[int | None, str]]:
    return [(problem["row"], problem["code"]) for problem in report.problems]


def refusal(report: ImportReport) -> str:
    """Why a run was refused; it left nothing but its report."""
    report.refresh_from_db()
    assert report.state == "refused"
    return report.problems[0]["message"]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return write(ward_frame(ward_name=["Sea Point", "Bay"]), tmp_path / "wards.geojson")


def test_wards_their_municipality_and_their_edition_are_made(file: Path) -> None:
    report = run(file)
    first, second = Ward.objects.order_by("code")
    assert (first.code, first.number, first.name, first.source) == ("ZZ01001", 1, "Sea Point", report)
    assert str(first.delimitation) == "ZZ 2020"
    assert first.delimitation.published_on == date(2020, 11, 26)
    assert (first.municipality.country, first.municipality.code) == ("ZZ", "ZZ01")
    assert first.boundary.equals(first.outline)
    assert first.boundary.contains(first.label_point)
    assert second.boundary.srid == 4326
    assert (report.state, report.counts["read"], report.counts["added"]) == ("applied", 2, 2)
    assert len(report.file_digest) == 64
    assert report.options["columns_read"]["code"] == "{ward_code}"


def test_what_is_loaded_does_not_count_before_it_is_activated(file: Path) -> None:
    run(file)
    where = {"longitude": WEST + CELL / 2, "latitude": SOUTH + CELL / 2, "on": date(2026, 9, 1)}
    assert find_ward(**where) is None
    ActivationFactory(municipality=Municipality.objects.get(), delimitation=Delimitation.objects.get())
    assert find_ward(**where).ward.code == "ZZ01001"


def test_pages_stand_whatever_a_file_calls_its_municipalities(tmp_path: Path, client) -> None:
    path = write(ward_frame(municipality=["SEA/LAKE", "BAY'S?"]), tmp_path / "wards.geojson")
    report = run(path)
    assert codes(report)[1:] == [(1, "unsafe_code"), (2, "unsafe_code")]
    report = run(path, columns={"municipality": "{municipality!slug}"})
    assert set(Municipality.objects.values_list("code", "name")) == {("SEA-LAKE", "SEA/LAKE"), ("BAYS", "BAY'S?")}
    for each in Municipality.objects.all():
        ActivationFactory(municipality=each, delimitation=report.delimitation)
    for address in ("/", "/wards/", "/wards/in/ZZ-SEA-LAKE/", "/wards/outlines/ZZ-BAYS.json", "/wards/ZZ01002/"):
        assert client.get(address).status_code == 200


def test_a_municipality_is_not_given_a_code_that_breaks_addresses(tmp_path: Path) -> None:
    path = write(ward_frame(municipality=None), tmp_path / "wards.geojson")
    assert "“SEA/LAKE” cannot stand" in refusal(run(path, municipality="SEA/LAKE"))


@pytest.mark.parametrize("name", ["w.gpkg", "w.kml", "w.shp", "w.zip", "w.topojson", "metres.gpkg"])
def test_every_format_gives_the_same_wards(tmp_path: Path, name) -> None:
    frame = ward_frame()
    if name == "w.zip":
        (tmp_path / "inside").mkdir()
        write(frame, tmp_path / "inside" / "w.shp")
        path = zipped(tmp_path / "inside", tmp_path / name)
    elif name == "w.topojson":
        path = tmp_path / name
        path.write_text(json.dumps(topojson(frame.geometry, frame.drop(columns="geometry").to_dict("records"))))
    elif name == "metres.gpkg":
        path = write(frame.to_crs("EPSG:32729"), tmp_path / name)
    else:
        path = write(frame, tmp_path / name)
    assert run(path, columns={"number": "{ward_code[-3:]:d}"}).state == "applied"
    for ward, square in zip(Ward.objects.order_by("code"), cells(2), strict=True):
        assert shapely.hausdorff_distance(shapely.from_wkb(bytes(ward.boundary.wkb)), square) < 1e-6
    assert list(Ward.objects.values_list("code", "number", "municipality__code")) == [
        ("ZZ01001", 1, "ZZ01"),
        ("ZZ01002", 2, "ZZ01"),
    ]


def test_a_dry_run_does_everything_and_changes_nothing_but_its_report(file: Path) -> None:
    report = run(file, dry_run=True)
    assert (report.state, report.dry_run, report.counts["added"]) == ("previewed", True, 2)
    assert ImportReport.objects.get() == report
    assert not (Ward.objects.exists() or Municipality.objects.exists() or Delimitation.objects.exists())


def test_the_same_file_again_changes_nothing(file: Path) -> None:
    first = run(file)
    again = run(file, published_on=None)
    assert (again.counts["added"], again.counts["changed"], again.counts["unchanged"]) == (0, 0, 2)
    assert set(Ward.objects.values_list("source", flat=True)) == {first.pk}


def test_a_finer_source_replaces_boundaries_in_place(tmp_path: Path, file: Path) -> None:
    run(file)
    before = dict(Ward.objects.values_list("code", "pk"))
    finer = [shapely.segmentize(shape, CELL / 10) for shape in cells(2)]
    report = run(write(ward_frame(shapes=finer), tmp_path / "finer.geojson"), municipality="ZZ01")
    assert (report.state, report.counts["changed"], report.municipality.code) == ("applied", 2, "ZZ01")
    assert dict(Ward.objects.values_list("code", "pk")) == before
    assert all(ward.boundary.num_coords > 40 for ward in Ward.objects.all())
    assert set(Ward.objects.values_list("source", flat=True)) == {report.pk}


def test_wards_other_than_those_that_are_there_are_refused_with_both_lists(tmp_path: Path, file: Path) -> None:
    run(file)
    other = write(ward_frame(ward_code=["ZZ01002", "ZZ01003"]), tmp_path / "other.geojson")
    message = refusal(run(other))
    assert "ZZ01: only in the file: ZZ01003; only in the edition: ZZ01001." in message
    assert set(Ward.objects.values_list("code", flat=True)) == {"ZZ01001", "ZZ01002"}


def test_a_code_of_another_municipality_is_refused(tmp_path: Path, file: Path) -> None:
    run(file)
    thief = write(ward_frame(municipality=["ZZ02"] * 2, ward_code=["ZZ01001", "ZZ02002"]), tmp_path / "thief.geojson")
    assert "ZZ02: another municipality has wards of these codes already: ZZ01001 (ZZ01)." in refusal(run(thief))
    assert not Municipality.objects.filter(code="ZZ02").exists()


def test_starting_over_takes_wards_away_that_never_counted(tmp_path: Path, file: Path) -> None:
    run(file)
    other = write(ward_frame(ward_code=["A1", "A2"]), tmp_path / "other.geojson")
    report = run(other, start_over=True)
    assert (report.counts["removed"], report.counts["added"]) == (2, 2)
    assert set(Ward.objects.values_list("code", flat=True)) == {"A1", "A2"}


def test_wards_in_force_or_in_use_are_never_taken_away(tmp_path: Path, file: Path) -> None:
    run(file)
    other = write(ward_frame(ward_code=["A1", "A2"]), tmp_path / "other.geojson")
    term = CouncillorTermFactory(ward=Ward.objects.first())
    assert "in use" in refusal(run(other, start_over=True))
    term.delete()
    activation = ActivationFactory(municipality=Municipality.objects.get(), delimitation=Delimitation.objects.get())
    assert "in use: ZZ01" in refusal(run(other, start_over=True))
    activation.undone_at = AT
    activation.save()
    assert run(other, start_over=True).state == "applied"


@pytest.fixture
def bad_file(tmp_path: Path) -> Path:
    """Five wards: a repeated code in two rows, one without a shape, one with a broken ring, one good."""
    shapes = cells(5)
    shapes[2] = None
    left, right = WEST + 3 * CELL, WEST + 4 * CELL
    shapes[3] = shapely.Polygon([(left, SOUTH), (right, SOUTH + CELL), (right, SOUTH), (left, SOUTH + CELL)])
    return write(ward_frame(shapes, ward_code=["1", "1", "3", "4", "5"]), tmp_path / "bad.geojson")


def test_one_bad_row_refuses_the_whole_file_and_each_is_named(bad_file: Path) -> None:
    report = run(bad_file)
    assert "3 rows cannot be taken" in refusal(report)
    assert codes(report)[1:] == [(1, "repeated_code"), (2, "repeated_code"), (3, "no_shape"), (4, "repaired")]
    assert report.problems[1]["message"] == "Code 1 stands in 2 rows: 1, 2."
    assert not Ward.objects.exists()


def test_bad_rows_are_left_out_where_that_is_asked_for(bad_file: Path) -> None:
    report = run(bad_file, leave_out_bad=True)
    assert set(Ward.objects.values_list("code", flat=True)) == {"4", "5"}
    assert (report.counts["left_out"], report.counts["repaired"], report.counts["added"]) == (3, 1, 2)


def test_what_was_left_out_may_come_later(tmp_path: Path, bad_file: Path) -> None:
    run(bad_file, leave_out_bad=True)
    whole = write(ward_frame(cells(3), ward_code=["3", "4", "5"]), tmp_path / "whole.geojson")
    assert run(whole).counts["added"] == 1
    stranger = write(ward_frame(cells(4), ward_code=["3", "4", "5", "6"]), tmp_path / "stranger.geojson")
    assert "only in the file: 6" in refusal(run(stranger))


def test_a_bad_row_leaves_the_ward_that_is_there(tmp_path: Path, file: Path) -> None:
    run(file)
    shapes = [None, shapely.segmentize(cells(2)[1], CELL / 10)]
    report = run(write(ward_frame(shapes), tmp_path / "part.geojson"), leave_out_bad=True)
    assert (report.state, report.counts["changed"]) == ("applied", 1)
    assert Ward.objects.get(code="ZZ01001").boundary.num_coords == 5


def test_gaps_and_overlaps_are_reported_and_do_not_stop_anything(tmp_path: Path) -> None:
    shapes = cells(2)
    shapes[0] = shapely.box(WEST, SOUTH, WEST + 1.1 * CELL, SOUTH + CELL)
    report = run(write(ward_frame(shapes), tmp_path / "over.geojson"))
    assert (report.state, report.counts["overlaps"], report.counts["gaps"]) == ("applied", 1, 0)
    assert codes(report) == [(None, "overlap")]
    assert report.counts["overlaps_m2"] == pytest.approx(106_800, rel=0.01)


@pytest.fixture
def two_municipalities(tmp_path: Path) -> Path:
    frame = ward_frame(cells(3), municipality=["ZZ01", "ZZ02", "ZZ02"], ward_number=[1, 1, 2])
    return write(frame.drop(columns="ward_code"), tmp_path / "two.geojson")


def test_numbers_that_repeat_across_municipalities_need_a_pattern(two_municipalities: Path) -> None:
    assert "--code 'ZZ-{municipality}-{ward_number}'" in refusal(run(two_municipalities))
    assert "2 rows cannot be taken" in refusal(run(two_municipalities, columns={"code": "{ward_number}"}))
    assert run(two_municipalities, columns={"code": "{municipality}-{ward_number:02d}"}).counts["added"] == 3
    assert list(Ward.objects.values_list("code", flat=True)) == ["ZZ01-01", "ZZ02-01", "ZZ02-02"]


def test_one_municipality_of_a_file_of_many(two_municipalities: Path) -> None:
    report = run(two_municipalities, columns={"code": "{municipality}-{ward_number}"}, municipality="ZZ02")
    assert (report.counts["read"], report.counts["elsewhere"], report.counts["added"]) == (3, 1, 2)
    assert list(Municipality.objects.values_list("code", flat=True)) == ["ZZ02"]


def test_a_municipality_that_the_file_does_not_have_is_refused(file: Path) -> None:
    message = refusal(run(file, municipality="ZZ09"))
    assert "belongs to ZZ09; they belong to ZZ01" in message
    assert run(file, municipality="ZZ09", columns={"municipality": "ZZ09"}).counts["added"] == 2


def test_a_file_that_names_no_municipality_takes_the_one_that_is_given(tmp_path: Path) -> None:
    path = write(ward_frame(municipality=None), tmp_path / "nameless.geojson")
    assert "--municipality CODE" in refusal(run(path))
    assert run(path, municipality="ZZ01", columns={"municipality_name": "Sea"}).counts["added"] == 2
    assert Municipality.objects.get().name == "Sea"


def test_rows_without_a_municipality_may_be_put_under_one_and_are_counted(tmp_path: Path) -> None:
    path = write(ward_frame(municipality=["", "ZZ01"]), tmp_path / "half.geojson")
    assert "1 row cannot be taken" in refusal(run(path))
    report = run(path, columns={"municipality": "{municipality|UNKNOWN}"})
    assert report.problems[0]["message"] == "1 row names no municipality and is put under UNKNOWN."
    assert set(Ward.objects.values_list("municipality__code", flat=True)) == {"ZZ01", "UNKNOWN"}


def test_names_that_staff_corrected_stay(file: Path) -> None:
    MunicipalityFactory(code="ZZ01", name="Our Sea")
    run(file, columns={"municipality_name": "THE SEA"})
    assert Municipality.objects.get().name == "Our Sea"


def test_layers_of_municipalities_beside_the_wards_give_their_names(tmp_path: Path) -> None:
    folder = tmp_path / "all"
    folder.mkdir()
    south = (20.0, -30.0)
    wards = ward_frame(cells(2, origin=south), Code=["39901001", "39901002"], Parent_cod=["NC991"] * 2, Name=["", ""])
    columns = ["Code", "Name", "Parent_cod", "geometry"]
    write(wards[columns], folder / "Wards_2020.shp")
    local = wards[columns].head(1).assign(Code="NC991", Name="Sol Example Local Municipality", Parent_cod="DC99")
    write(local, folder / "Muni_2020.shp")
    write(local.assign(Code="DC99", Name="Example", Parent_cod="NC"), folder / "Districts_2020.shp")
    report = run(zipped(folder, tmp_path / "all.zip"), country="ZA")
    assert report.counts["municipalities_added"] == 2
    municipality = Municipality.objects.get(code="NC991")
    assert (municipality.name, municipality.category) == ("Sol Example", MunicipalityCategory.LOCAL)
    assert (municipality.district.name, municipality.district.category) == ("Example", MunicipalityCategory.DISTRICT)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"edition": "2031", "published_on": None}, "Pass --date"),
        ({"edition": "2021"}, "This very file was loaded as ZZ 2020"),
        ({"published_on": date(2021, 1, 1)}, "dated 2020-11-26, not 2021-01-01"),
        ({"country": "KE"}, "No row of the file can be taken"),
        ({"layer": "other"}, "There is no layer other"),
        ({"columns": {"code": "{WARD}"}}, "no column WARD"),
        ({"crs": "EPSG:9"}, "no reference system that is known"),
    ],
)
def test_silly_runs_are_refused(file: Path, options, words) -> None:
    run(file)
    if options.get("country") == "KE":
        options = options | {"allow": frozenset({"file"})}
    assert words in refusal(run(file, **options))
    assert Ward.objects.count() == 2
    assert Delimitation.objects.count() == 1


def test_wards_of_another_country_s_format_are_refused(tmp_path: Path) -> None:
    frame = ward_frame(WardID=["1", "2"], CAT_B=["A", "A"], WardNo=[1, 2], MunicName=["Sea", "Sea"])
    assert "columns of wards of ZA (MDB wards 2016)" in refusal(run(write(frame, tmp_path / "za.geojson")))


def test_wards_dated_years_from_the_edition_are_refused(tmp_path: Path) -> None:
    frame = ward_frame(cells(2, origin=(20.0, -30.0)))
    frame = frame.assign(WardID=["1", "2"], CAT_B="NC991", WardNo=[1, 2], Municipali="Sea", DistrictCo="DC99")
    path = write(frame.assign(District="Example", Date="2020-11-24"), tmp_path / "za.geojson")
    asked = {"country": "ZA", "edition": "2016", "published_on": date(2016, 8, 3)}
    assert "dated 2020-11-24 and the edition 2016-08-03" in refusal(run(path, **asked))
    assert run(path, **asked, allow=frozenset({"date"})).state == "applied"


def test_a_file_without_a_reference_system_is_refused_until_it_is_given(tmp_path: Path) -> None:
    path = write(ward_frame(crs=None), tmp_path / "w.gpkg")
    assert "--crs EPSG:4326" in refusal(run(path))
    assert run(path, crs="EPSG:4326").state == "applied"


def test_a_layer_without_rows_is_refused(tmp_path: Path) -> None:
    assert "has no rows" in refusal(run(write(ward_frame().head(0), tmp_path / "none.gpkg")))


def test_a_second_file_far_from_the_wards_of_its_country_is_refused(tmp_path: Path, file: Path) -> None:
    run(file)
    far = write(ward_frame(cells(2, origin=(60.0, 10.0))), tmp_path / "far.geojson")
    report = run(far, edition="2021")
    assert codes(report)[1:] == [(1, "outside_country"), (2, "outside_country")]
    assert run(far, edition="2021", allow=frozenset({"place"})).state == "applied"


def test_a_person_without_the_right_loads_nothing(file: Path) -> None:
    stranger = get_user_model().objects.create_user("stranger@example.org")
    with pytest.raises(PermissionDenied):
        run(file, by=stranger)
    assert not Ward.objects.exists()
    manager = get_user_model().objects.create_superuser("manager@example.org")
    assert run(file, by=manager).by == manager


def test_the_number_of_statements_does_not_grow_with_the_wards(tmp_path: Path, django_assert_max_num_queries) -> None:
    run(write(ward_frame(cells(3)), tmp_path / "few.geojson"))
    many = write(ward_frame(cells(20, 20)), tmp_path / "many.geojson")
    with django_assert_max_num_queries(26):
        assert run(many, edition="2021").counts["added"] == 400


def test_a_torn_shapefile_is_refused_with_a_report(tmp_path: Path) -> None:
    path = write(ward_frame(), tmp_path / "wards.shp")
    table = tmp_path / "wards.dbf"
    table.write_bytes(table.read_bytes()[:-40])
    assert "wards is broken" in run(path).problems[0]["message"]
    assert ImportReport.objects.get().state == ImportState.REFUSED
