"""What a person names at the console: a municipality, an edition of boundaries."""

from django.core.management.base import CommandError

from wards.models import Delimitation, Municipality
from wards.queries.municipalities import municipalities_named


def find_municipality(code: str, country: str | None = None) -> Municipality:
    """The municipality of a code, whatever its case.

    Args:
        country: as two letters; needed where two countries have a municipality of this code.

    Raises:
        CommandError: there is none, or one in several countries.
    """
    found = list(municipalities_named(code, country or ""))
    if not found:
        where = f" in {country.upper()}" if country else ""
        raise CommandError(
            f"There is no municipality {code}{where}. Load it with import_wards or import_municipalities, "
            "or check --country."
        )
    if len(found) > 1:
        countries = ", ".join(municipality.country for municipality in found)
        raise CommandError(f"{code} is a municipality in {countries}. Say which: --country {found[0].country}")
    return found[0]


def find_edition(edition: str, country: str | None = None) -> Delimitation:
    """The edition of boundaries of a short name, whatever its case.

    Args:
        country: as two letters; needed where two countries have an edition of this name.

    Raises:
        CommandError: there is none, or one in several countries.
    """
    editions = Delimitation.objects.filter(edition__iexact=edition.strip()).order_by("country")
    found = list(editions.filter(country__iexact=country) if country else editions)
    if not found:
        known = ", ".join(map(str, Delimitation.objects.all())) or "none"
        where = f"{country.upper()} has" if country else "There is"
        raise CommandError(f"{where} no edition {edition}. Known editions: {known}. Load one with import_wards.")
    if len(found) > 1:
        countries = ", ".join(delimitation.country for delimitation in found)
        raise CommandError(f"Several countries have an edition {edition}: {countries}. Pass --country.")
    return found[0]
