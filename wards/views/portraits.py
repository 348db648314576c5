"""The photo of a councillor, in the sizes that a page needs."""

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from wards.queries.seats import Seat


def portrait(seat: Seat) -> SafeString | None:
    """The photo of whoever holds a seat, as markup; None for a vacant seat and a councillor without one."""
    photo = seat.term.councillor.photo if seat.term else None
    return render_to_string("wards/components/portrait.html", {"photo": photo}) if photo else None
