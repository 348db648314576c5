"""Where do you live? Wards by code, number and name, places and municipalities, each with why it was found."""

from dataclasses import dataclass, field
from typing import TypeVar

from django.db.models import CharField, Expression, F, FloatField, Func, Q, Value
from django.db.models.functions import Greatest, Upper

from wards.enums import MatchReason, PlaceKind
from wards.models import Municipality, Place, Ward
from wards.queries.days import DayOrMoment
from wards.queries.municipalities import municipalities_in_force
from wards.queries.names import LEAST_LIKENESS, compared, likeness
from wards.queries.places import PlacedWards, places_like
from wards.queries.wards import wards_in_force
from wards.rules.names import normalise_name
from wards.rules.places import REACH_METRES
from wards.rules.search import LEFT_OUT_OF_CODES, Asked, bare_code, explained, read_search

MOST_WARDS = 30
MOST_PLACES = 12
MOST_MUNICIPALITIES = 8
# An answer explains at least this part of what was typed, and nearly as much as the best answer does.
_LEAST_EXPLAINED = 0.4
_BESIDE_THE_BEST = 0.75
_KIND_ORDER = {kind: i for i, kind in enumerate(REACH_METRES)}


Match = TypeVar("Match")
Scored = list[tuple[float, Match]]
"""Answers with how much of what was typed each explains, 0 to 1, the best first."""


@dataclass(frozen=True)
class WardMatch:
    """A ward, and why it is an answer."""

    ward: Ward
    reason: MatchReason


@dataclass(frozen=True)
class PlaceMatch:
    """A place that is named as typed (`exact`) or nearly, and its ward.

    `ward` is None where the place's own point lies outside every ward; `others` are wards that it may reach into.
    """

    place: Place
    ward: Ward | None
    others: list[Ward]
    exact: bool

    @property
    def municipality(self) -> Municipality:
        """Where the place lies."""
        return (self.ward or self.others[0]).municipality


@dataclass(frozen=True)
class SearchResult:
    """All answers to one search, the likeliest first within each kind."""

    asked: Asked
    wards: list[WardMatch] = field(default_factory=list)
    places: list[PlaceMatch] = field(default_factory=list)
    municipalities: list[Municipality] = field(default_factory=list)
    more_wards: bool = False

    @property
    def empty(self) -> bool:
        """Whether nothing was found."""
        return not (self.wards or self.places or self.municipalities)

    @property
    def missing_number(self) -> int | None:
        """The number that was asked for as a ward's, where no ward has it in the places that were named, if any."""
        known_where = not self.asked.name or self.municipalities or self.places
        has_one = any(match.reason != MatchReason.NAME for match in self.wards)
        return self.asked.number if self.asked.sure and known_where and not has_one else None

    @property
    def only_ward(self) -> Ward | None:
        """The ward that was asked for by its code or number, if it is the only one."""
        named = [match for match in self.wards if match.reason != MatchReason.NAME]
        return named[0].ward if len(named) == 1 and (self.asked.sure or named[0].reason == MatchReason.CODE) else None


def search_wards(text: str, *, on: DayOrMoment, within: Municipality | None = None) -> SearchResult:
    """Find the wards that a resident may mean.

    The number of statements does not grow with what is found.

    Args:
        text: a suburb, village, landmark, ward number or code as typed, in one municipality or with its name.
        on: the day, or a moment: the day that it then is there.
        within: look in this municipality alone.
    """
    asked = read_search(text)
    scored_bodies = [] if within else _municipalities(asked, on)
    scored_places = _places(asked, on, within)
    best = max((score for score, _ in [*scored_bodies, *scored_places]), default=0.0)
    municipalities = _likeliest(scored_bodies, best)[:MOST_MUNICIPALITIES]
    places = _merged(_likeliest(scored_places, best))[:MOST_PLACES]
    asked_for, named = _wards(asked, on, within, _numbered(asked, within, municipalities, places))
    wards = asked_for + _likeliest(named, max([best, *(score for score, _ in named)]))
    return SearchResult(
        asked=asked,
        wards=wards[:MOST_WARDS],
        places=places,
        municipalities=municipalities,
        more_wards=len(wards) > MOST_WARDS,
    )


def _municipalities(asked: Asked, on: DayOrMoment) -> Scored[Municipality]:
    if not asked.phrases:
        return []
    likes = {f"like_{i}": likeness(phrase, compared("name")) for i, phrase in enumerate(asked.phrases)}
    near = municipalities_in_force(on).annotate(**likes, like=_best(asked)).filter(like__gte=LEAST_LIKENESS)
    scored = [(_score(asked, municipality), municipality) for municipality in near.order_by("-like", "name")[:40]]
    return sorted(scored, key=lambda pair: -pair[0])


