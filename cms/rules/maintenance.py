"""While an operator works on the site: until when, and when to come back."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta

ASK_AGAIN_SECONDS = 300
"""When to come back where no end is known."""
_LONGEST = timedelta(days=1)


@dataclass(frozen=True)
class Maintenance:
    """The site is away for work on it. `until` is when it is expected back, if that is known."""

    until: datetime | None = None

    def retry_after(self, at: datetime) -> int:
        """Seconds after which to ask again: until the end, five minutes where it is unknown or past, a day at most."""
        if self.until is None or self.until <= at:
            return ASK_AGAIN_SECONDS
        return int(min(self.until - at, _LONGEST).total_seconds()) + 1

    def is_told(self, at: datetime) -> bool:
        """Whether the end can be told to people: it is known and not past."""
        return self.until is not None and self.until > at

    def written(self) -> str:
        """As it stands in the file that switches maintenance on."""
        return json.dumps({"until": self.until.isoformat() if self.until else None}) + "\n"


def read_maintenance(text: str) -> Maintenance:
    """The maintenance that a file tells of. A file that holds nothing readable still means that it is on."""
    try:
        until = datetime.fromisoformat(json.loads(text)["until"])
    except (ValueError, TypeError, KeyError):
        return Maintenance()
    return Maintenance(until if until.tzinfo else None)
