"""Who holds which seat."""

from datetime import date

from django.db.models import QuerySet

from wards.enums import SeatKind
from wards.models import Activation, Councillor, CouncillorTerm, Delimitation, Municipality, Ward
from wards.rules.councillor_list import Held, Person
from wards.rules.ward_references import WardKey


def terms_held(municipality: Municipality, delimitation: Delimitation) -> list[Held]:
    """Every term of a municipality's councillors, as plain values.

    Args:
        delimitation: the edition whose wards a list speaks of; terms of other editions are marked.
    """
    terms = (
        CouncillorTerm.objects.filter(councillor__municipality=municipality)
        .order_by("pk")
        .values_list(
            "pk", "councillor_id", "councillor__name", "seat", "ward_id", "ward__delimitation_id", "served",
            "end_reason", "source_id", "ward__code",
        )
    )  # fmt: skip
    return [
        Held(
            term=pk,
            person=person,
            name=name,
            seat=SeatKind(seat),
            ward=ward,
            starts=served.lower,
            ends=served.upper,
            end_reason=reason,
            of_edition=edition in (None, delimitation.pk),
            by_list=source is not None,
            ward_code=code or "",
        )
        for pk, person, name, seat, ward, edition, served, reason, source, code in terms
    ]


def people_known(municipality: Municipality) -> list[Person]:
    """Every councillor of a municipality, serving or not."""
    return [Person(*row) for row in Councillor.objects.filter(municipality=municipality).values_list("pk", "name")]


def ward_keys(municipality: Municipality, delimitation: Delimitation) -> list[WardKey]:
    """The wards of a municipality in an edition, as lists may name them."""
    wards = Ward.objects.filter(municipality=municipality, delimitation=delimitation).order_by("number", "code")
    return [WardKey(*row) for row in wards.values_list("pk", "code", "number", "name")]


def wards_with_days(municipality: Municipality) -> QuerySet[Ward]:
    """The wards of a municipality in every edition that ever counts there, the newest first."""
    counting = Activation.objects.filter(municipality=municipality, undone_at=None)
    wards = Ward.objects.filter(municipality=municipality, delimitation__in=counting.values("delimitation"))
    light = wards.select_related("delimitation").defer("boundary", "outline")
    return light.order_by("-delimitation__published_on", "number", "code")


def edition_in_force(municipality: Municipality, on: date) -> Delimitation | None:
    """The edition of boundaries that counts in a municipality on a day."""
    return Delimitation.objects.filter(
        activations__municipality=municipality,
        activations__in_force__contains=on,
        activations__undone_at=None,
    ).first()
