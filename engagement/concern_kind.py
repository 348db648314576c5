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
from engagement.rules.keeping import Retention
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
        _("Write to your ward councillor. An answer is promised within {days} working days."), days=ANSWER_WORKING_DAYS
    ),
    icon="speech",
    start_url="wards:index",
    statuses=ConcernStatus,
    initial=ConcernStatus.UNCONFIRMED,
    transitions={
        ConcernStatus.UNCONFIRMED: frozenset({ConcernStatus.WAITING, ConcernStatus.EXPIRED, ConcernStatus.TAKEN_BACK}),
        ConcernStatus.WAITING: frozenset(
            {ConcernStatus.ASKED, ConcernStatus.ANSWERED, ConcernStatus.FOLLOW_UP, ConcernStatus.TAKEN_BACK}
        ),
        # Whoever asked may answer all the same; the resident who replies lets the clock run on.
        ConcernStatus.ASKED: frozenset(
            {ConcernStatus.WAITING, ConcernStatus.ANSWERED, ConcernStatus.FOLLOW_UP, ConcernStatus.TAKEN_BACK}
        ),
        # Following up may take several reports before the end: each is an answer that leaves the case open.
        ConcernStatus.FOLLOW_UP: frozenset({ConcernStatus.ANSWERED, ConcernStatus.FOLLOW_UP, ConcernStatus.TAKEN_BACK}),
        # Reopened by the resident, once.
        ConcernStatus.ANSWERED: frozenset({ConcernStatus.WAITING}),
        ConcernStatus.EXPIRED: frozenset(),
        ConcernStatus.TAKEN_BACK: frozenset(),
    },
    closed=CLOSED_CONCERN_STATUSES,
    standards=(FIRST_ANSWER,),
    default_publication=Publication.PRIVATE,
    detail="concern",
    story_template="engagement/concern_story.html",
    story_context="engagement.views.concern_story.story_context",
    # Three years after the end most claims are out of time (Prescription Act 68 of 1969, s 11(d)).
    retention=Retention(contact=12, words=36, photos=12, follows=3),
    erase_words="engagement.services.forgetting.erase_concern",
    erase_unshown="engagement.services.forgetting.erase_unshown_concern",
    taken_back=ConcernStatus.TAKEN_BACK,
    map_layer="engagement.views.desk_map.concerns_layer",
    awaiting=frozenset({ConcernStatus.WAITING, ConcernStatus.ASKED}),
    answered=frozenset({ConcernStatus.ANSWERED}),
    tones={
        ConcernStatus.ANSWERED: "ok",
        ConcernStatus.FOLLOW_UP: "info",
        ConcernStatus.EXPIRED: "",
        ConcernStatus.TAKEN_BACK: "",
    },
)
