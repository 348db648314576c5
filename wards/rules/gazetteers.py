"""What a gazetteer changes: which of its places are new, which are known, which differ."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from wards.enums import PlaceKind
from wards.rules.names import normalise_name
from wards.rules.positions import Position

SAME_SPOT = 3
"""A place without a number is known again by its name and its position to this many decimals, about 100 m."""


@dataclass(frozen=True)
class PlaceFacts:
    """Everything that is kept of a place; `municipality` is whose ground it lies on."""

    name: str
    other_names: tuple[str, ...]
    kind: PlaceKind
    position: Position
    municipality: int | None
    source_id: str = ""

    @property
    def identity(self) -> tuple[str, ...]:
        """What it is known by within its source: its number, or else its name and where it is."""
        if self.source_id:
            return (self.source_id,)
        east, north = (f"{round(degrees, SAME_SPOT) + 0.0:.{SAME_SPOT}f}" for degrees in self.position)
        return (normalise_name(self.name), east, north)


@dataclass(frozen=True)
class Entry:
    """A place in a file."""

    row: int
    facts: PlaceFacts


class Clash(StrEnum):
    """Why a row is not taken."""

    REPEATED = "repeated_row"
    """It says what an earlier row said; taken once."""
    NUMBER_TWICE = "number_twice"
    """An earlier row has the same number and another name or position."""
    OTHER_MUNICIPALITY = "other_municipality"
    """The place is known, and belongs to a municipality that this file is not for."""


@dataclass
class GazetteerChange:
    """What a file changes. `changed` pairs the number of a known place with what it becomes."""

    added: list[Entry] = field(default_factory=list)
    changed: list[tuple[int, Entry]] = field(default_factory=list)
    unchanged: int = 0
    clashes: list[tuple[Entry, Clash]] = field(default_factory=list)
    not_in_file: int = 0


def compare_gazetteer(
    entries: Sequence[Entry], known: Iterable[tuple[int, PlaceFacts]], *, municipality: int | None
) -> GazetteerChange:
    """Tell what a file changes. Places of the source that it lacks stay: gazetteers come in parts.

    Args:
        known: places of the same country and source, by their number here.
        municipality: whose file it is; None where it is for every municipality.
    """
    before = {facts.identity: (number, facts) for number, facts in known}
    seen: dict[tuple[str, ...], PlaceFacts] = {}
    change = GazetteerChange()
    for entry in entries:
        identity = entry.facts.identity
        number, old = before.get(identity, (0, None))
        if identity in seen:
            same = entry.facts.source_id == "" or entry.facts == seen[identity]
            change.clashes.append((entry, Clash.REPEATED if same else Clash.NUMBER_TWICE))
            continue
        seen[identity] = entry.facts
        if old is not None and municipality is not None and old.municipality != municipality:
            change.clashes.append((entry, Clash.OTHER_MUNICIPALITY))
        elif old is None:
            change.added.append(entry)
        elif old == entry.facts:
            change.unchanged += 1
        else:
            change.changed.append((number, entry))
    change.not_in_file = len(before.keys() - seen.keys())
    return change
