"""The frame in which a map stands: a drawing that opens into the map."""

from dataclasses import dataclass

from wards.components.base import DeclaredComponent, Text
from wards.rules.svg import Shape


@dataclass(frozen=True)
class MapFrame(DeclaredComponent):
    """A drawing of wards, and a button that opens the map in its place.

    Attributes:
        url: the map of pictures, which needs no JavaScript.
        config: what the script needs to open the map here, as JSON; without it the button is a link alone.
        shapes: the wards drawn; without any the ring of people stands there.
        alt: what the drawing shows.
        view_box: the part of the drawing's 512 x 512 units that is shown.
        button: within a form, the name of the button that opens it in place of a link, so that nothing typed is lost.
    """

    url: str
    config: str = ""
    shapes: tuple[Shape, ...] = ()
    alt: Text = ""
    view_box: str = "0 0 512 512"
    button: str = ""

    template_name = "components/map_frame.html"

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.shapes and not self.alt:
            raise ValueError("MapFrame.alt says in words what the drawing shows; there are shapes and no words.")
