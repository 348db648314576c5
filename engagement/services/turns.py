"""Taking turns where there is no row to lock: what counts rows before it adds one must not run twice at a time."""

import hashlib

from django.db import connection


def take_turn(name: str) -> None:
    """Wait until no other transaction holds this name, and hold it until this transaction ends.

    Args:
        name: what is counted, and for whom; it leaves this process as a digest alone.
    """
    number = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [number])
