"""What the public reads of a concern, and who may say what to it: reports, appeals, support, followers."""

import uuid

import django.db.models.deletion
import encrypted_fields.fields
from django.conf import settings
from django.db import migrations, models
from django.utils import translation

from engagement.rules.personal_data import DataKind, without_personal_data

# As `engagement.rules.personal_data` names them.
_KINDS = {"id_number": "[ID number]", "phone": "[phone number]", "email": "[e-mail address]", "name": "[name]"}


def give_public_words(apps, schema_editor):
    """Concerns that were meant for everyone get a public copy; names of places and of seats are no secret."""
    concerns = apps.get_model("engagement", "Concern").objects.exclude(case__publication="private")
    known = {}
    for concern in concerns.select_related("case__municipality").iterator():
        municipality = concern.case.municipality
        if municipality.pk not in known:
            known[municipality.pk] = {
                name
                for model in ("Place", "Ward", "Councillor")
                for name in apps.get_model("wards", model)
                .objects.filter(municipality=municipality)
                .values_list("name", flat=True)
            } | {municipality.name}
        facts = {"region": municipality.country, "known": known[municipality.pk]}
        concern.public_subject = without_personal_data(concern.subject, _words(concern.case.language), **facts)
        concern.public_text = without_personal_data(concern.text, _words(concern.case.language), **facts)
        concern.save(update_fields=["public_subject", "public_text"])


def _words(language):
    with translation.override(language):
        return {DataKind(kind): translation.gettext(words) for kind, words in _KINDS.items()}


