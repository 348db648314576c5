"""Names that everybody may read in what residents write: of places, offices and those who hold a public seat."""

from django.db.models import CharField, F, Func

from wards.models import Councillor, Municipality, Place, Ward


def names_known_in(municipality: Municipality) -> frozenset[str]:
    """The names of a municipality's places, wards and councillors, and its own: not to be masked. One statement."""
    here = {"municipality": municipality}
    places = Place.objects.filter(**here).order_by()
    others = Func(F("other_names"), function="unnest", output_field=CharField())
    names = places.values_list("name").union(
        places.annotate(other=others).values_list("other"),
        Ward.objects.filter(**here).exclude(name="").order_by().values_list("name"),
        Councillor.objects.filter(**here).order_by().values_list("name"),
    )
    return frozenset({municipality.name, *(name for (name,) in names)})
