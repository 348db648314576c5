"""Telling the same supporter again without keeping who it is."""

from engagement.rules.blind_index import blind_index
from engagement.rules.contacts import Contact


def support_digest(case_id: int, contact: Contact, key: str) -> str:
    """A digest of a case and a contact together: it says nothing of the same contact at another case.

    Args:
        key: one of the installation's blind index keys.
    """
    return blind_index(f"support/{case_id}/{contact.channel}/{contact.normalised}", key)
