"""The query string of the map of image tiles: what it shows, and where it was tapped."""

from typing import Any

from django import forms

from wards.forms.coordinates import CoordinateField
from wards.rules.picture_map import SHOWN_PIXELS, TILES, Move, PictureMap
from wards.rules.tiles import HIGHEST_ZOOM, LOWEST_ZOOM

_MOST_HALF_TILES = 2 * 2**HIGHEST_ZOOM


def tap_name(column: int, row: int) -> str:
    """The name of a tile's `<input type="image">`; the browser adds .x and .y."""
    return f"tap{column}{row}"


class PictureMapForm(forms.Form):
    """All optional: the map's zoom, x and y in half tiles, a place to show, a move, a tap, and what the map is for."""

    z = forms.IntegerField(required=False, min_value=LOWEST_ZOOM, max_value=HIGHEST_ZOOM)
    x = forms.IntegerField(required=False, min_value=0, max_value=_MOST_HALF_TILES)
    y = forms.IntegerField(required=False, min_value=0, max_value=_MOST_HALF_TILES)
    lat = CoordinateField("lat", limit=90, example="-26.2041", required=False)
    lon = CoordinateField("lon", limit=180, example="28.0473", required=False)
    move = forms.ChoiceField(required=False, choices=[(move.value, move.name) for move in Move])
    middle = forms.BooleanField(required=False)
    ward = forms.CharField(required=False, max_length=64)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for column in range(TILES):
            for row in range(TILES):
                for axis in "xy":
                    pixel = forms.IntegerField(required=False, min_value=0, max_value=SHOWN_PIXELS)
                    self.fields[f"{tap_name(column, row)}.{axis}"] = pixel
        self.fields["in"] = forms.CharField(required=False, max_length=35)

    @property
    def shown(self) -> PictureMap | None:
        """What the map showed before the button or the tap; None when it is opened."""
        zoom, x, y = (self.cleaned_data[name] for name in "zxy")
        return None if None in (zoom, x, y) else PictureMap.at(zoom, x, y)

    @property
    def place(self) -> tuple[float, float] | None:
        """A position to open the map at, longitude first."""
        longitude, latitude = self.cleaned_data["lon"], self.cleaned_data["lat"]
        return None if None in (longitude, latitude) else (longitude, latitude)

    @property
    def pressed(self) -> Move | None:
        """The button that was pressed, if it moves the map."""
        return Move(self.cleaned_data["move"]) if self.cleaned_data["move"] else None

    @property
    def tap(self) -> tuple[int, int, int, int] | None:
        """Column and row of the tile that was tapped, and where on it, in pixels as shown."""
        for column in range(TILES):
            for row in range(TILES):
                across, down = (self.cleaned_data[f"{tap_name(column, row)}.{axis}"] for axis in "xy")
                if across is not None and down is not None:
                    return column, row, across, down
        return None
