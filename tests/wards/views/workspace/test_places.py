"""Places by hand: position in two boxes, other names one a line, found by any of them."""

import pytest

from tests.wards.places import PlaceFactory
from tests.wards.views.workspace.conftest import Cast
from wards.models import Place

pytestmark = pytest.mark.django_db

FORM = {"name": "Ha-Tshivenḓa", "names_by_line": "Quay's End\n\nKaai\nKaai", "kind": "suburb"}


def test_a_place_is_entered_and_searched_as_residents_search(cast: Cast) -> None:
    form = {**FORM, "municipality": cast.own.pk, "latitude": "-29.99", "longitude": "-9.99"}
    assert cast.clerk.post("/admin/wards/places/new/", form).status_code == 302
    place = Place.objects.get()
    assert (place.country, place.other_names, place.point.coords) == ("ZZ", ["Quay's End", "Kaai"], (-9.99, -29.99))
    assert place.search_text == "ha tshivenda\nquays end\nkaai"


@pytest.mark.parametrize(
    ("typed", "found"), [("quays END", True), ("Tshivenda", True), ("77", True), ("harbour", False)]
)
def test_the_search_finds_any_of_the_names_and_the_number(cast: Cast, typed: str, found: bool) -> None:
    PlaceFactory(municipality=cast.own, name="Ha-Tshivenḓa", other_names=["Quay's End"], source="T", source_id="77")
    page = cast.clerk.get("/admin/wards/places/", {"q": typed}).content.decode()
    assert ("Ha-Tshiven" in page) is found


def test_a_position_off_the_earth_is_refused_and_nothing_typed_is_lost(cast: Cast) -> None:
    form = {**FORM, "municipality": cast.own.pk, "latitude": "-2999", "longitude": "-9.99"}
    answer = cast.clerk.post("/admin/wards/places/new/", form)
    assert not Place.objects.exists()
    assert "Kaai" in answer.content.decode()


def test_a_place_that_is_opened_and_saved_stays_what_it_was(cast: Cast) -> None:
    place = PlaceFactory(municipality=cast.own, other_names=["Kaai"], source="GeoNames", source_id="77")
    page = cast.clerk.get(f"/admin/wards/places/edit/{place.pk}/").context["form"]
    form = {name: page[name].value() for name in page.fields}
    cast.clerk.post(f"/admin/wards/places/edit/{place.pk}/", form)
    fresh = Place.objects.get()
    kept = ("name", "other_names", "kind", "search_text", "source", "source_id", "country", "municipality_id")
    assert {name: getattr(fresh, name) for name in kept} == {name: getattr(place, name) for name in kept}
    assert fresh.point.equals_exact(place.point, 1e-12)
