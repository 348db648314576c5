"""How a person is reached: an e-mail address, or a telephone number that takes text messages."""

from collections.abc import Collection
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from engagement.enums import Channel
from engagement.rules.blind_index import normalised_email
from engagement.rules.phones import NotAMobileError, parse_mobile


class MalformedContactError(ValueError):
    """This is neither an e-mail address nor a telephone number."""


@dataclass(frozen=True)
class Contact:
    """One way to one mailbox or one phone; a family may share either.

    Attributes:
        channel: `EMAIL` or `SMS`.
        value: the address as it was typed, or the number in international form (E.164), such as "+27825550123".
    """

    channel: Channel
    value: str

    @property
    def normalised(self) -> str:
        """The form in which two spellings of one contact are the same."""
        return normalised_email(self.value) if self.channel == Channel.EMAIL else self.value

    @property
    def is_phone(self) -> bool:
        """Whether it is a telephone number."""
        return self.channel == Channel.SMS

    def __str__(self) -> str:
        """The way alone: a contact does not belong in logs."""
        return f"a contact by {self.channel}"


def by_email(address: str) -> Contact:
    """The contact of an e-mail address, which was checked before."""
    return Contact(Channel.EMAIL, address.strip())


def by_phone(number: str) -> Contact:
    """The contact of a telephone number in international form (E.164), which was checked before."""
    return Contact(Channel.SMS, number)


def parse_contact(text: str, *, region: str, countries: Collection[str]) -> Contact:
    """What somebody typed as the way to reach them.

    Args:
        region: the country whose way of writing numbers is meant where none is named (ISO 3166-1, two letters).
        countries: those to which text messages go.

    Raises:
        MalformedContactError: it is neither, or a number that takes no text messages.
        TooFarError: it is a number of another country.
    """
    typed = text.strip()
    if "@" in typed:
        try:
            validate_email(typed)
        except ValidationError as error:
            raise MalformedContactError from error
        return by_email(typed)
    try:
        return by_phone(parse_mobile(typed, region=region, countries=countries))
    except NotAMobileError as error:
        raise MalformedContactError from error
