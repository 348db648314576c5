"""A tile of the map as a small PNG."""

from io import BytesIO

from PIL import Image

from wards.rules.drawing import DrawnWard
from wards.rules.pictures import DRAWN_SIZE, GROUND, LINE, TINTS, draw_tile
from wards.rules.tiles import TILE_SIZE


def ward(left: int, top: int, right: int, bottom: int, *, number: int | None = 3, name: str = "", **facts) -> DrawnWard:
    ring = [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)]
    return DrawnWard(
        **{
            "pk": 1,
            "code": "A",
            "number": number,
            "name": name,
            "municipality": 4,
            "polygons": [[ring]],
            "label_at": ((left + right) / 2, (top + bottom) / 2),
            "width": right - left,
            "height": bottom - top,
        }
        | facts
    )


def drawn(*wards: DrawnWard, zoom: int = 12) -> Image.Image:
    return Image.open(BytesIO(draw_tile(wards, zoom=zoom))).convert("RGB")


def near(colour: tuple[int, int, int], wanted: str) -> bool:
    """Whether a colour is the wanted one but for the rounding of a palette of few colours."""
    return all(abs(a - int(wanted[i : i + 2], 16)) <= 8 for a, i in zip(colour, (1, 3, 5), strict=True))


def test_a_tile_is_256_pixels_wide_and_small_without_wards() -> None:
    picture = draw_tile([], zoom=12)
    assert Image.open(BytesIO(picture)).size == (TILE_SIZE, TILE_SIZE)
    assert len(picture) < 400
    assert near(drawn().getpixel((10, 10)), GROUND)


def test_a_ward_has_ground_around_it_a_line_and_its_tint() -> None:
    picture = drawn(ward(100, 100, 400, 400, number=None))
    assert near(picture.getpixel((20, 20)), GROUND)
    assert near(picture.getpixel((50, 125)), LINE)
    assert near(picture.getpixel((70, 70)), TINTS[0])


def test_a_hole_shows_the_ground() -> None:
    outer, hole = ward(0, 0, 512, 512).polygons[0][0], ward(200, 200, 300, 300).polygons[0][0]
    picture = drawn(ward(0, 0, 512, 512, number=None, polygons=[[outer, hole]]))
    assert near(picture.getpixel((125, 125)), GROUND)


def test_the_number_is_written_where_it_has_room() -> None:
    with_room, without = ward(100, 100, 400, 400), ward(100, 100, 140, 140)
    assert drawn(with_room) != drawn(ward(100, 100, 400, 400, number=None))
    assert drawn(without) == drawn(ward(100, 100, 140, 140, number=None))


def test_a_ward_without_a_number_has_its_name() -> None:
    assert drawn(ward(0, 0, 512, 512, number=None, name="Thutong")) != drawn(ward(0, 0, 512, 512, number=None))


def test_far_out_municipalities_differ_by_tint_and_have_no_lines() -> None:
    picture = drawn(ward(0, 0, 256, 512), ward(256, 0, 512, 512, municipality=5), zoom=5)
    assert near(picture.getpixel((64, 128)), TINTS[0])
    assert near(picture.getpixel((192, 128)), TINTS[1])
    assert near(picture.getpixel((1, 128)), TINTS[0])


def test_a_ward_smaller_than_a_few_pixels_is_filled_and_not_lined() -> None:
    picture = drawn(ward(100, 100, 120, 120))
    assert near(picture.getpixel((55, 55)), TINTS[1])
    assert not any(near(colour, LINE) for _, colour in picture.getcolors())


def test_a_ward_of_one_point_draws_without_harm() -> None:
    assert drawn(ward(5, 5, 5, 5)).size == (DRAWN_SIZE // 2, DRAWN_SIZE // 2)
