"""What the engagement floor adds to a ward: writing to the councillor, and what residents have raised."""

from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Window
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from laces.components import Component

from engagement.components import CaseList, CaseRow, ResponseFigures
from engagement.enums import Actor
from engagement.models import Case, TimelineEvent
from engagement.queries.answering import answers_for
from engagement.queries.clocks import answer_promise
from engagement.queries.concerns import answered_in, public_answers, published_in
from engagement.queries.days_off import DaysOff, days_off_read_once
from engagement.queries.moved import open_and_moved
from engagement.queries.numbers import response_of
from engagement.queries.policies import policy_of
from engagement.rules.sentences import first_sentence
from engagement.services.queue import wake_worker
from engagement.wording import answered_by, day, figures_of, grouped, status_tag, supporters_line
from wards.components import Link
from wards.extensions import MovedCount, WardAction, WardExtension
from wards.models import Delimitation, Municipality, Ward

SHOWN = 10
TEXT_SHOWN = 180
ANSWERED_SHOWN = 4
HAND_OVER_TASK = "engagement.hand_over"
WEEK = timedelta(days=7)
NOTHING_RAISED = gettext_lazy("Nothing that everyone may read has been raised here yet.")


def raised_by_residents(ward: Ward) -> CaseList:
    """The newest published concerns of a ward, each with its state in words and what was answered."""
    # Counted in the statement that reads the first ones.
    cases = list(published_in(ward).annotate(in_all=Window(Count("pk")))[:SHOWN])
    in_all = cases[0].in_all if cases else 0
    return CaseList(
        concern_rows(cases, at=timezone.now()),
        title=_("Raised by residents"),
        heading="raised",
        empty=NOTHING_RAISED,
        more=_way_to_all(ward, in_all) if in_all > SHOWN else None,
    )


def concern_rows(cases: Collection[Case], *, at: datetime) -> list[CaseRow]:
    """Published concerns of a ward, each with its state in words and what was answered."""
    answers, days_off = public_answers(cases), days_off_read_once()
    return [
        _row(
            case,
            answers.get(case.pk),
            at=at,
            days_off=days_off,
            text=Truncator(case.concern.public_text).chars(TEXT_SHOWN),
            meta=[],
        )
        for case in cases
    ]


def _way_to_all(ward: Ward, count: int) -> Link:
    label = _("All %(count)s concerns of this ward") % {"count": grouped(count)}
    return Link(label, reverse("engagement:ward_concerns", args=[ward.code]))


def answered_lately(municipality: Municipality, *, at: datetime) -> CaseList:
    """What was answered in a municipality this week, of what everyone may read; the newest before it if nothing was."""
    newest: dict[int, TimelineEvent] = {}
    # A case may have got several answers: some more are read than are shown.
    for event in answered_in(municipality)[: 3 * ANSWERED_SHOWN]:
        newest.setdefault(event.case_id, event)
    events = list(newest.values())
    of_week = [event for event in events if event.at > at - WEEK]
    days_off = days_off_read_once()
    return CaseList(
        [
            _row(event.case, event, at=at, days_off=days_off, meta=[event.case.ward.title, day(event.at)])
            for event in (of_week or events)[:ANSWERED_SHOWN]
        ],
        title=_("Answered this week") if of_week or not events else _("Answered lately"),
        heading="answered",
        empty=_("Nothing that everyone may read has been answered yet."),
    )


def _row(
    case: Case, answer: TimelineEvent | None, *, at: datetime, days_off: DaysOff, meta: list, text: str = ""
) -> CaseRow:
    return CaseRow(
        title=case.concern.public_title,
        url=reverse("engagement:story", args=[case.reference]),
        tag=status_tag(case, answer_promise(case, at=at, days_off=days_off)),
        text=text,
        language=case.language if case.concern.public_subject else "",
        meta=[*(meta or [day(case.confirmed_at)]), *supporters_line(case.concern)],
        answer=first_sentence(answer.payload["text"]) if answer else "",
        answered_by=answered_by(answer) if answer else "",
    )


def how_answered(ward: Ward) -> ResponseFigures:
    """How a ward is answered, in figures."""
    response = response_of(ward, at=timezone.now())
    return ResponseFigures(
        title=_("How this ward is answered"),
        figures=figures_of(response, counted_url=reverse("engagement:counted")),
        empty=_("Nobody has written from this ward in the last twelve months."),
        more=Link(_("The figures of every ward"), reverse("engagement:answers_of", args=[ward.municipality.key])),
    )


