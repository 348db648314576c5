"""Bringing gazetteers in."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.wards.factories import MunicipalityFactory, make_grid
from wards.enums import ImportConsent, ImportKind, ImportState, PlaceKind
from wards.models import ImportReport, Municipality, Place
from wards.services.import_runs import run_import

pytestmark = pytest.mark.django_db

AT = datetime(2024, 3, 6, 9, 0, tzinfo=UTC)
NEIGHBOUR = (-9.0, -30.0)
"""Where the neighbouring municipality's grid begins."""
HERE, THERE, AT_SEA = "-29.995,-9.995", "-29.995,-8.995", "-20,-20"
Bring = Callable[..., ImportReport]


@pytest.fixture
def council() -> Municipality:
    return make_grid(2, 2)[0].municipality


@pytest.fixture
def neighbour(council: Municipality) -> Municipality:
    return make_grid(2, 2, municipality=MunicipalityFactory(), origin=NEIGHBOUR)[0].municipality


@pytest.fixture
def bring(tmp_path: Path) -> Bring:
    """Bring in a file of "id,name,lat,lon" lines."""

    def run(
        *lines: str, municipality: Municipality | None = None, dry_run: bool = False, **more: object
    ) -> ImportReport:
        consents = more.pop("consents", ())
        path = tmp_path / "places.csv"
        path.write_text("\n".join(["id,name,lat,lon,other names", *lines]))
        return run_import(
            kind=ImportKind.PLACES,
            path=path,
            municipality=municipality,
            delimitation=None,
            options={"country": "ZZ", "source": "Test (CC0)", "kind": "suburb", **more},
            consents=consents,
            dry_run=dry_run,
            at=AT,
        )

    return run


def counts(report: ImportReport) -> dict[str, int]:
    return {name: count for name, count in report.counts.items() if count}


def test_places_are_kept_with_their_ground_their_source_and_how_they_are_searched(
    bring: Bring, council: Municipality, neighbour: Municipality
) -> None:
    report = bring(f"1,Ha-Tshivenḓa,{HERE},Quay's End; Kaai", f"2,Reef,{THERE}")
    assert counts(report) == {"read": 2, "taken": 2, "added": 2}
    place = Place.objects.get(source_id="1")
    assert (place.municipality, place.source, place.kind) == (council, "Test (CC0)", PlaceKind.SUBURB)
    assert place.search_text == "ha tshivenda\nquays end\nkaai"
    assert (place.point.x, place.point.y, place.point.srid) == (-9.995, -29.995, 4326)
    assert Place.objects.get(source_id="2").municipality == neighbour


def test_the_same_file_twice_changes_nothing(bring: Bring, council: Municipality) -> None:
    bring(f"1,Quay,{HERE}", f",Pier,{HERE}")
    before = list(Place.objects.order_by("pk").values())
    assert counts(bring(f"1,Quay,{HERE}", f",Pier,{HERE}")) == {"read": 2, "taken": 2, "unchanged": 2}
    assert list(Place.objects.order_by("pk").values()) == before


def test_a_place_with_another_name_stays_the_same_place_and_is_found_by_its_new_name(
    bring: Bring, council: Municipality
) -> None:
    bring(f"1,Quay,{HERE}")
    place = Place.objects.get()
    assert counts(bring(f"1,Harbour,{HERE},Quay"))["changed"] == 1
    place.refresh_from_db()
    assert (place.name, place.search_text) == ("Harbour", "harbour\nquay")


def test_another_source_keeps_its_own_places(bring: Bring, council: Municipality) -> None:
    bring(f"1,Quay,{HERE}")
    bring(f"1,Quay,{HERE}", source="Another")
    assert Place.objects.count() == 2


def test_a_place_outside_every_ward_is_an_error_unless_it_is_kept(bring: Bring, council: Municipality) -> None:
    lines = (f"1,Quay,{HERE}", f"2,Atlantis,{AT_SEA}")
    report = bring(*lines)
    assert (report.state, [problem["code"] for problem in report.problems]) == (ImportState.REFUSED, ["outside"])
    assert not Place.objects.exists()
    assert counts(bring(*lines, consents={ImportConsent.LEAVE_OUT_BAD}))["added"] == 1
    bring(*lines, keep_outside=True)
    assert Place.objects.get(source_id="2").municipality is None


def test_a_suburb_just_off_the_wards_is_reached_from_them(bring: Bring, council: Municipality) -> None:
    assert counts(bring("1,Pier,-29.995,-10.003"))["added"] == 1  # some 300 m at sea; a suburb reaches further


def test_without_wards_positions_are_taken_as_they_are_and_that_is_said(bring: Bring) -> None:
    report = bring(f"1,Quay,{HERE}")
    assert [problem["code"] for problem in report.problems] == ["no_wards"]
    assert Place.objects.get().municipality is None


def test_a_municipality_takes_the_places_on_its_own_ground_alone(
    bring: Bring, council: Municipality, neighbour: Municipality
) -> None:
    report = bring(f"1,Quay,{HERE}", f"2,Reef,{THERE}", municipality=council)
    assert counts(report) == {"read": 2, "elsewhere": 1, "taken": 1, "added": 1}
    assert list(Place.objects.values_list("name", flat=True)) == ["Quay"]


def test_a_municipality_does_not_move_a_neighbours_place_onto_its_ground(
    bring: Bring, council: Municipality, neighbour: Municipality
) -> None:
    bring(f"1,Quay,{HERE}", f"2,Reef,{THERE}")
    report = bring(f"2,Reef,{HERE}", municipality=council, consents=set(ImportConsent))
    assert [problem["code"] for problem in report.problems if problem["row"]] == ["other_municipality"]
    assert Place.objects.get(source_id="2").municipality == neighbour


def test_a_file_of_which_nothing_can_be_taken_is_refused_whatever_is_agreed_to(
    bring: Bring, council: Municipality
) -> None:
    report = bring("1,Quay,,", consents=set(ImportConsent))
    assert report.state == ImportState.REFUSED
    assert "nothing_to_take" in {problem["code"] for problem in report.problems}
