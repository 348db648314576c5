"""Requests for access name any contact, no longer an e-mail address alone."""

import encrypted_fields.fields
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("engagement", "0009_editors_and_publishers")]

    operations = [
        migrations.RenameField("accessrequest", "email", "contact_value"),
        migrations.AlterField(
            "accessrequest",
            "contact_value",
            encrypted_fields.fields.EncryptedCharField(
                max_length=254, verbose_name="e-mail address or telephone number"
            ),
        ),
        migrations.RenameField("accessrequest", "email_index", "contact_index"),
        migrations.RenameIndex("accessrequest", new_name="access_request_contact", old_name="access_request_email"),
    ]
