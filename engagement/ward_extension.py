"""What the engagement floor adds to a ward: writing to the councillor, and what residents have raised."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from laces.components import Component

from engagement.concern_kind import FIRST_ANSWER_WORKING_DAYS
from engagement.queries.clocks import first_response
from engagement.queries.concerns import published_in
from engagement.queries.moved import open_and_moved
from engagement.queries.people import has_speakers_office
from engagement.wording import status_tag
from wards.extensions import MovedCount, WardAction, WardExtension
from wards.models import Delimitation, Municipality, Ward

SHOWN = 10


class RaisedByResidents(Component):
    """The newest published concerns of a ward, each with its state in words."""

    template_name = "engagement/components/raised_by_residents.html"

    def __init__(self, ward: Ward) -> None:
        self.ward = ward

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        """`rows`: case and tag; `raise_url`: where a resident writes."""
        at = timezone.now()
        cases = published_in(self.ward)[:SHOWN]
        return {
            "rows": [{"case": case, "tag": status_tag(case, first_response(case, at=at))} for case in cases],
            "raise_url": raise_url(self.ward),
        }


def raise_url(ward: Ward) -> str:
    """Where a resident of a ward writes. It names the municipality, since two countries may write the same code."""
    return f"{reverse('engagement:raise', args=[ward.code])}?{urlencode({'in': ward.municipality.key})}"


def actions(ward: Ward) -> Iterable[WardAction]:
    """Writing to the councillor."""
    return [
        WardAction(
            label=_("Raise an issue"),
            url=raise_url(ward),
            hint=_("Answered within %(days)d working days.") % {"days": FIRST_ANSWER_WORKING_DAYS},
        )
    ]


def sections(ward: Ward, viewer: Any) -> Iterable[Component]:
    """What residents have raised; the same for every viewer, since it shows what everyone may read."""
    return [RaisedByResidents(ward)]


def while_vacant(ward: Ward) -> Iterable[str]:
    """Who answers what residents write while nobody holds the seat."""
    words = {"municipality": ward.municipality.name, "days": FIRST_ANSWER_WORKING_DAYS}
    if has_speakers_office(ward.municipality):
        sentence = _(
            "Until then you can still write: the Speaker's office of %(municipality)s reads it and answers within"
            " %(days)d working days. The next councillor takes over what is still open."
        )
    else:
        sentence = _("You can still write. Your message waits for the next councillor of the ward.")
    return [sentence % words]


def count_moved(municipality: Municipality, delimitation: Delimitation, on: date) -> Iterable[MovedCount]:
    """Open cases that would lie in another ward."""
    open_cases, moved = open_and_moved(municipality, delimitation)
    return [MovedCount(label=_("open cases"), open=open_cases, moved=moved)]


EXTENSION = WardExtension(
    key="engagement", actions=actions, sections=sections, while_vacant=while_vacant, count_moved=count_moved
)
