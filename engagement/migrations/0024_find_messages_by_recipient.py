"""Messages are found by whom they went to, and a ward's list by the day that it shows.

All of it runs beside a site at work: a few rows at a time, and indexes that nobody waits for. Broken off, it is run again.
"""

import hashlib
import hmac
from typing import Any

from django.conf import settings
from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import migrations, models, transaction
from django.db.models import Max, Min

BATCH = 500


def index_recipients(apps: Any, editor: Any) -> None:
    """Keep the digest of each recipient beside it."""
    messages = apps.get_model("engagement", "Notification").objects.using(editor.connection.alias).order_by()
    ends = messages.aggregate(first=Min("pk"), last=Max("pk"))
    if ends["first"] is None:
        return
    for start in range(ends["first"], ends["last"] + 1, BATCH):
        with transaction.atomic(using=editor.connection.alias):
            here = messages.filter(pk__gte=start, pk__lt=start + BATCH, recipient_index="").select_for_update()
            found = list(here.only("channel", "recipient"))
            for message in found:
                message.recipient_index = digest(message.channel, message.recipient)
            messages.bulk_update(found, ["recipient_index"])


def digest(channel: str, recipient: str) -> str:
    """The blind index of a recipient, as this version writes it."""
    normalised = recipient.strip().lower() if channel == "email" else recipient
    return hmac.new(settings.BLIND_INDEX_KEYS[0].encode(), normalised.encode(), hashlib.sha256).hexdigest()


def without_half_built(name: str) -> migrations.RunSQL:
    """Drop what a run that was broken off left of an index: it is never used, and in the way of the next."""
    return migrations.RunSQL(f"DROP INDEX CONCURRENTLY IF EXISTS {name}", migrations.RunSQL.noop)


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("engagement", "0023_who_was_written_to")]

    operations = [
        migrations.RunPython(index_recipients, migrations.RunPython.noop),
        without_half_built("notification_recipient"),
        AddIndexConcurrently("notification", models.Index(fields=["recipient_index"], name="notification_recipient")),
        without_half_built("case_ward_shown"),
        AddIndexConcurrently(
            "case",
            models.Index(
                condition=models.Q(("publication", "published")),
                fields=["ward", "-confirmed_at"],
                name="case_ward_shown",
            ),
        ),
        RemoveIndexConcurrently("case", "case_ward_published"),
    ]
