"""The wards of a desk."""

from django.db.models import Exists, OuterRef, Q

from engagement.enums import Role
from engagement.rules.visibility import Viewer
from wards.models import Ward
from wards.queries.days import DayOrMoment
from wards.queries.seats import ward_terms
from wards.queries.wards import wards_in_force


def wards_at_desk(viewer: Viewer, on: DayOrMoment) -> list[Ward]:
    """The wards in force that a desk answers for on a day: those of a councillor, and for a Speaker's office those
    without a councillor who has an account; in the order of their numbers, without their boundaries."""
    answered = ward_terms(on).filter(ward=OuterRef("pk"), councillor__account__user__is_active=True)
    offices = viewer.municipalities(Role.SPEAKERS_OFFICE)
    theirs = Q(pk__in=viewer.desk) | (Q(municipality__in=offices) & ~Exists(answered))
    found = wards_in_force(on).filter(theirs).select_related("municipality__site", "delimitation").defer("boundary")
    return list(found.order_by("municipality__name", "number", "name", "code"))
