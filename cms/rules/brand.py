"""A municipality's own colours: whether they can be read, and the shades that pages need of them, light and dark."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from wards.rules.contrast import BRAND_PAIRS, EDGE, TEXT, contrast, shortfalls

WHITE, BLACK = "#ffffff", "#000000"

# The colours of the style sheet that meet a municipality's own; tests/cms/rules compares them with the sheet.
LIGHT_SURROUNDINGS = {
    "ink": "#1d2430",
    "ink-2": "#4b5565",
    "paper": "#ffffff",
    "ground": "#f6f3ec",
    "ground-2": "#ece7db",
    "sun": "#f2b134",
}
DARK_SURROUNDINGS = {
    "ink": "#eceae4",
    "ink-2": "#b5b9c0",
    "paper": "#1b212b",
    "ground": "#12171f",
    "ground-2": "#232b37",
    "sun": "#f2b134",
}
_PAGE = ("paper", "ground", "ground-2")
_STEPS = 200
# A little above what is asked, so that rounding to whole parts of 255 takes nothing away.
_SPARE = 0.02

Colours = dict[str, str]
"""A colour as `#rrggbb` for each role of the style sheet."""


@dataclass(frozen=True)
class Faint:
    """A colour that cannot be told from what it stands on: the ratio, the least one, and the nearest that will do."""

    ratio: float
    least: float
    nearest: str


def judge_brand(colour: str) -> Faint | None:
    """Whether links and buttons of a colour can be read on each ground of a page; None where they can.

    Raises:
        ValueError: it is no colour as `#rrggbb`.
    """
    grounds = [LIGHT_SURROUNDINGS[name] for name in _PAGE]
    ratio = min(contrast(colour, ground) for ground in grounds)
    if ratio >= TEXT:
        return None
    return Faint(ratio, TEXT, _towards(BLACK, colour, lambda each: all(contrast(each, g) >= TEXT for g in grounds)))


def judge_mast(colour: str) -> Faint | None:
    """Whether white words and the yellow ring of the focus can be read on a colour; None where they can.

    Raises:
        ValueError: it is no colour as `#rrggbb`.
    """

    def is_dark(each: str) -> bool:
        return contrast(WHITE, each) >= TEXT and contrast(LIGHT_SURROUNDINGS["sun"], each) >= EDGE

    if is_dark(colour):
        return None
    white, sun = contrast(WHITE, colour), contrast(LIGHT_SURROUNDINGS["sun"], colour)
    nearest = _towards(BLACK, colour, is_dark)
    return Faint(white, TEXT, nearest) if white < TEXT else Faint(sun, EDGE, nearest)


def shades(brand: str = "", mast: str = "") -> tuple[Colours, Colours]:
    """The roles that change with a municipality's colours, for the light and for the dark scheme.

    Every pair of roles that meets keeps its contrast (`wards.rules.contrast.BRAND_PAIRS`).

    Args:
        brand: of links and buttons; empty for the site's own.
        mast: of the head of each page; empty for a dark shade of the brand, or for the site's own without one.

    Raises:
        ValueError: a colour is not as `#rrggbb`, or one of `judge_brand` and `judge_mast` refuses it.
    """
    if (brand and judge_brand(brand)) or (mast and judge_mast(mast)):
        raise ValueError(f"{brand or mast} is too faint; ask judge_brand and judge_mast before.")
    light: Colours = _light_brand(brand) if brand else {}
    dark: Colours = _dark_brand(brand) if brand else {}
    head = mast or (_towards(BLACK, brand, lambda each: judge_mast(each) is None) if brand else "")
    if head:
        light |= _head(head)
        dark |= _head(_mixed(head, BLACK, 0.35))
    return light, dark


def too_faint(colours: Mapping[str, str], surroundings: Mapping[str, str]) -> list[str]:
    """The pairs of a scheme that cannot be told apart, in words for a test or a log; none where all can."""
    named = {**surroundings, **colours}
    pairs = tuple(pair for pair in BRAND_PAIRS if pair.front in named and pair.ground in named)
    return [f"{short.pair.front} on {short.pair.ground}: {short.ratio:.2f}" for short in shortfalls(named, pairs)]


def _light_brand(brand: str) -> Colours:
    around = LIGHT_SURROUNDINGS

    def is_tint(each: str) -> bool:
        return all(contrast(front, each) >= TEXT + _SPARE for front in (brand, around["ink"], around["ink-2"]))

    tint = _towards(WHITE, _mixed(brand, WHITE, 0.86), is_tint)
    return {
        "brand": brand,
        "brand-2": _mixed(brand, BLACK, 0.28),
        "on-brand": WHITE,
        "brand-tint": tint,
        "thread-3": brand,
    }


def _dark_brand(brand: str) -> Colours:
    around = DARK_SURROUNDINGS
    ground = around["ground"]

    def is_dark_tint(each: str) -> bool:
        # No lighter than the lightest ground, so that what is read there is read here.
        return all(contrast(front, each) >= TEXT + _SPARE for front in (around["ink"], around["ink-2"])) and (
            contrast(each, BLACK) <= contrast(around["ground-2"], BLACK)
        )

    tint = _towards(ground, _mixed(brand, ground, 0.72), is_dark_tint)
    grounds = [*(around[name] for name in _PAGE), tint]

    def is_read(each: str) -> bool:
        return all(contrast(each, under) >= TEXT + _SPARE for under in grounds)

    light = _towards(WHITE, _mixed(brand, WHITE, 0.25), is_read)
    on_brand = _towards(BLACK, _mixed(brand, BLACK, 0.7), lambda each: contrast(light, each) >= TEXT + _SPARE)
    return {
        "brand": light,
        "brand-2": _mixed(light, WHITE, 0.35),
        "on-brand": on_brand,
        "brand-tint": tint,
        "thread-3": _mixed(brand, WHITE, 0.25),
    }


def _head(mast: str) -> Colours:
    return {
        "mast": mast,
        "on-mast": WHITE,
        "on-mast-2": _towards(WHITE, _mixed(mast, WHITE, 0.8), lambda each: contrast(each, mast) >= TEXT + _SPARE),
        "mast-edge": _towards(WHITE, _mixed(mast, WHITE, 0.5), lambda each: contrast(each, mast) >= EDGE + _SPARE),
    }


def _towards(end: str, colour: str, will_do: Callable[[str], bool]) -> str:
    """The colour itself if it will do, else the nearest on the straight way to another colour; that one at the last."""
    return next((each for step in range(_STEPS) if will_do(each := _mixed(colour, end, step / _STEPS))), end)


def _mixed(colour: str, other: str, share: float) -> str:
    """A colour with a share (0 to 1) of another one in it, each part of 255 mixed by itself."""
    parts = (round(a + (b - a) * share) for a, b in zip(_parts(colour), _parts(other), strict=True))
    return "#" + "".join(f"{part:02x}" for part in parts)


def _parts(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[start : start + 2], 16) for start in (1, 3, 5))
