"""`/answers/`: how the wards and the councillors of a municipality answer, side by side and never ranked."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from engagement.queries.numbers import responses_by_councillor, responses_by_ward
from engagement.rules.numbers import FEWEST, Response
from engagement.views.open_data import COLUMNS, LICENCE_NAME, LICENCE_URL, data_url
from engagement.wording import grouped, half_answered, helped, in_time
from wards.components import Column, Crumbs, DataTable
from wards.models import CouncillorTerm, Municipality, Ward
from wards.queries.municipalities import municipalities_in_force
from wards.queries.seats import ward_terms
from wards.queries.sites import municipality_of
from wards.queries.wards import wards_in_force
from wards.views.kept_pages import shows_others
from wards.views.keys import municipality_or_404
from wards.views.own_sites import on_own_site
from wards.views.public import public_page

_NOTHING = "–"


@public_page
def answers(request: HttpRequest) -> HttpResponse:
    """Of the municipality whose site it is; elsewhere the way to each municipality."""
    municipality = municipality_of(request)
    if municipality is not None:
        return _page(request, municipality)
    shows_others(request)
    municipalities = municipalities_in_force(timezone.now()).order_by("name", "code")
    return render(request, "engagement/answers_choice.html", {"municipalities": municipalities, "crumbs": Crumbs()})


@public_page
def answers_of(request: HttpRequest, key: str) -> HttpResponse:
    """Of one municipality.

    Raises:
        Http404: there is none of this key, or none of its wards is in force.
    """
    municipality = municipality_or_404(key, timezone.now())
    if municipality != municipality_of(request):
        shows_others(request)
    return _page(request, municipality)


def _page(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    at = timezone.now()
    with timezone.override(municipality.zone):
        context = {
            "municipality": municipality,
            "crumbs": Crumbs(),
            "wards": _of_wards(municipality, at),
            "councillors": _of_councillors(municipality, at),
            "columns": _columns(),
            "fewest": FEWEST,
            "csv_url": data_url(municipality, "csv"),
            "json_url": data_url(municipality, "json"),
            "licence": {"name": LICENCE_NAME, "url": LICENCE_URL},
            **on_own_site(request, municipality),
        }
        return render(request, "engagement/answers.html", context)


def _of_wards(municipality: Municipality, at: datetime) -> DataTable:
    found = responses_by_ward(municipality, at=at)
    wards = wards_in_force(at).filter(municipality=municipality).defer("boundary", "outline", "label_point")
    return DataTable(
        caption=_("Wards, in the order of their numbers: what was sent in the last twelve months"),
        columns=(Column(_("Ward"), is_heading=True), *_figures()),
        rows=[(_ward_link(ward), *_cells(found[ward.pk])) for ward in wards.order_by("number", "name", "code")],
        empty=_("No ward boundaries are in force here yet."),
    )


def _of_councillors(municipality: Municipality, at: datetime) -> DataTable:
    terms = list(
        ward_terms(at)
        .filter(ward__municipality=municipality)
        .select_related("councillor", "ward")
        .defer("ward__boundary", "ward__outline", "ward__label_point")
        .order_by("ward__number", "ward__name", "ward__code")
    )
    by_person: dict[int, list[CouncillorTerm]] = {}
    for term in terms:
        by_person.setdefault(term.councillor_id, []).append(term)
    since = {person: min(term.served.lower for term in held) for person, held in by_person.items()}
    found = responses_by_councillor(municipality, since, at=at)
    return DataTable(
        caption=_("Councillors, in the order of their wards: what was written to them since their term began"),
        columns=(Column(_("Councillor"), is_heading=True), Column(_("Ward, since")), *_figures()),
        rows=[(held[0].councillor.name, _held(held), *_cells(found[person])) for person, held in by_person.items()],
        empty=_("No councillor holds a ward here at the moment."),
    )


def _figures() -> Iterable[Column]:
    return (
        Column(_("Sent")),
        Column(_("Answered in time")),
        Column(_("Working days until half had an answer")),
        Column(_("Say that the answer helped")),
        Column(_("Waiting now")),
    )


def _cells(response: Response) -> Iterable[Any]:
    if not response.sent:
        return (grouped(0), *[_NOTHING] * 4)
    timely, said = in_time(response), helped(response)
    return (
        grouped(response.sent),
        timely.as_cell() if timely else _("too early to say"),
        half_answered(response).as_cell(),
        said.as_cell() if said else _("nobody said yet"),
        grouped(response.waiting),
    )


def _ward_link(ward: Ward) -> SafeString:
    return format_html('<a href="{}">{}</a>', ward.get_absolute_url(), ward.title)


def _held(terms: Iterable[CouncillorTerm]) -> str:
    held = _("%(ward)s, %(day)s")
    return "; ".join(
        held % {"ward": term.ward.title, "day": date_format(term.served.lower, "SHORT_DATE_FORMAT")} for term in terms
    )


def _columns() -> DataTable:
    return DataTable(
        caption=_("What each column holds"),
        columns=(Column(_("Column"), is_heading=True), Column(_("What it holds"))),
        rows=[(format_html("<code>{}</code>", name), words) for name, words in COLUMNS.items()],
    )
