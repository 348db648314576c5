"""A ward as it is drawn in a picture of a square of the map."""

from collections.abc import Sequence
from dataclasses import dataclass

Ring = Sequence[Sequence[int]]


@dataclass(frozen=True)
class DrawnWard:
    """A ward in a picture: what to write on it, and its polygons as rings of whole pixels, the outer ring first.

    `label_at` is where the label stands; `width` and `height` are those of the whole ward, not only of what shows.
    """

    pk: int
    code: str
    number: int | None
    name: str
    municipality: int
    polygons: Sequence[Sequence[Ring]]
    label_at: tuple[float, float]
    width: float
    height: float

    @property
    def label(self) -> str:
        """What a map writes on the ward: its number, or where a country has none its name."""
        return str(self.number) if self.number else self.name

    def has_room_for(self, width: float, height: float) -> bool:
        """Whether a rectangle of this size fits inside the ward's own."""
        return self.width > width and self.height > height
