"""Addresses of the wards floor: pages under /wards/, and data without a language prefix.

Importers refuse codes that cannot stand here, `in` and `map` among them: `wards.rules.codes`.
"""

from django.urls import path

from wards.views import find, finder, municipality, outlines, picture_map, tiles, ward

app_name = "wards"

urlpatterns = [
    path("", finder.index, name="index"),
    path("map/", picture_map.picture_map, name="map"),
    path("in/<path:key>/", municipality.municipality, name="municipality"),
    path("<str:code>/", ward.ward, name="ward"),
]

data_patterns = (
    [
        path("wards/find.json", find.find, name="find"),
        path("wards/outlines/<path:key>.json", outlines.outlines, name="outlines"),
        path("wards/outline/<str:country>/<str:code>.json", outlines.outline, name="outline"),
        path("wards/tiles/half/<int:zoom>/<int:x>/<int:y>.png", tiles.half_tile, name="half_tile"),
        path("wards/tiles/<int:zoom>/<int:x>/<int:y>.png", tiles.tile, name="tile"),
    ],
    "wards_data",
)
