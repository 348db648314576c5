"""A tile of the map as a small PNG: ground, wards, and their numbers."""

from collections.abc import Iterable
from functools import cache
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from wards.rules.drawing import DrawnWard
from wards.rules.tiles import TILE_SIZE

# Drawn twice as large and then halved: Pillow's lines have no smooth edges of their own.
DRAWN_SIZE = 2 * TILE_SIZE
# The colours of the style sheet's light theme; a dark page turns the whole picture over.
GROUND = "#ece7db"
LINE = "#0d4b5e"
TINTS = ("#e3eef0", "#c3dce2", "#dde6c6", "#f0deb9")
# Nearer than this wards have lines; further out lines would be all that shows, and municipalities differ by tint.
_FIRST_ZOOM_WITH_LINES = 8
# A ward smaller than this is filled and not lined: a town's middle stays readable, and the file light.
_SMALLEST_WITH_LINE = 26
_FIRST_ZOOM_WITH_BOLD_LINES = 11
_LABEL_SIZE = 34
# Ground, tints, lines, text and the steps between them.
_COLOURS = 16


def draw_tile(wards: Iterable[DrawnWard], *, zoom: int) -> bytes:
    """Draw a tile of TILE_SIZE pixels.

    Args:
        wards: drawn in a picture of DRAWN_SIZE pixels.
        zoom: decides on lines and tints, the same for a whole level.

    Returns:
        A PNG file with a palette.
    """
    wards = list(wards)
    picture = Image.new("RGB", (DRAWN_SIZE, DRAWN_SIZE), GROUND)
    pen = ImageDraw.Draw(picture)
    lines = zoom >= _FIRST_ZOOM_WITH_LINES
    for ward in wards:
        _fill(pen, ward, TINTS[ward.municipality % len(TINTS)] if not lines else TINTS[0] if _lined(ward) else TINTS[1])
    if lines:
        for ward in filter(_lined, wards):
            _outline(pen, ward, width=5 if zoom >= _FIRST_ZOOM_WITH_BOLD_LINES else 2)
        for ward in wards:
            _label(pen, ward)
    return _png(picture.reduce(2))


def _lined(ward: DrawnWard) -> bool:
    return min(ward.width, ward.height) >= _SMALLEST_WITH_LINE


def _fill(pen: ImageDraw.ImageDraw, ward: DrawnWard, tint: str) -> None:
    for outer, *holes in ward.polygons:
        pen.polygon(_points(outer), fill=tint)
        for hole in holes:
            pen.polygon(_points(hole), fill=GROUND)


def _outline(pen: ImageDraw.ImageDraw, ward: DrawnWard, width: int) -> None:
    for polygon in ward.polygons:
        for ring in polygon:
            pen.line(_points(ring), fill=LINE, width=width, joint="curve")


def _label(pen: ImageDraw.ImageDraw, ward: DrawnWard) -> None:
    font = _font()
    left, top, right, bottom = font.getbbox(ward.label)
    # As much room again around it: a tile of a town stays readable, and light.
    if ward.has_room_for(2 * (right - left), 2 * (bottom - top)):
        pen.text(ward.label_at, ward.label, fill=LINE, font=font, anchor="mm", stroke_width=4, stroke_fill=TINTS[0])


@cache
def _font() -> ImageFont.FreeTypeFont:
    """Pillow's own font: the same picture on every machine."""
    return ImageFont.load_default(_LABEL_SIZE)


def _points(ring: Iterable[Iterable[int]]) -> list[tuple[int, ...]]:
    return [tuple(point) for point in ring]


def _png(picture: Image.Image) -> bytes:
    file = BytesIO()
    picture.quantize(_COLOURS, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
    return file.getvalue()
