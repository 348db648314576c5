"""What the map of image tiles is asked."""

import pytest

from wards.forms.picture_map import PictureMapForm
from wards.rules.picture_map import Move, PictureMap


def read(**query: object) -> PictureMapForm:
    form = PictureMapForm({name.replace("_", "."): str(value) for name, value in query.items()})
    assert form.is_valid(), form.errors
    return form


def test_opened_without_anything_it_shows_nothing_in_particular() -> None:
    form = read()
    assert (form.shown, form.place, form.pressed, form.tap) == (None, None, None, None)


def test_it_is_where_it_was() -> None:
    assert read(z=10, x=590, y=588).shown == PictureMap(10, 590, 588)
    assert read(z=10, x=590).shown is None


def test_a_button_moves_it() -> None:
    assert read(z=10, x=590, y=588, move="west").pressed == Move.WEST


def test_a_tap_is_told_by_its_tile_and_its_pixels() -> None:
    assert read(tap10_x=80, tap10_y=0).tap == (1, 0, 80, 0)
    assert read(tap10_x=80).tap is None


def test_it_opens_at_a_place() -> None:
    assert read(lat="-26.2", lon="28").place == (28.0, -26.2)
    assert read(lat="-26.2").place is None


@pytest.mark.parametrize(
    "query",
    [{"z": "99"}, {"z": "x"}, {"x": "-1"}, {"tap00.x": "161"}, {"tap00.y": "-1"}, {"move": "up"}, {"lat": "nan"}],
)
def test_what_no_button_and_no_tap_sends_is_refused(query: dict[str, str]) -> None:
    assert not PictureMapForm(query).is_valid()
