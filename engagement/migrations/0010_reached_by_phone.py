"""Requests for access name any contact, no longer an e-mail address alone."""

import encrypted_fields.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("engagement", "0009_editors_and_publishers")]

    operations = [
        migrations.RemoveIndex("accessrequest", "access_request_email"),
        migrations.RenameField("accessrequest", "email", "contact_value"),
        migrations.AlterField(
            "accessrequest",
            "contact_value",
            encrypted_fields.fields.EncryptedCharField(
                max_length=254, verbose_name="e-mail address or telephone number"
            ),
        ),
        migrations.RenameField("accessrequest", "email_index", "contact_index"),
        migrations.AddIndex(
            "accessrequest", models.Index(fields=["contact_index", "asked_at"], name="access_request_contact")
        ),
    ]
