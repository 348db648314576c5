"""Those who follow a ward are told of each notice once."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0008_data_abroad"),
    ]

    operations = [
        migrations.CreateModel(
            name="NoticeTelling",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "notice",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="telling", to="cms.noticepage"
                    ),
                ),
                ("since", models.DateTimeField(verbose_name="since")),
                ("told_at", models.DateTimeField(null=True, verbose_name="told at")),
            ],
            options={
                "verbose_name": "telling of a notice",
                "verbose_name_plural": "tellings of notices",
                "indexes": [
                    models.Index(condition=models.Q(("told_at", None)), fields=["since"], name="notice_telling_due")
                ],
            },
        ),
    ]
