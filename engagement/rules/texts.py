"""What fits into a text message: phones count in the alphabet of GSM 03.38, not in characters."""

from math import ceil

_BASIC = (
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
# Written with an escape before them, and counted twice.
_EXTENDED = "\f^{}\\[~]|€"
ONE_TEXT, PART = 160, 153
_ONE_TEXT_UNICODE, _PART_UNICODE = 70, 67


def is_gsm(text: str) -> bool:
    """Whether every character is one that an ordinary text message carries."""
    return set(text) <= set(_BASIC + _EXTENDED)


def gsm_length(text: str) -> int:
    """How much of a text message a text takes, in septets."""
    return len(text) + sum(text.count(character) for character in _EXTENDED)


def parts_of(text: str) -> int:
    """As how many text messages a text is sent, and paid for."""
    if is_gsm(text):
        length, one, part = gsm_length(text), ONE_TEXT, PART
    else:
        length, one, part = len(text.encode("utf-16-be")) // 2, _ONE_TEXT_UNICODE, _PART_UNICODE
    return 1 if length <= one else ceil(length / part)
