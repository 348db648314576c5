"""Finding an encrypted contact without being able to read it: a keyed digest beside the encrypted column."""

import hashlib
import hmac


def normalised_email(address: str) -> str:
    """An address as it is compared: without spaces around it, in lower case."""
    return address.strip().lower()


def blind_index(value: str, key: str) -> str:
    """HMAC-SHA-256 of a normalised value, as hexadecimal digits.

    Args:
        value: what is looked for, normalised by its kind.
        key: one of the installation's blind index keys.
    """
    return hmac.new(key.encode(), value.encode(), hashlib.sha256).hexdigest()
