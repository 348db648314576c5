"""One-time codes: short enough to type from one screen into another, few enough tries to guess none."""

import hmac
import secrets
from datetime import timedelta

DIGITS = 6
LASTS = timedelta(minutes=30)
# Five tries on each of five requests an hour, each try against five codes at most: 125 in a million for somebody who
# knows both the reference and the address.
MOST_TRIES = 5
MOST_REQUESTS_AN_HOUR = 5
# A text message costs money, and rings at night: fewer of them.
MOST_TEXTS_AN_HOUR = 3
MOST_TEXTS_A_DAY = 8


def make_code() -> str:
    """Six digits, not predictable."""
    return f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"


def codes_match(typed: str, code: str) -> bool:
    """Compare in constant time, forgiving spaces and hyphens."""
    plain = "".join(character for character in typed if character.isdigit())
    return hmac.compare_digest(plain.encode(), code.encode())
