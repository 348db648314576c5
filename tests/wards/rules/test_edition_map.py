"""The map of what an edition changes."""

from wards.rules.edition_map import LABEL_ROOM, WIDTH, Fate, WardShape, draw_edition_map


def shape(west: float, south: float, side: float, fate: Fate | None = Fate.NEW, code: str = "1") -> WardShape:
    ring = [(west, south), (west + side, south), (west + side, south + side), (west, south + side), (west, south)]
    return WardShape(code, code, [[ring]], (west + side / 2, south + side / 2), fate)


def test_wards_fill_the_picture_to_scale_with_north_on_top() -> None:
    drawn = draw_edition_map([shape(-10, -60, 1, code="A"), shape(-9, -60, 1, code="B")])
    assert drawn.width == WIDTH
    # Around 59.5 degrees south a degree of longitude is about half as long as one of latitude.
    assert drawn.height == 986
    assert [ward.path for ward in drawn.shapes] == ["M0 985l500 0 0-985-500 0z", "M500 985l500 0 0-985-500 0z"]


def test_a_label_is_written_where_there_is_room() -> None:
    big, small = draw_edition_map([shape(0, 0, 1), shape(1, 0, LABEL_ROOM / 3 / WIDTH)]).shapes
    assert big.has_label
    assert not small.has_label
    assert (big.x, big.y) != (0, 0)


def test_a_speck_that_falls_together_is_left_out() -> None:
    drawn = draw_edition_map([shape(0, 0, 1, code="A"), shape(1, 0, 1e-7, code="B")])
    assert [ward.code for ward in drawn.shapes] == ["A"]


def test_there_is_no_map_of_nothing() -> None:
    assert draw_edition_map([]) is None
