"""Each municipality has its time zone; those that exist get their country's."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

import wards.models.municipality


def give_time_zones(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Where a country has several, staff correct it in the workspace."""
    municipalities = apps.get_model("wards", "Municipality").objects
    for country in municipalities.order_by().values_list("country", flat=True).distinct():
        zone = wards.models.municipality.default_time_zone(country)
        municipalities.filter(country=country).update(time_zone=zone)


class Migration(migrations.Migration):
    dependencies = [
        ("wards", "0003_import_attempts"),
    ]

    operations = [
        migrations.AddField(
            model_name="municipality",
            name="time_zone",
            field=models.CharField(
                blank=True,
                default="",
                help_text="Its days, working hours and promises follow it. Left empty, it is the one of the country.",
                max_length=64,
                validators=[wards.models.municipality.check_time_zone],
                verbose_name="time zone",
            ),
            preserve_default=False,
        ),
        migrations.RunPython(give_time_zones, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="municipality",
            constraint=models.CheckConstraint(
                condition=models.Q(("time_zone", ""), _negated=True), name="municipality_has_time_zone"
            ),
        ),
    ]
