"""Questions to residents, and how long they wait for a reply."""

from dataclasses import dataclass
from datetime import datetime

from engagement.enums import ConcernStatus, EventKind
from engagement.models import Case, TimelineEvent
from engagement.queries.days_off import days_off_of
from engagement.rules.working_time import working_days_between

REPLY_WORKING_DAYS = 10
"""After so long without a reply the promise runs on, and whoever asked may answer with what they know."""


@dataclass(frozen=True)
class OpenQuestion:
    """A question that no reply came to yet.

    Attributes:
        event: the one that asked.
        days: working days since.
    """

    event: TimelineEvent
    days: int

    @property
    def is_old(self) -> bool:
        """Whether the resident had time enough to reply."""
        return self.days >= REPLY_WORKING_DAYS


def can_be_asked(case: Case) -> bool:
    """Whether a question would reach the resident; whose data went cannot be written to any more."""
    return case.resident is not None and case.resident.contact is not None


def open_question(case: Case, *, at: datetime) -> OpenQuestion | None:
    """The question that a case waits for a reply to; None where it waits for none."""
    if case.status != ConcernStatus.ASKED:
        return None
    event = TimelineEvent.objects.filter(case=case, kind=EventKind.ASKED).order_by("sequence").last()
    if event is None:
        return None
    zone = case.municipality.zone
    asked, today = event.at.astimezone(zone).date(), at.astimezone(zone).date()
    return OpenQuestion(event, working_days_between(asked, today, days_off_of(case.municipality)))
