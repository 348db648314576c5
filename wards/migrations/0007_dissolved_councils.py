"""A term can end since the council was dissolved."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("wards", "0006_councillor_photo"),
    ]

    operations = [
        migrations.AlterField(
            model_name="councillorterm",
            name="end_reason",
            field=models.CharField(
                blank=True,
                choices=[
                    ("expired", "The term of the council ended"),
                    ("resigned", "Resigned"),
                    ("died", "Died"),
                    ("removed", "Removed from office"),
                    ("left_list", "No longer on the list of councillors that was imported"),
                    ("other_seat", "Took another seat"),
                    ("boundaries", "The ward's boundaries changed"),
                    ("dissolved", "The council was dissolved, and an administrator was appointed"),
                ],
                max_length=16,
                verbose_name="why it ended",
            ),
        ),
    ]
