"""How the figures on answers are counted."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from engagement.queries.policies import policy_of
from engagement.rules.numbers import FEWEST
from engagement.rules.promises import ANSWER_WORKING_DAYS
from wards.components import Crumbs
from wards.queries.sites import municipality_of
from wards.views.public import public_page


@public_page
def counted(request: HttpRequest) -> HttpResponse:
    """What is counted, over which time, and what is left out."""
    municipality = municipality_of(request)
    days = policy_of(municipality).answer_working_days if municipality else ANSWER_WORKING_DAYS
    return render(request, "engagement/counted.html", {"days": days, "fewest": FEWEST, "crumbs": Crumbs()})
