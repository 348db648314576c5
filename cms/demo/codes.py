"""One-time codes as authenticator apps make them (RFC 6238: HMAC-SHA-1, six digits, thirty seconds)."""

import base64
import hashlib
import hmac
from dataclasses import dataclass
from datetime import UTC, datetime

from django.utils import timezone

PERIOD_SECONDS = 30
DIGITS = 6


@dataclass(frozen=True)
class OneTimeCode:
    """Six digits, and the moment after which they open nothing."""

    digits: str
    valid_until: datetime

    @property
    def until(self) -> str:
        """The time of day, with its seconds (ISO 8601): codes live for half a minute."""
        return timezone.localtime(self.valid_until).time().isoformat("seconds")


def one_time_code(secret: str, at: datetime) -> OneTimeCode:
    """The code of a moment.

    Args:
        secret: base32, as kept by the second factor.
    """
    step = int(at.timestamp()) // PERIOD_SECONDS
    digest = hmac.new(base64.b32decode(secret), step.to_bytes(8, "big"), hashlib.sha1).digest()
    start = digest[-1] & 0x0F
    number = int.from_bytes(digest[start : start + 4], "big") & 0x7FFFFFFF
    return OneTimeCode(
        digits=f"{number % 10**DIGITS:0{DIGITS}}",
        valid_until=datetime.fromtimestamp((step + 1) * PERIOD_SECONDS, tz=UTC),
    )
