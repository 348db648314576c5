"""Councillors who sit today, by name and by party, as people type them."""

from dataclasses import dataclass

from django.db.models import F, FloatField
from django.db.models.functions import Greatest

from wards.models import CouncillorTerm, Municipality, Ward
from wards.queries.days import DayOrMoment, day_there
from wards.queries.names import LEAST_LIKENESS, compared, likeness
from wards.rules.names import normalise_name

MOST_COUNCILLORS = 200
# What people write before a name, and is in no name.
_TITLES = frozenset({"councillor", "councilor", "cllr", "cllrs", "ikhansela", "khansela", "raadslid", "diwani", "mca"})
_SHORTEST_NAME = 3


@dataclass(frozen=True)
class CouncillorMatch:
    """Who sits, and how alike their name or their party is to what was typed, 0 to 1."""

    term: CouncillorTerm
    likeness: float

    @property
    def ward(self) -> Ward | None:
        """The ward that they hold, with its municipality; None for a proportional seat."""
        return self.term.ward


def councillors_like(text: str, *, on: DayOrMoment, within: Municipality | None = None) -> list[CouncillorMatch]:
    """Those who hold a seat on a day and whose name or party is like what was typed, the likest first; one statement.

    Args:
        text: a name or a party as typed, misspelt too, with or without "councillor" before it.
        on: the day, or a moment: the day that it then is there.
        within: councillors of this municipality alone.
    """
    name = " ".join(word for word in normalise_name(text).split() if word not in _TITLES)
    if len(name) < _SHORTEST_NAME or not any(letter.isalpha() for letter in name):
        return []
    terms = CouncillorTerm.objects.filter(served__contains=day_there(on, "councillor__municipality"))
    if within:
        terms = terms.filter(councillor__municipality=within)
    alike = Greatest(
        likeness(name, compared("councillor__name")),
        likeness(name, compared("councillor__party")),
        output_field=FloatField(),
    )
    found = (
        terms.annotate(like=alike)
        .filter(like__gte=LEAST_LIKENESS)
        .select_related("councillor__municipality", "ward__municipality")
        .defer("ward__boundary", "ward__outline")
        .order_by("-like", F("ward__number").asc(nulls_last=True), "councillor__name", "pk")
    )
    return [CouncillorMatch(term, term.like) for term in found[:MOST_COUNCILLORS]]
