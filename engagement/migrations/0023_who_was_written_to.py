"""Room for the digest of whom a message went to; reports and appeals end with what they are about.

The version before writes messages while this runs and until it is restarted, so the column takes rows that leave it out.
"""

from typing import Any

from django.db import migrations, models


def open_again(apps: Any, _editor: Any) -> None:
    """Let what ended with a concern wait again: without this version nothing ends undecided."""
    for name in ("Report", "Appeal"):
        ended = apps.get_model("engagement", name).objects.filter(outcome="taken_back")
        ended.update(outcome="", decided_at=None)


class Migration(migrations.Migration):
    dependencies = [("engagement", "0022_kept_notices")]

    operations = [
        migrations.AddField(
            "notification", "recipient_index", models.CharField(db_default="", editable=False, max_length=64)
        ),
        migrations.RemoveConstraint("appeal", "appeal_decided_whole"),
        migrations.RemoveConstraint("report", "report_decided_whole"),
        migrations.RunPython(migrations.RunPython.noop, open_again),
        migrations.AlterField(
            "appeal",
            "outcome",
            models.CharField(
                blank=True,
                choices=[
                    ("upheld", "The decision stands"),
                    ("overturned", "It is decided otherwise"),
                    ("taken_back", "Taken back by the resident"),
                ],
                max_length=16,
                verbose_name="what was decided",
            ),
        ),
        migrations.AlterField(
            "report",
            "outcome",
            models.CharField(
                blank=True,
                choices=[
                    ("kept", "It stays as it is"),
                    ("masked", "More of it is left out"),
                    ("taken_down", "It was taken down"),
                    ("taken_back", "Taken back by the resident"),
                ],
                max_length=16,
                verbose_name="what was decided",
            ),
        ),
        migrations.AddConstraint(
            "appeal",
            models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_at__isnull", True), ("decided_by__isnull", True), ("outcome", "")),
                    models.Q(
                        ("decided_at__gte", models.F("made_at")),
                        ("decided_by__isnull", True),
                        ("outcome", "taken_back"),
                    ),
                    models.Q(
                        models.Q(("outcome__in", ["", "taken_back"]), _negated=True),
                        ("decided_at__gte", models.F("made_at")),
                        ("decided_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="appeal_decided_whole",
            ),
        ),
        migrations.AddConstraint(
            "report",
            models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_at__isnull", True), ("decided_by__isnull", True), ("outcome", "")),
                    models.Q(
                        ("decided_at__gte", models.F("reported_at")),
                        ("decided_by__isnull", True),
                        ("outcome", "taken_back"),
                    ),
                    models.Q(
                        models.Q(("outcome__in", ["", "taken_back"]), _negated=True),
                        ("decided_at__gte", models.F("reported_at")),
                        ("decided_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="report_decided_whole",
            ),
        ),
    ]
