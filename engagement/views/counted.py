"""How the figures on answers are counted."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from engagement.rules.numbers import FEWEST_FOR_A_SHARE
from engagement.rules.promises import ANSWER_WORKING_DAYS
from wards.components import Crumbs
from wards.views.public import public_page


@public_page
def counted(request: HttpRequest) -> HttpResponse:
    """What is counted, over which time, and what is left out."""
    facts = {"days": ANSWER_WORKING_DAYS, "fewest": FEWEST_FOR_A_SHARE, "crumbs": Crumbs()}
    return render(request, "engagement/counted.html", facts)
