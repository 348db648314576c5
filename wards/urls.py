"""Addresses of the wards floor: pages under /wards/, and data without a language prefix."""

from django.urls import path

from wards.views import find, outlines, pages, tiles

app_name = "wards"

urlpatterns = [
    path("", pages.index, name="index"),
    path("<str:code>/", pages.ward, name="ward"),
]

data_patterns = (
    [
        path("wards/find.json", find.find, name="find"),
        path("wards/outlines/<str:key>.json", outlines.outlines, name="outlines"),
        path("wards/tiles/<int:zoom>/<int:x>/<int:y>.png", tiles.tile, name="tile"),
    ],
    "wards_data",
)
