"""How well a colour stands out from another, as WCAG 2.2 measures it (criteria 1.4.3 and 1.4.11)."""

from collections.abc import Mapping
from dataclasses import dataclass

TEXT = 4.5
"""The least ratio of text to its ground."""
EDGE = 3.0
"""The least ratio of an edge or a drawing that carries meaning to its ground."""


def contrast(one: str, other: str) -> float:
    """The ratio of two colours, from 1 (the same) to 21 (black and white).

    Args:
        one: a colour as `#rgb` or `#rrggbb`.
        other: the colour beside it, written alike.

    Raises:
        ValueError: what is given is no such colour.
    """
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """Relative luminance, 0 for black to 1 for white.

    Raises:
        ValueError: it is no colour as `#rgb` or `#rrggbb`.
    """
    red, green, blue = (_linear(part) for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _parts(colour: str) -> tuple[int, int, int]:
    digits = colour.strip().removeprefix("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    if len(digits) != 6 or not colour.strip().startswith("#"):
        raise ValueError(f"{colour!r} is no colour like #0d4b5e.")
    try:
        return int(digits[0:2], 16), int(digits[2:4], 16), int(digits[4:6], 16)
    except ValueError:
        raise ValueError(f"{colour!r} is no colour like #0d4b5e.") from None


def _linear(part: int) -> float:
    share = part / 255
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4


@dataclass(frozen=True)
class Pair:
    """Two colour roles of the style sheet that meet, and the least ratio between them."""

    front: str
    ground: str
    least: float


@dataclass(frozen=True)
class Shortfall:
    """A pair that is too faint, and its ratio."""

    pair: Pair
    ratio: float


def _on(grounds: tuple[str, ...], fronts: tuple[str, ...], least: float) -> tuple[Pair, ...]:
    return tuple(Pair(front, ground, least) for ground in grounds for front in fronts)


_PAGE = ("paper", "ground", "ground-2")

BRAND_PAIRS: tuple[Pair, ...] = (
    *_on((*_PAGE, "brand-tint"), ("brand", "brand-2"), TEXT),
    *_on(("brand", "brand-2"), ("on-brand",), TEXT),
    *_on(("brand-tint",), ("ink", "ink-2"), TEXT),
    *_on(("mast",), ("on-mast", "on-mast-2"), TEXT),
    *_on(("mast",), ("mast-edge", "sun"), EDGE),
)
"""Where a municipality's own colours meet others. Roles are named as in the style sheet, without the hyphens before."""

PAIRS: tuple[Pair, ...] = (
    *BRAND_PAIRS,
    *_on(_PAGE, ("ink", "ink-2", "late"), TEXT),
    *_on(("ok-tint", "wait-tint", "late-tint", "info-tint"), ("ink", "ink-2"), TEXT),
    *(Pair(tone, f"{tone}-tint", TEXT) for tone in ("ok", "wait", "late", "info")),
    *_on(("late",), ("paper",), TEXT),
    *_on(("sun", "sun-2"), ("on-sun",), TEXT),
    *_on(_PAGE, ("edge", "clay", "focus", "ok", "wait", "late", "info"), EDGE),
)
"""Every pair of roles that meets on a page."""


def shortfalls(colours: Mapping[str, str], pairs: tuple[Pair, ...] = PAIRS) -> list[Shortfall]:
    """The pairs that are too faint in a scheme, the faintest first.

    Args:
        colours: the colour of each role, as `#rrggbb`, by the role's name: `{"brand": "#0d4b5e", ...}`.
        pairs: which to look at; `BRAND_PAIRS` for a municipality's own colours laid over the site's.

    Raises:
        KeyError: a role of a pair has no colour.
        ValueError: a colour is not written as `#rgb` or `#rrggbb`.
    """
    found = (Shortfall(pair, contrast(colours[pair.front], colours[pair.ground])) for pair in pairs)
    return sorted((short for short in found if short.ratio < short.pair.least), key=lambda short: short.ratio)
