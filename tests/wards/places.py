"""Invented places for tests of the gazetteer's search."""

import factory

from tests.wards.factories import square
from wards.enums import PlaceKind
from wards.models import Place
from wards.rules.names import normalise_name


class PlaceFactory(factory.django.DjangoModelFactory):
    """A suburb whose point is the middle of the first ward of a grid, unless told otherwise."""

    class Meta:
        model = Place

    country = "ZZ"
    name = "Thutong"
    other_names = factory.List([])
    kind = PlaceKind.SUBURB
    point = factory.LazyFunction(lambda: square().centroid)
    search_text = factory.LazyAttribute(
        lambda place: "\n".join(normalise_name(name) for name in [place.name, *place.other_names])
    )
