"""One-time codes: short enough to type from one screen into another, few enough tries to guess none."""

import hmac
import secrets
from collections.abc import Collection
from datetime import datetime, timedelta

from engagement.enums import Impossible

DIGITS = 6
LASTS = timedelta(minutes=30)
# Five tries on each of five requests an hour, each try against five codes at most: 125 in a million for somebody who
# knows both the reference and the address.
MOST_TRIES = 5
MOST_REQUESTS_AN_HOUR = 5
# A text message costs money, and rings at night: fewer of them.
MOST_TEXTS_AN_HOUR = 3
MOST_TEXTS_A_DAY = 8

MESSAGES_WITH_CODE = frozenset({"code", "contact-code", "check-code", "account-code"})
"""The templates of messages that carry one: they open something, and are worth nothing once it has run out."""


def make_code() -> str:
    """Six digits, not predictable."""
    return f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"


def why_no_code(asked: Collection[datetime], *, by_text: bool, at: datetime) -> Impossible | None:
    """Why no further code goes to a contact; None while it may.

    Args:
        asked: when codes were asked for there within the last day.
        by_text: whether it is a telephone number.
    """
    within_the_hour = sum(moment > at - timedelta(hours=1) for moment in asked)
    if within_the_hour >= (MOST_TEXTS_AN_HOUR if by_text else MOST_REQUESTS_AN_HOUR):
        return Impossible.TOO_MANY_CODES
    if by_text and len(asked) >= MOST_TEXTS_A_DAY:
        return Impossible.TOO_MANY_TEXTS
    return None


def codes_match(typed: str, code: str) -> bool:
    """Compare in constant time, forgiving spaces and hyphens."""
    plain = "".join(character for character in typed if character.isdigit())
    return hmac.compare_digest(plain.encode(), code.encode())
