"""Names of places and of those who hold a seat are no secret."""

from django.contrib.gis.geos import Point

from engagement.queries.known_names import names_known_in
from tests.engagement.cast import Cast
from wards.models import Place


def test_places_wards_and_councillors_of_the_municipality_are_known_and_no_others(cast: Cast) -> None:
    here = Point(12.5, -49.5, srid=4326)
    Place.objects.create(
        country="ZZ", municipality=cast.municipality, name="Lerato Park", other_names=["Lerato"], point=here
    )
    Place.objects.create(country="ZZ", municipality=cast.elsewhere, name="Elsewhere Park", point=here)
    assert names_known_in(cast.municipality) == {
        cast.municipality.name,
        "Lerato Park",
        "Lerato",
        "Nomsa Dlamini",
        "Sipho Ndlovu",
    }
