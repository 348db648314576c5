"""What is done with what people tell a municipality, for how long it is kept, and what they may do about it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from engagement import kinds, notices
from engagement.queries.notices import parts_of, rights_in
from engagement.queries.periods import retention_of
from engagement.wording import kept_for, notice_facts
from wards.components import Crumbs, Facts
from wards.queries.sites import municipality_of
from wards.views.public import public_page


@public_page
def your_data(request: HttpRequest) -> HttpResponse:
    """The notice of each form, how long things are kept, and a person's rights."""
    municipality = municipality_of(request)
    started = [kind for kind in kinds.registered() if kind.is_started_by_residents]
    periods = [fact for kind in started for fact in kept_for(retention_of(kind.key, municipality))]
    context = {
        "municipality": municipality,
        "forms": [(notice, notice_facts(parts_of(notice, municipality))) for notice in notices.registered()],
        "rights": notice_facts(rights_in(municipality)),
        "periods": Facts(periods, is_stacked=True),
        "crumbs": Crumbs(),
    }
    return render(request, "engagement/your_data.html", context)
