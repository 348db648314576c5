from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("engagement", "0020_invitations_and_reports"),
    ]

    operations = [
        migrations.AddField(
            model_name="concern",
            name="public_place",
            field=models.CharField(blank=True, max_length=400, verbose_name="place in words, for everyone"),
        ),
    ]
