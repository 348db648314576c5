"""`/answers/concerns.csv` and `.json`: what everyone may read, as facts for whoever counts for themselves."""

import csv
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, fields
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from engagement.enums import ConcernStatus, Nature, Outcome
from engagement.queries.open_data import OpenConcern, open_concerns, open_concerns_version
from wards.models import Municipality
from wards.queries.sites import municipality_of
from wards.views.keys import municipality_or_404

LICENCE_NAME = "CC BY 4.0"
LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/"
# What was taken down is gone from every copy within these minutes.
_FRESH_SECONDS = 600


def _one_of(words: object, values: Iterable[str]) -> object:
    return format_lazy("{words} {values}.", words=words, values=", ".join(values))


COLUMNS = {
    "reference": gettext_lazy("By which it is followed on this site, at /track/."),
    "ward": gettext_lazy("The code of the ward in which it was written. No place finer than that is told."),
    "nature": _one_of(gettext_lazy("One of:"), Nature.values),
    "opened_on": gettext_lazy("The day on which its author confirmed it, as year-month-day."),
    "promised_by": gettext_lazy("The day by which a first answer was promised."),
    "first_answered_on": gettext_lazy("The day of the first answer; empty while there is none."),
    "reopened_on": gettext_lazy("The day on which its author opened it again after an answer; empty where nobody did."),
    "second_promised_by": gettext_lazy("The day by which an answer was promised anew when it was opened again."),
    "second_answered_on": gettext_lazy("The day of the answer after that; empty while there is none."),
    "outcome": _one_of(
        gettext_lazy("What the last answer amounts to; empty while there is none. One of:"), Outcome.values
    ),
    "status": _one_of(
        gettext_lazy("How it stands. One of:"),
        [status for status in ConcernStatus if status not in (ConcernStatus.UNCONFIRMED, ConcernStatus.EXPIRED)],
    ),
    "supporters": gettext_lazy("How many others said that it affects them too. Who they are is told to nobody."),
}
"""What each column of the open data holds, in the order of the columns."""


@require_safe
def concerns_here(request: HttpRequest, form: str) -> HttpResponse:
    """Of the municipality whose site it is.

    Raises:
        Http404: the host is no municipality's.
    """
    municipality = municipality_of(request)
    if municipality is None:
        raise Http404(_("Choose a municipality: its data stands at its own address."))
    return _answer(request, municipality, form)


@require_safe
def concerns_of(request: HttpRequest, key: str, form: str) -> HttpResponse:
    """Of one municipality.

    Raises:
        Http404: there is none of this key, or none of its wards is in force.
    """
    return _answer(request, municipality_or_404(key, timezone.now()), form)


def data_url(municipality: Municipality, form: str) -> str:
    """Where a municipality's open data is, on whichever host."""
    return reverse("engagement_data:concerns_of", args=[municipality.key, form])


def _answer(request: HttpRequest, municipality: Municipality, form: str) -> HttpResponse:
    etag = f'W/"{form}-{open_concerns_version(municipality)}"'
    answer = get_conditional_response(request, etag=etag)
    if answer is None:
        concerns = open_concerns(municipality)
        body, kind = (
            (_as_csv(concerns), "text/csv; charset=utf-8; header=present")
            if form == "csv"
            else (_as_json(concerns, municipality), "application/json")
        )
        answer = StreamingHttpResponse(body, content_type=kind)
        name = f"concerns-{municipality.key}-{municipality.day_at(timezone.now()):%Y-%m-%d}.{form}"
        answer["Content-Disposition"] = f'attachment; filename="{name}"'
        answer["Link"] = f'<{LICENCE_URL}>; rel="license"'
        answer["Access-Control-Allow-Origin"] = "*"
    answer["ETag"] = etag
    patch_cache_control(answer, public=True, max_age=_FRESH_SECONDS)
    return answer


class _Echo:
    """A file that hands each line back."""

    def write(self, line: str) -> str:
        return line


def _as_csv(concerns: Iterable[OpenConcern]) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield writer.writerow([field.name for field in fields(OpenConcern)])
    for concern in concerns:
        yield writer.writerow([_plain(value) for value in asdict(concern).values()])


def _as_json(concerns: Iterable[OpenConcern], municipality: Municipality) -> Iterator[str]:
    head = {
        "municipality": municipality.key,
        "licence": LICENCE_URL,
        "columns": {name: str(words) for name, words in COLUMNS.items()},
    }
    yield f'{json.dumps(head, ensure_ascii=False)[:-1]}, "concerns": ['
    for number, concern in enumerate(concerns):
        facts = {name: None if value in (None, "") else _plain(value) for name, value in asdict(concern).items()}
        yield f"{',' if number else ''}\n{json.dumps(facts, ensure_ascii=False)}"
    yield "\n]}\n"


def _plain(value: str | int | date | None) -> str | int:
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else value
