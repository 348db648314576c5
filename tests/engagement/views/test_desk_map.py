"""/councillor/map/: what is open in a desk's ward, in a drawing, a list and a map."""

import json
import re
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
import time_machine
from django.contrib.gis.geos import Point

from engagement import kinds
from engagement.concern_kind import CONCERN
from engagement.desk_extensions import DeskExtension, register
from engagement.models import Case, User
from engagement.rules.map_layers import MapLayer, MapPlace
from engagement.rules.visibility import Viewer
from tests.engagement.cast import NOW, Cast
from tests.engagement.queries.test_numbers import answered
from tests.engagement.sessions import browser_of
from wards.models import Ward

pytestmark = pytest.mark.django_db
TODAY = NOW + timedelta(days=20)


@pytest.fixture(autouse=True)
def now() -> object:
    with time_machine.travel(TODAY, tick=False) as traveller:
        yield traveller


def page(user: User) -> str:
    answer = browser_of(user).get("/councillor/map/")
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode())


def features(user: User) -> list[dict]:
    answer = browser_of(user).get("/councillor/map.json")
    assert answer["Content-Type"] == "application/geo+json"
    assert "no-store" in answer["Cache-Control"] or "no-cache" in answer["Cache-Control"]
    return json.loads(answer.content)["features"]


def titles(user: User) -> list[str]:
    return [feature["properties"]["title"] for feature in features(user)]


def at_a_place(case: Case, *, east: float = 0.25) -> Case:
    west, south, _east, _north = case.ward.outline.extent
    Case.objects.filter(pk=case.pk).update(point=Point(west + east, south + 0.5, srid=4326))
    return case


def test_overdue_ones_come_first_with_the_number_that_stands_on_the_map(cast: Cast) -> None:
    at_a_place(cast.confirmed(email="a@example.org", subject="In time", at=TODAY - timedelta(days=1)))
    at_a_place(cast.confirmed(email="b@example.org", subject="Long overdue"), east=0.75)
    text = page(cast.councillor)
    assert text.index("Long overdue") < text.index("In time")
    assert [(each["properties"]["number"], each["properties"]["overdue"]) for each in features(cast.councillor)] == [
        (1, True),
        (2, False),
    ]
    assert titles(cast.councillor) == ["Long overdue", "In time"]
    assert len(re.findall(r'<g class="pin', text)) == 2
    assert text.count('<g class="pin late">') == 1


def test_what_has_no_place_is_in_the_list_alone(cast: Cast) -> None:
    cast.confirmed(subject="Somewhere")
    text = page(cast.councillor)
    assert "Somewhere" in text
    assert "No place on the map was given." in text
    assert features(cast.councillor) == []


def test_it_shows_what_is_open_and_may_be_seen_there(cast: Cast) -> None:
    at_a_place(answered(cast.confirmed(email="a@example.org", subject="Answered"), cast.councillor))
    at_a_place(cast.confirmed(email="b@example.org", subject="Of another ward", ward=cast.other_ward))
    at_a_place(cast.confirmed(email="c@example.org", subject="For the councillor alone", is_public=False))
    assert titles(cast.councillor) == ["For the councillor alone"]
    assert titles(cast.other_councillor) == ["Of another ward"]


def test_what_was_written_to_the_one_before_stays_hidden_from_the_next(cast: Cast) -> None:
    case = at_a_place(cast.confirmed(subject="For the one before", is_public=False))
    Case.objects.filter(pk=case.pk).update(councillor=None)
    assert titles(cast.councillor) == []
    assert "For the one before" not in page(cast.councillor)


def test_who_works_at_no_desk_gets_no_data(cast: Cast) -> None:
    at_a_place(cast.confirmed())
    assert browser_of(cast.moderator).get("/councillor/map.json").status_code == 403
    assert browser_of(None).get("/councillor/map.json").status_code == 302


def pipes(viewer: Viewer, ward: Ward, at: datetime) -> MapLayer:
    """A layer of another kind."""
    spot = ward.label_point.coords
    return MapLayer("Pipes", (MapPlace(f"Burst in {ward.code}", "/pipes/1/", "Leaking", "late", position=spot),))


def test_a_registered_kind_adds_its_layer(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    pipe = replace(CONCERN, key="pipe", map_layer=f"{__name__}.pipes")
    monkeypatch.setattr(kinds, "_kinds", {CONCERN.key: CONCERN, pipe.key: pipe})
    at_a_place(cast.confirmed(subject="Streetlights"))
    text = page(cast.councillor)
    assert ">Pipes</h2>" in text
    assert text.index("Streetlights") < text.index(f"Burst in {cast.ward.code}")
    assert titles(cast.councillor) == ["Streetlights", f"Burst in {cast.ward.code}"]


def test_a_kind_whose_layer_leads_nowhere_is_named_by_the_check() -> None:
    assert replace(CONCERN, map_layer="no.such.layer").gaps() == ["map_layer 'no.such.layer' leads nowhere"]
    assert replace(CONCERN, map_layer="").gaps() == []


def test_a_higher_floor_adds_a_layer_that_has_no_places(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engagement.desk_extensions._extensions", {})
    register(
        DeskExtension(
            "notices", layers=lambda _request, _ward, _at: [MapLayer("Notices", (MapPlace("Water off", "/n/"),))]
        )
    )
    assert "Water off" in page(cast.councillor)


def test_words_of_residents_are_shown_as_words(cast: Cast) -> None:
    at_a_place(cast.confirmed(subject="<script>alert(1)</script>"))
    assert "<script>alert" not in page(cast.councillor)


def test_many_take_as_many_statements_as_one(cast: Cast, django_assert_max_num_queries: object) -> None:
    for number in range(12):
        at_a_place(cast.confirmed(email=f"{number}@example.org"))
    browser = browser_of(cast.councillor)
    with django_assert_max_num_queries(25):
        browser.get("/councillor/map/")
