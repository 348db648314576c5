"""The concern to a ward councillor, as a kind of case."""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from engagement.enums import (
    CLOSED_CONCERN_STATUSES,
    ClockKind,
    ConcernStatus,
    Publication,
)
from engagement.kinds import CaseKind, Standard

# Two weeks of office days: long enough to ask a department, short enough to be remembered.
FIRST_ANSWER_WORKING_DAYS = 10

CONCERN = CaseKind(
    key="concern",
    title=_("Raise an issue"),
    hint=format_lazy(
        _("Write to your ward councillor. Answered within {days} working days."), days=FIRST_ANSWER_WORKING_DAYS
    ),
    icon="speech",
    start_url="wards:index",
    statuses=ConcernStatus,
    initial=ConcernStatus.UNCONFIRMED,
    transitions={
        ConcernStatus.UNCONFIRMED: frozenset({ConcernStatus.WAITING, ConcernStatus.EXPIRED}),
        ConcernStatus.WAITING: frozenset({ConcernStatus.ANSWERED, ConcernStatus.FOLLOW_UP}),
        # Following up may take several reports before the end: each is an answer that leaves the case open.
        ConcernStatus.FOLLOW_UP: frozenset({ConcernStatus.ANSWERED, ConcernStatus.FOLLOW_UP}),
        ConcernStatus.ANSWERED: frozenset(),
        ConcernStatus.EXPIRED: frozenset(),
    },
    closed=CLOSED_CONCERN_STATUSES,
    standards=(Standard(ClockKind.FIRST_RESPONSE, working_days=FIRST_ANSWER_WORKING_DAYS),),
    default_publication=Publication.PRIVATE,
    detail="concern",
    story_template="engagement/concern_story.html",
    story_context="engagement.views.concern_story.story_context",
    awaiting=frozenset({ConcernStatus.WAITING}),
    answered=frozenset({ConcernStatus.ANSWERED}),
    tones={ConcernStatus.ANSWERED: "ok", ConcernStatus.FOLLOW_UP: "info", ConcernStatus.EXPIRED: ""},
)
