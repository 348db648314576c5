"""Write valid timelines past the services, which would take hours: `writing_timelines.py CASES EVENTS_EACH`."""

import json
import secrets
import sys
from datetime import timedelta

import django

django.setup()

from django.conf import settings  # noqa: E402 - Django must be set up before its models are imported
from django.db import connection  # noqa: E402
from django.utils import timezone  # noqa: E402

from engagement.models import Case  # noqa: E402
from engagement.rules.chain import FIRST_HEAD, EventFacts, head_of, link_of, payload_digest  # noqa: E402

AT_ONCE = 2000
SALT_BYTES = 16
EVENT = ["case_id", "sequence", "kind", "visibility", "actor", "at", "payload", "salt", "payload_digest", "link"]
CLONED = "reference, timeline_length, timeline_head"


def write(cases: int, events_each: int) -> None:
    """Copies of one case of the demo, each with events that say how a letter went."""
    model = Case.objects.order_by("pk").first()
    numbers = _make_cases(model.pk, cases)
    at, key = timezone.now() - timedelta(days=300), settings.TIMELINE_KEYS[0]
    with connection.cursor() as cursor:
        for begin in range(0, len(numbers), AT_ONCE):
            heads = []
            columns = ", ".join([*EVENT, "erased_reason"])
            with cursor.copy(f"COPY engagement_timelineevent ({columns}) FROM STDIN") as copy:
                for pk, reference in numbers[begin : begin + AT_ONCE]:
                    head = FIRST_HEAD
                    for sequence in range(1, events_each + 1):
                        payload = {"text": f"Event {sequence}: the pump is ordered and comes next week."}
                        salt = secrets.token_bytes(SALT_BYTES)
                        moment = at + timedelta(hours=sequence)
                        digest = payload_digest(salt, payload)
                        facts = EventFacts(
                            reference, sequence, "answered", "public", "councillor", None, moment, digest
                        )
                        link = link_of(head, facts, key=key)
                        head = head_of(reference, sequence, link, key=key)
                        row = (pk, sequence, "answered", "public", "councillor", moment, json.dumps(payload), salt)
                        copy.write_row((*row, digest, link, ""))
                    heads.append((head, events_each, pk))
            cursor.executemany(
                "UPDATE engagement_case SET timeline_head = %s, timeline_length = %s WHERE id = %s", heads
            )


def _make_cases(pattern: int, count: int) -> list[tuple[int, str]]:
    """Copies of a case under invented references. Returns their keys and references."""
    kept = [field.column for field in Case._meta.concrete_fields if field.column not in ("id", *CLONED.split(", "))]
    columns = ", ".join(kept)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO engagement_case ({CLONED}, {columns}) SELECT 'BENCH-' || n, 0, %s, {columns}"
            " FROM engagement_case, generate_series(1, %s) AS n WHERE id = %s RETURNING id, reference",
            [FIRST_HEAD, count, pattern],
        )
        return cursor.fetchall()


if __name__ == "__main__":
    write(int(sys.argv[1]), int(sys.argv[2]))
