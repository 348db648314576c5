"""What a person says about a file of wards."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

DATE, PLACE, FILE, OUTLINE, NAMESAKE = "date", "place", "file", "outline", "namesake"
DOUBTS = (DATE, PLACE, FILE, OUTLINE, NAMESAKE)
"""What looks like a slip, and is refused unless the person says that it is meant: a file dated years from the
edition, wards outside the country, a file that is another edition already, a municipality's outline in place of its
wards, a known municipality under another code."""

Progress = Callable[[str, int, int], None]
"""Told the name of a step, how much of it is done, and how much there is."""


@dataclass(frozen=True)
class WardImportOptions:
    """What the person says about a file of wards.

    `columns` holds patterns by fact (see `formats`); `municipality` limits the import to one; `crs` and `encoding`
    stand in for what the file does not declare, or override it; `time_zone` is that of municipalities that are new;
    `allow` names the doubts that are set aside.
    """

    country: str
    edition: str
    published_on: date | None = None
    municipality: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    layer: str = ""
    crs: str = ""
    encoding: str = ""
    time_zone: str = ""
    leave_out_bad: bool = False
    start_over: bool = False
    allow: frozenset[str] = frozenset()
    dry_run: bool = False
