"""The floors of the house, read from the one place that states them: the import contract in pyproject.toml."""

import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())


def _layers() -> list[str]:
    contracts = PROJECT["tool"]["importlinter"]["contracts"]
    return next(contract["layers"] for contract in contracts if contract["id"] == "floors")


HEIGHTS = {app.strip(): height for height, layer in enumerate(reversed(_layers())) for app in layer.split("|")}
"""Each app and how high it stands; wards is 0, and the two services stand side by side."""

APPS = tuple(HEIGHTS)


def may_use(user: str, used: str) -> bool:
    """Whether an app may know of another: itself and what lies strictly below, so that neighbours never meet."""
    return user == used or HEIGHTS[user] > HEIGHTS[used]


def app_of(dotted: str) -> str | None:
    """The app of ours that a dotted path belongs to; None for anybody else's."""
    top = dotted.partition(".")[0]
    return top if top in HEIGHTS else None
