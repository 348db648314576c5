"""The concern to a ward councillor, as a kind of case."""

from django.utils.translation import gettext_lazy as _

from engagement.enums import (
    CLOSED_CONCERN_STATUSES,
    ClockKind,
    ConcernStatus,
    Publication,
)
from engagement.kinds import CaseKind, Standard

CONCERN = CaseKind(
    key="concern",
    title=_("Raise an issue"),
    hint=_("Write to your ward councillor. Answered within 10 working days."),
    icon="speak",
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
    standards=(Standard(ClockKind.FIRST_RESPONSE, working_days=10),),
    default_publication=Publication.PRIVATE,
)
