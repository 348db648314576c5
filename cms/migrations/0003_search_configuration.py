"""How the words of pages are kept for the search: in folded case and without accents, in no one language's grammar."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0002_pages_of_a_site"),
        # Adds the extension `unaccent`.
        ("wards", "0001_wards"),
        ("wagtailsearch", "0010_add_text_fields"),
    ]

    operations = [
        migrations.RunSQL(
            [
                "CREATE TEXT SEARCH CONFIGURATION imbizo (COPY = pg_catalog.simple)",
                "ALTER TEXT SEARCH CONFIGURATION imbizo ALTER MAPPING FOR hword, hword_part, word WITH unaccent, simple",
            ],
            "DROP TEXT SEARCH CONFIGURATION imbizo",
        ),
    ]
