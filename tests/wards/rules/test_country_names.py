"""Countries are called by their names."""

from wards.rules.countries import EXTENTS
from wards.rules.country_names import NAMES, country_name


def test_every_country_whose_place_is_known_has_a_name() -> None:
    assert NAMES.keys() == EXTENTS.keys()
    assert len({str(name) for name in NAMES.values()}) == len(NAMES)


def test_a_code_without_a_name_stands_for_itself() -> None:
    assert (country_name("ZA"), country_name("ZZ")) == ("South Africa", "ZZ")
