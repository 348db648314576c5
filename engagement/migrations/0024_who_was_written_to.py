"""Messages are found by whom they went to, so that they can be forgotten with that person."""

from typing import Any

from django.db import migrations, models

from engagement.enums import Channel
from engagement.models.blind_index import contact_index
from engagement.rules.contacts import Contact

BATCH = 500


def index_recipients(apps: Any, _editor: Any) -> None:
    """Keep the digest of each recipient beside it."""
    messages = apps.get_model("engagement", "Notification").objects.filter(recipient_index="")
    while batch := list(messages.only("channel", "recipient")[:BATCH]):
        for message in batch:
            message.recipient_index = contact_index(Contact(Channel(message.channel), message.recipient))
        messages.model.objects.bulk_update(batch, ["recipient_index"])


class Migration(migrations.Migration):
    dependencies = [("engagement", "0021_public_place")]

    operations = [
        migrations.AddField(
            "notification",
            "recipient_index",
            models.CharField(default="", editable=False, max_length=64),
            preserve_default=False,
        ),
        migrations.RunPython(index_recipients, migrations.RunPython.noop),
        migrations.AddIndex("notification", models.Index(fields=["recipient_index"], name="notification_recipient")),
        migrations.AddConstraint(
            "notification",
            models.CheckConstraint(
                condition=models.Q(("recipient_index", ""), _negated=True), name="notification_has_index"
            ),
        ),
    ]
