"""Names in the database, brought to the form in which they are compared."""

from django.contrib.postgres.lookups import Unaccent
from django.db.models import Expression, F, Func, TextField, Value
from django.db.models.functions import Lower


def compared(field: str) -> Expression:
    """A name's column as `wards.rules.names.normalise_name` writes it, near enough for a likeness of trigrams."""
    without_apostrophes = Func(
        Lower(Unaccent(F(field))), Value("['’`ʼ]"), Value(""), Value("g"), function="regexp_replace"
    )
    without_apostrophes.output_field = TextField()
    return without_apostrophes
