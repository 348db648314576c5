"""Concerns as lists show them."""

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime

from django.db.models import Case as Choice
from django.db.models import CharField, Count, Exists, F, Min, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, JSONObject

from engagement.concern_kind import CONCERN
from engagement.enums import (
    ANSWER_CLOCKS,
    MEANT_FOR_ALL,
    OWED,
    OWED_CLOCKS,
    ClockKind,
    ConcernStatus,
    EventKind,
    Publication,
    Role,
    ShownState,
    Visibility,
)
from engagement.models import Case, Clock, Resident, TimelineEvent, User
from engagement.models.case import CaseQuerySet
from engagement.queries.cases import visible_to
from engagement.rules.contacts import Contact
from engagement.rules.visibility import Viewer
from wards.models import Municipality, Ward

_ANSWER_OWED = Q(clocks__met_at=None, clocks__kind__in=OWED_CLOCKS)
_TURNS = (EventKind.ASKED, EventKind.ANSWERED, EventKind.REPLIED, EventKind.REOPENED)
_SHOWING = (EventKind.PUBLISHED, EventKind.WORDS_MASKED)


def _concerns(viewer: Viewer) -> CaseQuerySet:
    return visible_to(viewer).filter(kind=CONCERN.key).select_related("concern").prefetch_related("clocks")


def published_in(ward: Ward) -> CaseQuerySet:
    """What everyone may read of a ward; also what was raised in a ward that is gone and lay here.

    What was given last comes first: that day stands in lists, and how long it took to be checked does not.
    """
    return _of_ward(_concerns(Viewer()), ward).select_related("municipality").order_by("-confirmed_at", "-pk")


def in_shown_state(cases: CaseQuerySet, state: str, *, at: datetime) -> CaseQuerySet:
    """Those of some published concerns that stand so at a moment.

    Args:
        state: a `ShownState`.
    """
    return cases.annotate(shown_state=_shown_state(at)).filter(shown_state=state)


def count_shown_states(cases: CaseQuerySet, *, at: datetime) -> dict[str, int]:
    """How many of some published concerns stand how at a moment, by `ShownState`; one statement."""
    states = cases.order_by().annotate(shown_state=_shown_state(at)).values("shown_state")
    return dict(states.annotate(count=Count("pk")).values_list("shown_state", "count"))


def _shown_state(at: datetime) -> Choice:
    running = Clock.objects.filter(case=OuterRef("pk"), kind__in=ANSWER_CLOCKS, met_at=None, paused_at=None)
    late = running.filter(due_at__lt=at)
    return Choice(
        When(status__in=[ConcernStatus.ANSWERED, ConcernStatus.TAKEN_BACK], then=Value(ShownState.ANSWERED)),
        When(status=ConcernStatus.FOLLOW_UP, then=Value(ShownState.FOLLOW_UP)),
        When(Exists(late), then=Value(ShownState.OVERDUE)),
        default=Value(ShownState.WAITING),
        output_field=CharField(),
    )


def wards_with_more_than(shown: int) -> QuerySet[Case]:
    """The wards of which everyone may read more than so many concerns, as a subquery of their ids."""
    published = visible_to(Viewer()).filter(kind=CONCERN.key).order_by()
    return published.values("ward").annotate(count=Count("pk")).filter(count__gt=shown).values("ward")


def published_of(municipality: Municipality, ward: Ward | None = None) -> CaseQuerySet:
    """What everyone may read of a municipality, or of one of its wards: the newest first."""
    published = _concerns(Viewer()).filter(municipality=municipality).order_by("-published_at", "-pk")
    return _of_ward(published, ward) if ward else published


def _of_ward(cases: CaseQuerySet, ward: Ward) -> CaseQuerySet:
    """Those opened in a ward, and those of another edition's wards whose place lies in it.

    A case keeps the ward in which it was opened: without the latter, new boundaries would empty every ward's page on
    their first day. One without a place on the map stands where its ward's label does.
    """
    this = Ward.objects.filter(pk=ward.pk)
    others = Ward.objects.filter(municipality=ward.municipality_id).exclude(delimitation=ward.delimitation_id)
    around = others.filter(Exists(this.filter(boundary__intersects=OuterRef("boundary"))))
    placed = cases.annotate(spot=Coalesce(F("point"), F("ward__label_point")))
    lies_here = Q(ward__in=around.values("pk")) & Exists(this.filter(boundary__covers=OuterRef("spot")))
    return placed.filter(Q(ward=ward) | lies_here)


def public_answers(cases: Iterable[Case]) -> dict[int, TimelineEvent]:
    """The newest answer to each of some cases that everyone may read, by the id of the case; one statement."""
    events = _public_answers().filter(case__in=[case.pk for case in cases])
    return {event.case_id: event for event in events.order_by("sequence")}