def _places(asked: Asked, on: DayOrMoment, within: Municipality | None) -> Scored[PlaceMatch]:
    if not asked.phrases:
        return []
    found = [(placed, _matched(asked, placed)) for placed in places_like(asked.phrases, on=on)]
    scored = [
        (_explained(asked, placed.likeness, match.municipality.name), match)
        for placed, match in found
        if within in (None, match.municipality)
    ]
    return sorted(
        scored, key=lambda pair: (-round(pair[0], 2), not pair[1].exact, _KIND_ORDER[PlaceKind(pair[1].place.kind)])
    )


def _wards(
    asked: Asked, on: DayOrMoment, within: Municipality | None, numbered: Q | None
) -> tuple[list[WardMatch], Scored[WardMatch]]:
    """Wards asked for by code or number, and wards with a name like what was typed."""
    wanted = Q(code__in=asked.codes) | Q(bare_code=asked.bare_code, bare_code__gt="")
    if numbered:
        wanted |= numbered
    wards = wards_in_force(on).select_related("municipality").defer("boundary", "outline")
    wards = wards.annotate(bare_code=_bare(F("code")))
    if within:
        wards = wards.filter(municipality=within)
    order = ["municipality__name", "number", "code"]
    if asked.phrases:
        wards = wards.annotate(name_like=likeness(asked.name, compared("name")))
        wanted |= Q(name_like__gte=LEAST_LIKENESS) & ~Q(name="")
        order = ["-name_like", *order]
    found = [WardMatch(ward, _reason(asked, ward)) for ward in wards.filter(wanted).order_by(*order)[: MOST_WARDS + 1]]
    named = [(match.ward.name_like, match) for match in found if match.reason == MatchReason.NAME]
    return [match for match in found if match.reason != MatchReason.NAME], named


def _numbered(
    asked: Asked, within: Municipality | None, municipalities: list[Municipality], places: list[PlaceMatch]
) -> Q | None:
    """Wards with the number typed: of the municipalities named beside it, or of all when it stands alone."""
    if asked.number is None:
        return None
    number = Q(number=asked.number)
    if within or not asked.name:
        return number if asked.sure else None
    if asked.sure:
        near = [match.municipality for match in places if match.exact] or [match.municipality for match in places]
        return number & Q(municipality__in=municipalities or near)
    # "Mangaung 12" is a ward's number, "12 Main Road, Mangaung" a street's: all but the number names the municipality.
    named = [municipality for municipality in municipalities if _is_called(municipality, asked)]
    return number & Q(municipality__in=named) if named else None


def _is_called(municipality: Municipality, asked: Asked) -> bool:
    if asked.beside not in asked.phrases:
        return False
    return getattr(municipality, f"like_{asked.phrases.index(asked.beside)}") >= LEAST_LIKENESS


def _reason(asked: Asked, ward: Ward) -> MatchReason:
    if ward.code in asked.codes or bare_code(ward.code) == asked.bare_code:
        return MatchReason.CODE
    return MatchReason.NUMBER if asked.number is not None and ward.number == asked.number else MatchReason.NAME


def _bare(code: Expression) -> Expression:
    """`wards.rules.search.bare_code` of a column."""
    parts = (Upper(code), Value(LEFT_OUT_OF_CODES), Value(""), Value("g"))
    return Func(*parts, function="regexp_replace", output_field=CharField())


def _best(asked: Asked) -> Expression:
    likes = [F(f"like_{i}") for i in range(len(asked.phrases))]
    return Greatest(*likes, Value(0.0), output_field=FloatField())


def _score(asked: Asked, municipality: Municipality) -> float:
    alike = {phrase: getattr(municipality, f"like_{i}") for i, phrase in enumerate(asked.phrases)}
    return _explained(asked, alike, "")


def _explained(asked: Asked, alike: dict[str, float], context: str) -> float:
    return max(explained(asked.name, phrase, how_much, context) for phrase, how_much in alike.items())


def _matched(asked: Asked, placed: PlacedWards) -> PlaceMatch:
    names = placed.place.search_text.splitlines()
    exact = any(phrase in names for phrase in asked.phrases)
    return PlaceMatch(placed.place, placed.ward, placed.others, exact)


def _likeliest(scored: Scored[Match], best: float) -> list[Match]:
    least = max(_LEAST_EXPLAINED, best * _BESIDE_THE_BEST)
    return [match for score, match in scored if score >= least]


def _merged(matches: list[PlaceMatch]) -> list[PlaceMatch]:
    """One answer for all the places of one name in one municipality.

    Gazetteers name a place several times over, and a large one has several points: its wards are those of all.
    """
    groups: dict[tuple[str, int], list[PlaceMatch]] = {}
    for match in matches:
        groups.setdefault((normalise_name(match.place.name), match.municipality.pk), []).append(match)
    return [_as_one(group) for group in groups.values()]


def _as_one(matches: list[PlaceMatch]) -> PlaceMatch:
    first = matches[0]
    centre = next((match.ward for match in matches if match.ward), None)
    wards = {ward.pk: ward for match in matches for ward in [match.ward, *match.others] if ward and ward != centre}
    others = sorted(wards.values(), key=lambda ward: (ward.municipality != first.municipality, ward.number or 0))
    return PlaceMatch(first.place, centre, others, any(match.exact for match in matches))
