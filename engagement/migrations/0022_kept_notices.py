import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("engagement", "0021_public_place"),
    ]

    operations = [
        migrations.AddField(
            model_name="concerndraft",
            name="privacy_notice",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="engagement.privacynotice",
                verbose_name="what they were told of their data",
            ),
        ),
        migrations.AddField(
            model_name="resident",
            name="privacy_notice",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="engagement.privacynotice",
                verbose_name="what they were told of their data",
            ),
        ),
    ]
