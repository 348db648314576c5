"""What residents say of answers, and the question before a private case passes to the next councillor."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("engagement", "0015_text_messages"),
        ("wards", "0006_councillor_photo"),
    ]

    operations = [
        migrations.CreateModel(
            name="Feedback",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("answer_sequence", models.PositiveIntegerField(verbose_name="number of the answer within the case")),
                (
                    "helped",
                    models.CharField(
                        choices=[("yes", "Yes"), ("partly", "Partly"), ("no", "No")],
                        max_length=16,
                        verbose_name="did it help",
                    ),
                ),
                ("said_at", models.DateTimeField(verbose_name="first said at")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="feedback", to="engagement.case"
                    ),
                ),
            ],
            options={
                "verbose_name": "feedback on an answer",
                "verbose_name_plural": "feedback on answers",
                "ordering": ["case", "answer_sequence"],
                "indexes": [models.Index(fields=["said_at"], name="feedback_said_at")],
                "constraints": [
                    models.UniqueConstraint(fields=("case", "answer_sequence"), name="feedback_one_an_answer"),
                    models.CheckConstraint(
                        condition=models.Q(("helped__in", ["yes", "partly", "no"])), name="feedback_helped_known"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HandoverQuestion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("asked_at", models.DateTimeField(verbose_name="asked at")),
                ("agrees", models.BooleanField(null=True, verbose_name="the resident agrees")),
                ("answered_at", models.DateTimeField(null=True, verbose_name="answered at")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="handover_questions",
                        to="engagement.case",
                    ),
                ),
                (
                    "councillor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="wards.councillor",
                        verbose_name="who would read it",
                    ),
                ),
            ],
            options={
                "verbose_name": "question before a private case passes on",
                "verbose_name_plural": "questions before private cases pass on",
                "constraints": [
                    models.UniqueConstraint(fields=("case", "councillor"), name="handover_question_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("agrees__isnull", True), ("answered_at__isnull", True)),
                            models.Q(("agrees__isnull", False), ("answered_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="handover_answer_has_time",
                    ),
                ],
            },
        ),
    ]