def answered_in(municipality: Municipality) -> QuerySet[TimelineEvent]:
    """Answers of a municipality that everyone may read, the newest first, each with its case."""
    return (
        _public_answers()
        .filter(case__municipality=municipality)
        .select_related("case__concern", "case__ward", "case__municipality")
        .defer("case__ward__boundary", "case__ward__outline")
        .prefetch_related("case__clocks")
        .order_by("-at", "-pk")
    )


def _public_answers() -> QuerySet[TimelineEvent]:
    """Answers for everyone, to concerns that everyone may read; without those whose words were taken away."""
    return TimelineEvent.objects.filter(
        case__in=visible_to(Viewer()).filter(kind=CONCERN.key),
        kind=EventKind.ANSWERED,
        visibility=Visibility.PUBLIC,
        payload__isnull=False,
    )


def _on_desk(viewer: Viewer) -> Q:
    return Q(ward_id__in=viewer.desk) | Q(pk__in=viewer.office_cases)


def owed_on_desk(viewer: Viewer) -> CaseQuerySet:
    """What is still owed at a desk: the oldest promise first, then what is being followed up."""
    return (
        _concerns(viewer)
        .with_ward()
        .filter(_on_desk(viewer), status__in=OWED)
        .annotate(promised=Min("clocks__due_at", filter=_ANSWER_OWED))
        .order_by(F("promised").asc(nulls_last=True), "opened_at", "pk")
    )


def with_news(cases: CaseQuerySet) -> CaseQuerySet:
    """Some cases, each with `news`: kind and moment of the last turn in its thread, as a mapping; None before any.

    It is new to a desk where the resident took it: they replied or opened it again, and nobody asked or answered since.
    """
    turns = TimelineEvent.objects.filter(case=OuterRef("pk"), kind__in=_TURNS).order_by("-sequence")
    return cases.annotate(news=Subquery(turns.values(told=JSONObject(kind="kind", at="at"))[:1]))


def owed_in(viewer: Viewer, ward: Ward) -> CaseQuerySet:
    """What is still owed at a desk of a ward, the oldest promise first; also what was opened in one before it there."""
    return _of_ward(owed_on_desk(viewer), ward)


def answered_since(ward: Ward, since: datetime) -> QuerySet[TimelineEvent]:
    """Answers to concerns of a ward that everyone may read, given since a moment, the newest first."""
    answers = _public_answers().filter(at__gt=since, case__in=published_in(ward).order_by().values("pk"))
    return answers.select_related("case__concern", "case__municipality").order_by("-at", "-pk")


def owed_publicly_in(ward: Ward) -> CaseQuerySet:
    """What everyone may read of a ward and is still owed an answer or a report on, the oldest promise first."""
    owed = published_in(ward).filter(status__in=OWED)
    promised = Min("clocks__due_at", filter=_ANSWER_OWED)
    return owed.annotate(promised=promised).order_by(F("promised").asc(nulls_last=True), "opened_at", "pk")


def overdue_for(viewer: Viewer, *, at: datetime) -> CaseQuerySet:
    """What waits for an answer longer than was promised, where the viewer works in the Speaker's office; latest first.

    What stands still, since its resident was asked something, is not overdue. Also what was written to a councillor
    alone is listed, by its reference: the office asks for the answer, and does not read the words. No page shows more.
    """
    late = _ANSWER_OWED & Q(clocks__paused_at=None, clocks__due_at__lt=at)
    return (
        Case.objects.confirmed()
        .filter(kind=CONCERN.key, closed_at__isnull=True)
        .filter(municipality_id__in=viewer.municipalities(Role.SPEAKERS_OFFICE))
        .with_ward()
        .prefetch_related("clocks")
        .annotate(promised=Min("clocks__due_at", filter=late))
        .filter(promised__isnull=False)
        .order_by("promised", "pk")
    )


def waiting_on_desk(viewer: Viewer) -> CaseQuerySet:
    """What waits for an answer at a desk: the oldest promise first. The desk and its digest count these."""
    return owed_on_desk(viewer).filter(status=ConcernStatus.WAITING)


def reports_due_on_desk(viewer: Viewer, *, before: datetime) -> CaseQuerySet:
    """What is followed up at a desk and its next report due before a moment: the oldest promise first."""
    due = Clock.objects.filter(case=OuterRef("pk"), kind=ClockKind.UPDATE, met_at=None, due_at__lt=before)
    return owed_on_desk(viewer).filter(Exists(due), status=ConcernStatus.FOLLOW_UP)


def answered_on_desk(viewer: Viewer) -> CaseQuerySet:
    """What was answered in the wards of a desk, newest first."""
    return (
        _concerns(viewer)
        .with_ward()
        .filter(_on_desk(viewer), status=ConcernStatus.ANSWERED)
        .order_by("-closed_at", "-pk")
    )


