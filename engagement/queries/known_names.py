"""Names that everybody may read in what residents write: of places, offices and those who hold a public seat."""

from wards.models import Councillor, Municipality, Place, Ward


def names_known_in(municipality: Municipality) -> frozenset[str]:
    """The names of a municipality's places, wards and councillors, and its own; not to be masked in public."""
    names = {municipality.name}
    names.update(Ward.objects.filter(municipality=municipality).exclude(name="").values_list("name", flat=True))
    names.update(Councillor.objects.filter(municipality=municipality).values_list("name", flat=True))
    for name, others in Place.objects.filter(municipality=municipality).values_list("name", "other_names"):
        names.update([name, *others])
    return frozenset(names)