class Migration(migrations.Migration):
    dependencies = [
        ("engagement", "0013_photos_and_drafts"),
    ]

    operations = [
        migrations.AddField(
            model_name="concern",
            name="public_subject",
            field=models.CharField(blank=True, max_length=400, verbose_name="in one line, for everyone"),
        ),
        migrations.AddField(
            model_name="concern",
            name="public_text",
            field=models.TextField(blank=True, verbose_name="text for everyone"),
        ),
        migrations.AddField(
            model_name="concern",
            name="supporters",
            field=models.PositiveIntegerField(default=0, verbose_name="how many say that it affects them too"),
        ),
        migrations.CreateModel(
            name="Report",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("personal_data", "It shows somebody's name, number, address or face"),
                            ("accuses", "It accuses a person who can be recognised"),
                            ("hateful", "It insults or threatens people"),
                            ("advert", "It advertises something"),
                            ("not_local", "It is about something else than this municipality"),
                            ("other", "Something else"),
                        ],
                        max_length=16,
                        verbose_name="what is wrong",
                    ),
                ),
                (
                    "words",
                    encrypted_fields.fields.EncryptedTextField(blank=True, null=True, verbose_name="in their words"),
                ),
                (
                    "channel",
                    models.CharField(
                        blank=True,
                        choices=[("web", "This site"), ("email", "E-mail"), ("sms", "Text message")],
                        max_length=16,
                        verbose_name="way to reach them",
                    ),
                ),
                (
                    "contact_value",
                    encrypted_fields.fields.EncryptedCharField(
                        blank=True, max_length=254, null=True, verbose_name="e-mail address or telephone number"
                    ),
                ),
                ("source_index", models.CharField(blank=True, max_length=64)),
                ("language", models.CharField(default="en", max_length=16, verbose_name="language")),
                ("reported_at", models.DateTimeField(verbose_name="reported at")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("kept", "It stays as it is"),
                            ("masked", "More of it is left out"),
                            ("taken_down", "It was taken down"),
                        ],
                        max_length=16,
                        verbose_name="what was decided",
                    ),
                ),
                (
                    "because",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("personal_data", "It holds somebody's name, number or address"),
                            ("accuses", "It accuses a person who can be recognised"),
                            ("hateful", "It insults or threatens people"),
                            ("advert", "It advertises something"),
                            ("not_local", "It is about something else than this municipality"),
                        ],
                        max_length=32,
                        verbose_name="why it was taken down",
                    ),
                ),
                ("decided_at", models.DateTimeField(null=True, verbose_name="decided at")),
                (
                    "asked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="reports", to="engagement.case"
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "report of a public case",
                "verbose_name_plural": "reports of public cases",
                "ordering": ["reported_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Appeal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("against", models.PositiveIntegerField(verbose_name="number of the event with the decision")),
                (
                    "words",
                    encrypted_fields.fields.EncryptedTextField(
                        blank=True, null=True, verbose_name="why it should be decided otherwise"
                    ),
                ),
                ("made_at", models.DateTimeField(verbose_name="made at")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[("upheld", "The decision stands"), ("overturned", "It is decided otherwise")],
                        max_length=16,
                        verbose_name="what was decided",
                    ),
                ),
                ("decided_at", models.DateTimeField(null=True, verbose_name="decided at")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="appeals", to="engagement.case"
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "decided_first_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "report",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="appeal",
                        to="engagement.report",
                    ),
                ),
            ],
            options={
                "verbose_name": "appeal",
                "verbose_name_plural": "appeals",
                "ordering": ["made_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Support",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("digest", models.CharField(max_length=64)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="supports", to="engagement.case"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ContactCheck",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("support", "Say that it affects them too"),
                            ("no_support", "Take that back"),
                            ("follow", "Follow by e-mail"),
                        ],
                        max_length=16,
                        verbose_name="what for",
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[("web", "This site"), ("email", "E-mail"), ("sms", "Text message")],
                        default="email",
                        max_length=16,
                        verbose_name="way to reach them",
                    ),
                ),
                (
                    "contact_value",
                    encrypted_fields.fields.EncryptedCharField(
                        max_length=254, verbose_name="e-mail address or telephone number"
                    ),
                ),
                ("contact_index", models.CharField(max_length=64)),
                ("code", encrypted_fields.fields.EncryptedCharField(max_length=16, verbose_name="one-time code")),
                ("language", models.CharField(default="en", max_length=16, verbose_name="language")),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="attempts")),
                ("asked_at", models.DateTimeField(verbose_name="asked at")),
                ("expires_at", models.DateTimeField(verbose_name="expires at")),
                ("used_at", models.DateTimeField(null=True, verbose_name="used at")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="contact_checks", to="engagement.case"
                    ),
                ),
            ],
            options={
                "verbose_name": "check of a contact",
                "verbose_name_plural": "checks of contacts",
                "indexes": [models.Index(fields=["contact_index", "asked_at"], name="contact_check_contact")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("expires_at__gt", models.F("asked_at"))), name="contact_check_expires_later"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Follow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("email", encrypted_fields.fields.EncryptedEmailField(max_length=254, verbose_name="e-mail address")),
                ("contact_index", models.CharField(max_length=64)),
                ("language", models.CharField(default="en", max_length=16, verbose_name="language")),
                ("since", models.DateTimeField(verbose_name="since")),
                (
                    "told_up_to",
                    models.PositiveIntegerField(default=0, verbose_name="number of the last event that was told of"),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="follows", to="engagement.case"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="follows",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "follower of a case",
                "verbose_name_plural": "followers of cases",
                "constraints": [
                    models.UniqueConstraint(fields=("case", "contact_index"), name="follow_once_by_address"),
                    models.CheckConstraint(
                        condition=models.Q(("contact_index", ""), _negated=True), name="follow_has_index"
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(condition=models.Q(("outcome", "")), fields=["case", "reported_at"], name="report_open"),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.UniqueConstraint(
                condition=models.Q(("outcome", ""), models.Q(("source_index", ""), _negated=True)),
                fields=("case", "source_index"),
                name="report_open_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_at__isnull", True), ("decided_by__isnull", True), ("outcome", "")),
                    models.Q(
                        models.Q(("outcome", ""), _negated=True),
                        ("decided_at__gte", models.F("reported_at")),
                        ("decided_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="report_decided_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="appeal",
            constraint=models.UniqueConstraint(
                condition=models.Q(("report", None)), fields=("case",), name="appeal_once_by_resident"
            ),
        ),
        migrations.AddConstraint(
            model_name="appeal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_at__isnull", True), ("decided_by__isnull", True), ("outcome", "")),
                    models.Q(
                        models.Q(("outcome", ""), _negated=True),
                        ("decided_at__gte", models.F("made_at")),
                        ("decided_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="appeal_decided_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="appeal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("decided_first_by__isnull", True),
                    ("decided_by__isnull", True),
                    models.Q(("decided_by", models.F("decided_first_by")), _negated=True),
                    _connector="OR",
                ),
                name="appeal_decided_by_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="support",
            constraint=models.UniqueConstraint(fields=("case", "digest"), name="support_counts_once"),
        ),
        migrations.RunPython(give_public_words, migrations.RunPython.noop),
    ]
