"""The notices of a ward are followed by e-mail."""

import uuid
from typing import Any

import django.db.models.deletion
import encrypted_fields.fields
from django.conf import settings
from django.db import migrations, models


def forget_checks_for_wards(apps: Any, _editor: Any) -> None:
    """Delete codes that were asked for a ward's notices: without this version each is about a case."""
    apps.get_model("engagement", "ContactCheck").objects.filter(case=None).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("engagement", "0024_find_messages_by_recipient"),
        ("wards", "0007_dissolved_councils"),
    ]

    operations = [
        migrations.CreateModel(
            name="NoticeFollow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notice_follows",
                        to="wards.municipality",
                    ),
                ),
                ("ward_code", models.CharField(max_length=64, verbose_name="code of the ward")),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notice_follows",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("email", encrypted_fields.fields.EncryptedEmailField(max_length=254, verbose_name="e-mail address")),
                ("contact_index", models.CharField(max_length=64)),
                ("language", models.CharField(default="en", max_length=16, verbose_name="language")),
                (
                    "privacy_notice",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="engagement.privacynotice",
                        verbose_name="what they were told of their data",
                    ),
                ),
                ("since", models.DateTimeField(verbose_name="since")),
            ],
            options={
                "verbose_name": "follower of notices",
                "verbose_name_plural": "followers of notices",
                "indexes": [models.Index(fields=["contact_index"], name="notice_follow_contact")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("municipality", "ward_code", "contact_index"), name="notice_follow_once_by_address"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("contact_index", ""), _negated=True), name="notice_follow_has_index"
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="contactcheck",
            name="ward",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="contact_checks",
                to="wards.ward",
            ),
        ),
        migrations.AlterField(
            model_name="contactcheck",
            name="case",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="contact_checks",
                to="engagement.case",
            ),
        ),
        migrations.RunPython(migrations.RunPython.noop, forget_checks_for_wards),
        migrations.AlterField(
            model_name="contactcheck",
            name="purpose",
            field=models.CharField(
                choices=[
                    ("support", "Say that it affects them too"),
                    ("no_support", "Take that back"),
                    ("follow", "Follow by e-mail"),
                    ("follow_notices", "Follow the notices of a ward"),
                ],
                max_length=16,
                verbose_name="what for",
            ),
        ),
        migrations.AddConstraint(
            model_name="contactcheck",
            constraint=models.CheckConstraint(
                condition=models.Q(("case__isnull", False), ("ward__isnull", False), _connector="XOR"),
                name="contact_check_about_one",
            ),
        ),
    ]
