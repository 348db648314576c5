"""To whom a case is addressed, what a municipality promises, days off that were proclaimed, clocks that pause."""

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("engagement", "0010_reached_by_phone"),
        ("wards", "0006_councillor_photo"),
    ]

    operations = [
        migrations.CreateModel(
            name="AnsweringPolicy",
            fields=[
                (
                    "municipality",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="answering_policy",
                        serialize=False,
                        to="wards.municipality",
                    ),
                ),
                (
                    "answer_working_days",
                    models.PositiveSmallIntegerField(
                        default=10,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(60),
                        ],
                        verbose_name="working days until the first answer",
                    ),
                ),
                (
                    "moderation_working_days",
                    models.PositiveSmallIntegerField(
                        default=1,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(10),
                        ],
                        verbose_name="working days until a public concern is checked",
                    ),
                ),
                (
                    "holds_before_publishing",
                    models.BooleanField(
                        default=True,
                        help_text="Else it is shown as soon as its author confirmed the contact, and looked at afterwards.",
                        verbose_name="a moderator looks before everyone may read",
                    ),
                ),
            ],
            options={
                "verbose_name": "rules for answering",
                "verbose_name_plural": "rules for answering",
            },
        ),
        migrations.CreateModel(
            name="ProclaimedDay",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("country", models.CharField(max_length=2, verbose_name="country")),
                ("day", models.DateField(verbose_name="day")),
                ("name", models.CharField(max_length=120, verbose_name="what for")),
            ],
            options={
                "verbose_name": "proclaimed day off",
                "verbose_name_plural": "proclaimed days off",
                "ordering": ["-day", "pk"],
            },
        ),
        migrations.AddField(
            model_name="accessrequest",
            name="channel",
            field=models.CharField(
                choices=[("web", "This site"), ("email", "E-mail"), ("sms", "Text message")],
                default="email",
                max_length=16,
                verbose_name="way to reach them",
            ),
        ),
        migrations.AddField(
            model_name="case",
            name="councillor",
            field=models.ForeignKey(
                blank=True,
                help_text="Empty where it is addressed to the Speaker's office.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="cases",
                to="wards.councillor",
                verbose_name="addressed to",
            ),
        ),
        migrations.AddField(
            model_name="case",
            name="shares_contact",
            field=models.BooleanField(default=False, verbose_name="whoever answers may see the contact"),
        ),
        migrations.AddField(
            model_name="case",
            name="shares_name",
            field=models.BooleanField(default=False, verbose_name="whoever answers may see the name"),
        ),
        migrations.AddField(
            model_name="clock",
            name="paused_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="stands still since"),
        ),
        migrations.AddField(
            model_name="resident",
            name="channel",
            field=models.CharField(
                choices=[("web", "This site"), ("email", "E-mail"), ("sms", "Text message")],
                default="email",
                max_length=16,
                verbose_name="written to by",
            ),
        ),
        migrations.AlterField(
            model_name="case",
            name="channel",
            field=models.CharField(
                choices=[("web", "This site"), ("email", "E-mail"), ("sms", "Text message")],
                default="web",
                max_length=16,
                verbose_name="channel",
            ),
        ),
        migrations.AlterField(
            model_name="clock",
            name="kind",
            field=models.CharField(
                choices=[
                    ("first_response", "First answer"),
                    ("second_response", "Answer after it was reopened"),
                    ("moderation", "Check before everyone can read it"),
                ],
                max_length=32,
                verbose_name="promise",
            ),
        ),
        migrations.AlterField(
            model_name="notification",
            name="channel",
            field=models.CharField(
                choices=[("web", "This site"), ("email", "E-mail"), ("sms", "Text message")],
                default="email",
                max_length=16,
                verbose_name="channel",
            ),
        ),
        migrations.AddConstraint(
            model_name="clock",
            constraint=models.CheckConstraint(
                condition=models.Q(("met_at__isnull", True), ("paused_at__isnull", True), _connector="OR"),
                name="clock_met_stands_not_still",
            ),
        ),
        migrations.AddConstraint(
            model_name="answeringpolicy",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("answer_working_days__range", (1, 60)), ("moderation_working_days__range", (1, 10))
                ),
                name="answering_policy_days",
            ),
        ),
        migrations.AddField(
            model_name="proclaimedday",
            name="municipality",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="proclaimed_days",
                to="wards.municipality",
                verbose_name="in this municipality alone",
            ),
        ),
        migrations.AddConstraint(
            model_name="proclaimedday",
            constraint=models.UniqueConstraint(
                fields=("country", "municipality", "day"), name="proclaimed_day_once", nulls_distinct=False
            ),
        ),
    ]
