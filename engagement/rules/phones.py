"""Telephone numbers that take text messages."""

from collections.abc import Collection

import phonenumbers
from phonenumbers import PhoneNumberType

_TAKE_TEXTS = frozenset({PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE})


class NotAMobileError(ValueError):
    """No mobile number can be read from this."""


class TooFarError(ValueError):
    """A number of a country to which no text messages go."""


def parse_mobile(text: str, *, region: str, countries: Collection[str]) -> str:
    """Read a number as people type it.

    Args:
        region: the country that is meant where none is named (ISO 3166-1, two letters).
        countries: those to which text messages go.

    Returns:
        The number in international form (E.164), such as "+27825550123".

    Raises:
        NotAMobileError: it is no valid number, or one of a fixed line.
        TooFarError: it belongs to another country.
    """
    try:
        number = phonenumbers.parse(text.strip(), region)
    except phonenumbers.NumberParseException:
        raise NotAMobileError from None
    if not phonenumbers.is_valid_number(number):
        raise NotAMobileError
    if phonenumbers.region_code_for_number(number) not in countries:
        raise TooFarError
    if phonenumbers.number_type(number) not in _TAKE_TEXTS or _is_cut_off(number):
        raise NotAMobileError
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _is_cut_off(number: phonenumbers.PhoneNumber) -> bool:
    """Whether digits are missing: plans of some countries, South Africa's among them, count shorter ones as valid."""
    whole = phonenumbers.example_number_for_type(phonenumbers.region_code_for_number(number), PhoneNumberType.MOBILE)
    return whole is not None and len(str(number.national_number)) < len(str(whole.national_number))


def in_groups(number: str) -> str:
    """A number in international form with the spaces with which people read it: "+27 82 555 0123"."""
    parsed = phonenumbers.parse(number)
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
