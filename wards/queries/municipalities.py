"""Municipalities whose wards count."""

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from wards.models import Municipality
from wards.queries.days import DayOrMoment
from wards.queries.wards import wards_in_force


def municipalities_in_force(on: DayOrMoment) -> QuerySet[Municipality]:
    """The municipalities that have wards in force on a day, each with its site and `ward_count`, how many.

    Args:
        on: the day, or a moment: the day that it then is there.
    """
    wards = wards_in_force(on).filter(municipality=OuterRef("pk")).order_by().values("municipality")
    count = Subquery(wards.annotate(count=Count("pk")).values("count"))
    return Municipality.objects.select_related("site").annotate(ward_count=Coalesce(count, 0)).filter(ward_count__gt=0)


def municipalities_named(code: str, country: str = "") -> QuerySet[Municipality]:
    """The municipalities of a code as a person types it, in any case; of one country, or of all."""
    named = Municipality.objects.filter(code__iexact=code.strip())
    return (named.filter(country__iexact=country.strip()) if country else named).order_by("country", "code")
