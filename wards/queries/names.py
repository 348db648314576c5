"""Names in the database, and how alike they are to what somebody typed."""

from django.contrib.postgres.lookups import Unaccent
from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import Case, Expression, F, FloatField, Func, TextField, Value, When
from django.db.models.functions import Greatest, Lower
from django.db.models.lookups import Regex

from wards.rules.names import one_letter_off

# Trigrams of a name with one letter wrong keep about half; below it everything is like everything.
LEAST_LIKENESS = 0.45
# How alike a name is that one slip of the fingers tells from what was typed, however few trigrams the two share.
ONE_SLIP = 0.9
# Among three letters any slip makes another word; long names keep enough of their trigrams.
SLIP_LENGTHS = range(4, 15)


def compared(field: str) -> Expression:
    """A name's column as `wards.rules.names.normalise_name` writes it, near enough for a likeness of trigrams."""
    without_apostrophes = Func(
        Lower(Unaccent(F(field))), Value("['’`ʼ]"), Value(""), Value("g"), function="regexp_replace"
    )
    without_apostrophes.output_field = TextField()
    return without_apostrophes


def likeness(phrase: str, names: Expression) -> Expression:
    """How alike a normalised phrase and the likest of the names in a text are, 0 to 1.

    Args:
        phrase: what somebody typed, normalised.
        names: a text of normalised names, one a line.
    """
    shared = TrigramWordSimilarity(phrase, names)
    if len(phrase) not in SLIP_LENGTHS:
        return shared
    slip = Case(When(is_one_slip(phrase, names), then=Value(ONE_SLIP)), default=Value(0.0), output_field=FloatField())
    return Greatest(shared, slip, output_field=FloatField())


def is_one_slip(phrase: str, names: Expression) -> Regex:
    """Whether one of the names is the phrase but for one slip of the fingers."""
    return Regex(names, one_letter_off(phrase))
