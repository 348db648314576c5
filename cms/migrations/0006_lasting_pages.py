"""Home pages and sections stay: a date at which one goes, chosen before there was no choice, is forgotten."""

from typing import Any

from django.db import migrations

LASTING = (
    "HomePage",
    "WardIndexPage",
    "ServiceIndexPage",
    "NewsIndexPage",
    "NoticeIndexPage",
    "EventIndexPage",
    "DocumentIndexPage",
)


def forget_dates(apps: Any, _schema_editor: Any) -> None:
    """Of pages that are live; what was to appear later is an editor's to publish."""
    for name in LASTING:
        apps.get_model("cms", name).objects.update(go_live_at=None, expire_at=None)


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0005_quotations_and_tables"),
    ]

    operations = [
        migrations.RunPython(forget_dates, migrations.RunPython.noop),
    ]
