"""`/councillor/ward/`: how my ward is answered, its meetings and its committee; and a sheet for a ward meeting."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from laces.components import Component

from engagement.components import QrCode, ResponseFigures
from engagement.desk_extensions import registered
from engagement.models import Case, TimelineEvent
from engagement.queries.clocks import answer_promise
from engagement.queries.concerns import answered_since, owed_publicly_in
from engagement.queries.days_off import days_off_read_once
from engagement.queries.numbers import response_of, responses_by_councillor
from engagement.rules.qr_codes import qr_picture
from engagement.rules.sentences import first_sentence
from engagement.views.crumbs import desk_crumbs
from engagement.views.desk_map import first_open
from engagement.views.desk_wards import WardAtDesk, ward_at_desk
from engagement.ward_extension import actions, raise_path
from engagement.wording import answered_by, figures_of, moment, status_tag
from wards.components import Tag
from wards.models import CouncillorTerm, Ward
from wards.queries.seats import committee_of, seat_of
from wards.queries.sites import address_for

OPEN_SHOWN = 5
OPEN_PRINTED, ANSWERED_PRINTED = 8, 5
"""As many as fit on one sheet of A4 beside the codes."""
_TITLE_PRINTED, _ANSWER_PRINTED = 70, 150
# Where no meeting was ever entered, what was answered in a quarter is told.
_LATELY = timedelta(days=90)


@never_cache
@require_safe
def ward(request: HttpRequest) -> HttpResponse:
    """Figures, meetings, the committee, and what is open."""
    at = timezone.now()
    desk = ward_at_desk(request, at=at)
    if desk.ward is None:
        return render(request, "engagement/desk_ward.html", {"crumbs": desk_crumbs()})
    with timezone.override(desk.ward.municipality.zone):
        return render(request, "engagement/desk_ward.html", _context(request, desk, desk.ward, at))


def _context(request: HttpRequest, desk: WardAtDesk, ward: Ward, at: datetime) -> dict[str, object]:
    today = ward.municipality.day_at(at)
    seat = seat_of(ward, today)
    first, owed_count = first_open(desk.viewer, ward, at, most=OPEN_SHOWN)
    return {
        "crumbs": desk_crumbs(),
        "ward": ward,
        "choice": desk.choice("engagement:desk_ward"),
        "owed_count": owed_count,
        "first_open": first,
        "seat": seat,
        "figures": _figures_of_ward(ward, at),
        "own_figures": _figures_of_councillor(ward, seat.term, at) if seat.term else None,
        "meetings": meetings_of(request, ward, at),
        "committee": committee_of(ward, today),
        "map_url": desk.address("engagement:desk_map"),
        "print_url": desk.address("engagement:desk_print"),
    }


def _figures_of_ward(ward: Ward, at: datetime) -> ResponseFigures:
    return ResponseFigures(
        title=_("How this ward is answered: the last twelve months"),
        figures=figures_of(response_of(ward, at=at), counted_url=reverse("engagement:counted")),
        empty=_("Nobody has written from this ward in the last twelve months."),
    )


def _figures_of_councillor(ward: Ward, term: CouncillorTerm, at: datetime) -> ResponseFigures:
    since = {term.councillor_id: term.served.lower}
    response = responses_by_councillor(ward.municipality, since, at=at)[term.councillor_id]
    return ResponseFigures(
        title=_("How Councillor %(name)s answers: this term") % {"name": term.councillor.name},
        figures=figures_of(response, counted_url=reverse("engagement:counted")),
        empty=_("Nothing was written to the councillor in this term yet."),
        heading="answers-of-councillor",
    )


def meetings_of(request: HttpRequest, ward: Ward, at: datetime) -> list[Component]:
    """The next meetings that concern a ward, as the floors above draw them."""
    drawn = (extension.meetings(request, ward, at) for extension in registered())
    return [component for component in drawn if component]


@dataclass(frozen=True)
class PrintedConcern:
    """A concern on the sheet: its words as far as they have room, how it stands, and the code that leads to it."""

    title: str
    language: str
    tag: Tag
    code: QrCode


@dataclass(frozen=True)
class PrintedAnswer:
    """An answer on the sheet, with what was raised."""

    title: str
    language: str
    by: str
    said: str


@never_cache
@require_safe
def sheet(request: HttpRequest) -> HttpResponse:
    """One sheet of A4 for the wall or the table of a ward meeting: nothing on it that not everyone may read."""
    at = timezone.now()
    desk = ward_at_desk(request, at=at)
    if desk.ward is None:
        return redirect("engagement:desk_ward")
    with timezone.override(desk.ward.municipality.zone):
        return render(request, "engagement/desk_print.html", _sheet(desk, desk.ward, at))


def _sheet(desk: WardAtDesk, ward: Ward, at: datetime) -> dict[str, object]:
    site = address_for(ward.municipality)
    cases = list(owed_publicly_in(ward))
    last_meeting = _last_meeting(ward, at)
    since = last_meeting or at - _LATELY
    answers = _newest_of_each(answered_since(ward, since))
    return {
        "crumbs": desk_crumbs(),
        "back_url": desk.address("engagement:desk_ward"),
        "ward": ward,
        "printed_at": moment(at),
        "ward_code": QrCode(qr_picture(f"{site}{ward.get_absolute_url()}"), _("About this ward")),
        "raise_code": QrCode(qr_picture(f"{site}{raise_path(ward)}"), _("Raise an issue")) if actions(ward) else None,
        "concerns": _printed(cases[:OPEN_PRINTED], site, at),
        "more_concerns": max(0, len(cases) - OPEN_PRINTED),
        "since_meeting": last_meeting is not None,
        "since": since,
        "answers": [_printed_answer(event) for event in answers[:ANSWERED_PRINTED]],
        "more_answers": max(0, len(answers) - ANSWERED_PRINTED),
    }


def _last_meeting(ward: Ward, at: datetime) -> datetime | None:
    return max(filter(None, (extension.last_meeting(ward, at) for extension in registered())), default=None)


def _printed(cases: Iterable[Case], site: str, at: datetime) -> list[PrintedConcern]:
    days_off = days_off_read_once()
    return [
        PrintedConcern(
            title=Truncator(case.concern.public_title).chars(_TITLE_PRINTED),
            language=case.language if case.concern.public_subject else "",
            tag=status_tag(case, answer_promise(case, at=at, days_off=days_off)),
            code=QrCode(
                qr_picture(f"{site}{reverse('engagement:story', args=[case.reference])}"),
                case.reference,
            ),
        )
        for case in cases
    ]


def _newest_of_each(events: Iterable[TimelineEvent]) -> list[TimelineEvent]:
    newest: dict[int, TimelineEvent] = {}
    for event in events:
        newest.setdefault(event.case_id, event)
    return list(newest.values())


def _printed_answer(event: TimelineEvent) -> PrintedAnswer:
    concern = event.case.concern
    return PrintedAnswer(
        title=Truncator(concern.public_title).chars(_TITLE_PRINTED),
        language=event.case.language if concern.public_subject else "",
        by=answered_by(event),
        said=Truncator(first_sentence(event.payload["text"])).chars(_ANSWER_PRINTED),
    )
