"""For how long what belongs to a case is kept after it is closed."""

from calendar import monthrange
from dataclasses import dataclass, fields
from datetime import datetime


@dataclass(frozen=True)
class Retention:
    """Months after which something of a closed case goes.

    Attributes:
        contact: the person, with name and contact, leaves the case.
        words: what is not public is erased: words, answers, replies, notes.
        photos: photos that are not public.
        follows: who follows it, and what keeps support from counting twice.
    """

    contact: int
    words: int
    photos: int
    follows: int

    def months(self) -> dict[str, int]:
        """Each period by its name."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    def ended(self, what: str, *, at: datetime) -> datetime:
        """What was closed by then has been kept long enough.

        Args:
            what: the name of a period.
        """
        return months_before(at, getattr(self, what))


def months_before(at: datetime, months: int) -> datetime:
    """The same hour so many months ago; the last day of the month where that has fewer days."""
    year, month = divmod(at.year * 12 + at.month - 1 - months, 12)
    return at.replace(year=year, month=month + 1, day=min(at.day, monthrange(year, month + 1)[1]))
