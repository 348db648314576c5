"""How the wards of two editions relate: same, moved, new or gone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

SAME_SHAPE = 0.999
"""Two shapes are the same ward unchanged when what they share is at least this part of what they cover together.

Between Johannesburg's editions of 2016 and 2020 every unchanged ward shares more than 0.9999 and every changed one
less than 0.999; the rest of the distance is left to rounding in the source."""
SHARE_WORTH_NAMING = 0.01
"""An overlap below this part of the earlier ward is a difference of drawing, not people who change their ward."""


@dataclass(frozen=True)
class Overlap:
    """Ground that a ward of the earlier edition shares with one of the later, in square metres."""

    before: str
    after: str
    area: float


@dataclass(frozen=True)
class EditionChange:
    """Codes of wards by what becomes of them; `overlaps` holds (before, after, part of the earlier ward's area)."""

    new: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    moved: list[tuple[str, float]] = field(default_factory=list)
    overlaps: list[tuple[str, str, float]] = field(default_factory=list)


def compare_editions(
    before: Mapping[str, float], after: Mapping[str, float], overlaps: Iterable[Overlap]
) -> EditionChange:
    """Sort the wards of two editions by what becomes of them.

    A ward is known by its code. One whose code stays while its shape changes has moved, with the part of its earlier
    area that it keeps.

    Args:
        before: area in square metres of each ward in force, by code.
        after: the same of the edition that is looked at.
        overlaps: every pair of wards that share ground.
    """
    common = {(overlap.before, overlap.after): overlap.area for overlap in overlaps}
    change = EditionChange(
        new=sorted(after.keys() - before.keys()),
        gone=sorted(before.keys() - after.keys()),
        overlaps=sorted(
            (
                (old, new, area / before[old])
                for (old, new), area in common.items()
                if _is_worth_naming(area, before[old])
            ),
            key=lambda overlap: (overlap[0], -overlap[2], overlap[1]),
        ),
    )
    for code in sorted(before.keys() & after.keys()):
        shared = common.get((code, code), 0.0)
        if shared >= SAME_SHAPE * (before[code] + after[code] - shared):
            change.unchanged.append(code)
        else:
            change.moved.append((code, shared / before[code]))
    return change


def _is_worth_naming(area: float, whole: float) -> bool:
    return area >= SHARE_WORTH_NAMING * whole
