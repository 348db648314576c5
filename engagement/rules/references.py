"""References: short, unguessable, safe to read aloud, and checked before any look-up.

A reference is two letters for the municipality, seven random characters and a check character (ISO 7064,
mod 37,36), written `KH-7F3K-92Q8`. The random part has no I, L, O and U, the prefix has letters alone, so that a 0
typed for an O, or the reverse, can be put right without doubt. Seven characters of 32 hold 35 bits.
"""

import secrets
from collections.abc import Callable, Sequence

from stdnum.iso7064 import mod_37_36

BODY_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 10
_PREFIX_LENGTH = 2
_RANDOM_LENGTH = 7
_AS_LETTER = str.maketrans("01", "OI")
_AS_BODY = str.maketrans("OILU", "011V")
_FORGIVEN = str.maketrans("", "", " -\u2010\u2011\u2012\u2013\u2014\u00a0\t\r\n./")


class MalformedReferenceError(ValueError):
    """The text cannot be a reference: a wrong length, a wrong character, or a wrong check character."""


def reference_prefix(code: str, country: str) -> str:
    """Two letters for a municipality: the first of its code, filled up with its country's."""
    letters = [letter for letter in (code + country).upper() if "A" <= letter <= "Z"]
    return "".join(letters[:_PREFIX_LENGTH]).ljust(_PREFIX_LENGTH, "X")


def make_reference(prefix: str, choose: Callable[[Sequence[str]], str] = secrets.choice) -> str:
    """Draw a new reference, such as `KH-7F3K-92Q8`.

    Args:
        prefix: two letters, from `reference_prefix`.
        choose: picks one character of a sequence; the default is not predictable.
    """
    while True:
        drawn = prefix + "".join(choose(BODY_ALPHABET) for _ in range(_RANDOM_LENGTH))
        check = mod_37_36.calc_check_digit(drawn)
        # The standard's check character may be one of the letters that are left out; then draw again.
        if check in BODY_ALPHABET:
            return _formatted(drawn + check)


def parse_reference(text: str) -> str:
    """Read what a person typed, forgiving case, spaces, hyphens and letters that look like digits.

    Returns:
        The reference as it is stored, such as `KH-7F3K-92Q8`.

    Raises:
        MalformedReferenceError: it cannot be a reference, so that no look-up is needed.
    """
    plain = text.upper().translate(_FORGIVEN)
    if len(plain) != LENGTH:
        raise MalformedReferenceError("length")
    prefix = plain[:_PREFIX_LENGTH].translate(_AS_LETTER)
    body = plain[_PREFIX_LENGTH:].translate(_AS_BODY)
    if not all("A" <= letter <= "Z" for letter in prefix) or not set(body) <= set(BODY_ALPHABET):
        raise MalformedReferenceError("character")
    if not mod_37_36.is_valid(prefix + body):
        raise MalformedReferenceError("check")
    return _formatted(prefix + body)


def _formatted(plain: str) -> str:
    return f"{plain[:2]}-{plain[2:6]}-{plain[6:]}"