def held_for(viewer: Viewer) -> CaseQuerySet:
    """What waits for a moderator where the viewer is one, oldest first: held, or shown at once and not yet checked."""
    unchecked = Clock.objects.filter(case=OuterRef("pk"), kind=ClockKind.MODERATION, met_at=None)
    waits = Q(publication=Publication.HELD) | Q(Exists(unchecked), publication=Publication.PUBLISHED)
    return (
        _concerns(viewer)
        .with_ward()
        .filter(waits, municipality_id__in=viewer.municipalities(Role.MODERATOR))
        .order_by("confirmed_at", "pk")
    )


def published_for(viewer: Viewer) -> CaseQuerySet:
    """What everyone can read in the municipalities where the viewer is a moderator, newest first."""
    return (
        _concerns(viewer)
        .with_ward()
        .filter(publication=Publication.PUBLISHED, municipality_id__in=viewer.municipalities(Role.MODERATOR))
        .order_by("-published_at", "-pk")
    )


def moderated_for(viewer: Viewer) -> CaseQuerySet:
    """What was meant for everyone, whatever was decided on it, where the viewer is a moderator."""
    return (
        _concerns(viewer)
        .with_ward()
        .filter(municipality_id__in=viewer.municipalities(Role.MODERATOR), confirmed_at__isnull=False)
        .exclude(publication=Publication.PRIVATE)
    )


def not_shown_for(viewer: Viewer) -> CaseQuerySet:
    """What a moderator refused or took down, in the municipalities where the viewer is one, newest first."""
    gone = [Publication.REFUSED, Publication.WITHDRAWN]
    return moderated_for(viewer).filter(publication__in=gone).order_by("-confirmed_at", "-pk")


def decision_on(case: Case) -> TimelineEvent | None:
    """The event of the last decision on who may read a case; None before the first."""
    decisions = [EventKind.PUBLISHED, EventKind.PUBLICATION_REFUSED, EventKind.WITHDRAWN]
    return TimelineEvent.objects.filter(case=case, kind__in=decisions).select_related("by").order_by("sequence").last()


def withdrawal_of(reference: str) -> TimelineEvent | None:
    """The event that tells why a case that everyone could read was taken down; None for every other reference."""
    events = TimelineEvent.objects.filter(case__reference=reference, case__publication=Publication.WITHDRAWN)
    return events.filter(kind=EventKind.WITHDRAWN).select_related("case__municipality").last()


def sent_alike(
    *,
    ward: Ward,
    subject: str,
    text: str,
    is_public: bool,
    contact: Contact,
    since: datetime,
    sent_here: Collection[int],
    by: User | None,
) -> Case | None:
    """The concern with the same words that this person sent with the same contact since a moment; None without one.

    Who merely types the same words and contact is told of nothing: that would say who wrote what everyone can read.

    Args:
        sent_here: ids of the cases that this browser sent, or that were opened to it.
        by: the account that proved the contact; None for everybody else.
    """
    theirs = Q(pk__in=sent_here)
    if by is not None:
        theirs |= Q(resident__user=by)
    alike = Case.objects.filter(
        theirs,
        kind=CONCERN.key,
        ward=ward,
        concern__subject=subject,
        concern__text=text,
        resident__in=Resident.objects.with_contact(contact),
        opened_at__gte=since,
    ).exclude(status=ConcernStatus.EXPIRED)
    meant_for_all = Q(publication__in=MEANT_FOR_ALL)
    return alike.filter(meant_for_all if is_public else ~meant_for_all).order_by("pk").first()


def altered_concerns(cases: QuerySet[Case]) -> Iterator[str]:
    """References of concerns of which pages show something else than what was raised, or what was erased since.

    What the resident wrote stands in the event of raising; what everyone reads in the last that published or masked.
    """
    of_concerns = TimelineEvent.objects.filter(case__in=cases, case__kind=CONCERN.key).order_by("case_id", "sequence")
    raised = of_concerns.filter(kind=EventKind.RAISED).values_list(
        "case__reference", "payload", "case__concern__nature", "case__concern__subject", "case__concern__text"
    )
    for reference, payload, nature, subject, text in raised.iterator():
        words = {"nature": nature, "subject": subject, "words": text}
        if (words != payload) if payload is not None else (subject, text) != ("", ""):
            yield reference
    later = of_concerns.filter(case=OuterRef("case"), kind__in=_SHOWING, sequence__gt=OuterRef("sequence"))
    shown = of_concerns.filter(~Exists(later), kind__in=_SHOWING).values_list(
        "case__reference", "payload", "case__concern__public_subject", "case__concern__public_text"
    )
    for reference, payload, subject, text in shown.iterator():
        # Concerns that were published before there was a public copy have none in their event.
        told = (payload.get("subject", subject), payload.get("words", text)) if payload is not None else ("", "")
        if told != (subject, text):
            yield reference
