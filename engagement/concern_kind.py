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
from engagement.rules.promises import ANSWER_WORKING_DAYS, MODERATION_WORKING_DAYS

FIRST_ANSWER = Standard(ClockKind.FIRST_RESPONSE, ANSWER_WORKING_DAYS, policy_field="answer_working_days")
SECOND_ANSWER = Standard(ClockKind.SECOND_RESPONSE, ANSWER_WORKING_DAYS, policy_field="answer_working_days")
"""What is promised anew when a resident reopens a concern."""
MODERATION = Standard(ClockKind.MODERATION, MODERATION_WORKING_DAYS, policy_field="moderation_working_days")
"""What is promised on a concern that everyone is to read."""

CONCERN = CaseKind(
    key="concern",
    title=_("Raise an issue"),
    hint=format_lazy(
        _("Write to your ward councillor. Answered within {days} working days."), days=ANSWER_WORKING_DAYS
    ),
    icon="speech",
    start_url="wards:index",
    statuses=ConcernStatus,
    initial=ConcernStatus.UNCONFIRMED,
    transitions={
        ConcernStatus.UNCONFIRMED: frozenset({ConcernStatus.WAITING, ConcernStatus.EXPIRED}),
        ConcernStatus.WAITING: frozenset({ConcernStatus.ASKED, ConcernStatus.ANSWERED, ConcernStatus.FOLLOW_UP}),
        # Whoever asked may answer all the same; the resident who replies lets the clock run on.
        ConcernStatus.ASKED: frozenset({ConcernStatus.WAITING, ConcernStatus.ANSWERED, ConcernStatus.FOLLOW_UP}),
        # Following up may take several reports before the end: each is an answer that leaves the case open.
        ConcernStatus.FOLLOW_UP: frozenset({ConcernStatus.ANSWERED, ConcernStatus.FOLLOW_UP}),
        # Reopened by the resident, once.
        ConcernStatus.ANSWERED: frozenset({ConcernStatus.WAITING}),
        ConcernStatus.EXPIRED: frozenset(),
    },
    closed=CLOSED_CONCERN_STATUSES,
    standards=(FIRST_ANSWER,),
    default_publication=Publication.PRIVATE,
    detail="concern",
    story_template="engagement/concern_story.html",
    story_context="engagement.views.concern_story.story_context",
    map_layer="engagement.views.desk_map.concerns_layer",
    awaiting=frozenset({ConcernStatus.WAITING, ConcernStatus.ASKED}),
    answered=frozenset({ConcernStatus.ANSWERED}),
    tones={ConcernStatus.ANSWERED: "ok", ConcernStatus.FOLLOW_UP: "info", ConcernStatus.EXPIRED: ""},
)