def raise_url(ward: Ward) -> str:
    """Where a resident of a ward writes. It names the municipality, since two countries may write the same code."""
    return f"{reverse('engagement:raise', args=[ward.code])}?{urlencode({'in': ward.municipality.key})}"


def raise_path(ward: Ward) -> str:
    """The same on the ward's own municipality's site, where no other municipality is meant."""
    return reverse("engagement:raise", args=[ward.code])


def follow_notices_path(ward: Ward) -> str:
    """Where the notices of a ward are followed by e-mail, on its own municipality's site."""
    return reverse("engagement:follow_notices", args=[ward.code])


def actions(ward: Ward) -> Iterable[WardAction]:
    """Writing to the councillor, where somebody answers."""
    answering = answers_for(ward, timezone.now())
    if answering is None:
        return []
    days = policy_of(ward.municipality).answer_working_days
    if answering.actor == Actor.COUNCILLOR:
        hint = ngettext(
            "An answer is promised within %(days)d working day.",
            "An answer is promised within %(days)d working days.",
            days,
        )
    elif answering.is_administration:
        hint = ngettext(
            "The administrator's office promises an answer within %(days)d working day.",
            "The administrator's office promises an answer within %(days)d working days.",
            days,
        )
    else:
        hint = ngettext(
            "The Speaker's office promises an answer within %(days)d working day.",
            "The Speaker's office promises an answer within %(days)d working days.",
            days,
        )
    return [WardAction(label=_("Raise an issue"), url=raise_url(ward), hint=hint % {"days": days})]


def sections(ward: Ward, viewer: Any) -> Iterable[Component]:
    """What residents have raised; the same for every viewer, since it shows what everyone may read."""
    return [raised_by_residents(ward)]


def asides(ward: Ward) -> Iterable[Component]:
    """How the ward is answered."""
    return [how_answered(ward)]


def notes(ward: Ward) -> Iterable[str]:
    """Who answers what residents write, where it is not the councillor; and that nobody does yet, where that is so."""
    answering = answers_for(ward, timezone.now())
    days = policy_of(ward.municipality).answer_working_days
    if answering is None:
        sentence = _(
            "You cannot write here yet: nobody who answers for this ward reads messages on this site. Please turn to"
            " the offices of %(municipality)s."
        )
    elif answering.actor == Actor.COUNCILLOR:
        return []
    elif answering.is_administration:
        sentence = ngettext(
            "Until then you can still write: the administrator's office of %(municipality)s reads it and promises an"
            " answer within %(days)d working day. The next councillor takes over what is still open; what you write to"
            " the ward alone, only if you agree.",
            "Until then you can still write: the administrator's office of %(municipality)s reads it and promises an"
            " answer within %(days)d working days. The next councillor takes over what is still open; what you write to"
            " the ward alone, only if you agree.",
            days,
        )
    elif answering.sitting:
        sentence = ngettext(
            "The councillor does not read messages on this site yet. The Speaker's office of %(municipality)s reads"
            " what you write, and promises an answer within %(days)d working day.",
            "The councillor does not read messages on this site yet. The Speaker's office of %(municipality)s reads"
            " what you write, and promises an answer within %(days)d working days.",
            days,
        )
    else:
        sentence = ngettext(
            "Until then you can still write: the Speaker's office of %(municipality)s reads it and promises an"
            " answer within %(days)d working day. The next councillor takes over what is still open.",
            "Until then you can still write: the Speaker's office of %(municipality)s reads it and promises an"
            " answer within %(days)d working days. The next councillor takes over what is still open.",
            days,
        )
    return [sentence % {"municipality": ward.municipality.name, "days": days}]


def count_moved(municipality: Municipality, delimitation: Delimitation, on: date) -> Iterable[MovedCount]:
    """Open cases that would lie in another ward."""
    open_cases, moved = open_and_moved(municipality, delimitation)
    return [MovedCount(label=ngettext("open case", "open cases", open_cases), open=open_cases, moved=moved)]


def pass_on(municipality: Municipality) -> None:
    """Somebody else may hold a ward now: what is open there is looked through at once, not at the next full hour."""
    wake_worker(HAND_OVER_TASK)


EXTENSION = WardExtension(
    key="engagement",
    actions=actions,
    sections=sections,
    asides=asides,
    notes=notes,
    count_moved=count_moved,
    wards_changed=pass_on,
    seats_changed=pass_on,
)
