"""What a first visit to each page takes over the wire, beside a budget and what other services send."""

from dataclasses import dataclass

from tests.bench.browser import CHROMIUM, Visit, chromium, first_visit
from tests.bench.report import Table
from tests.bench.scratch import Scratch
from tests.bench.server import served

KILOBYTE = 1000


@dataclass(frozen=True)
class Budget:
    """A page, the kilobytes that it may take, and a page of the same purpose elsewhere with its kilobytes."""

    title: str
    path: str
    kilobytes: int
    peer: str


BUDGETS = [
    Budget("home", "/", 35, "FixMyStreet's front page: 52.1"),
    Budget("finder with its list", "/wards/", 60, "FixMyStreet's map: 235.6"),
    Budget("a ward", "/wards/{ward}/", 40, "Signalen, any page: 748.6"),
    Budget("raise a concern", "/wards/{ward}/raise/", 30, "GOV.UK question page: 19.3; Signalen's form: 822.7"),
    Budget("follow a reference", "/track/", 25, "CCRS for citizens, any page: 459.1"),
]
PEERS = (
    "Other services: bodies of a stored first visit of August 2026, each file compressed alone with gzip -9, before "
    "photos and map tiles; their HTML is not in it."
)


def measure_pages(place: Scratch) -> Table:
    """Visit the pages of the demo with a fresh browser each."""
    place.manage("load_demo")
    ward = _some_ward(place)
    with served(place) as port, chromium() as browser:
        rows = [
            _row(budget, first_visit(browser, f"http://127.0.0.1:{port}{budget.path.format(ward=ward)}"))
            for budget in BUDGETS
        ]
    return Table(
        title="First visit with an empty cache, gzip, kilobytes of 1,000 bytes (the demo, on a phone)",
        columns=["", "requests", "HTML", "style", "script", "images, data", "total", "budget", "elsewhere"],
        rows=rows,
        notes=[PEERS],
    )


def can_measure() -> bool:
    """Whether Debian's Chromium is installed."""
    return CHROMIUM.exists()


def _row(budget: Budget, visit: Visit) -> list[str]:
    if visit.status != 200:
        return [budget.title, f"answers {visit.status}", *["-"] * 5, str(budget.kilobytes), budget.peer]
    known = ("Document", "Stylesheet", "Script")
    parts = [*(visit.size(kind) for kind in known), visit.total - visit.size(*known), visit.total]
    sizes = [f"{part / KILOBYTE:.1f}" for part in parts]
    return [budget.title, str(visit.requests), *sizes, _verdict(budget, visit), budget.peer]


def _verdict(budget: Budget, visit: Visit) -> str:
    words = [str(budget.kilobytes)]
    if visit.total > budget.kilobytes * KILOBYTE:
        words.append("(over)")
    if visit.strangers:
        words.append("(asks other servers)")
    return " ".join(words)


def _some_ward(place: Scratch) -> str:
    """The demo's first ward that has a councillor."""
    with place.connect() as connection:
        row = connection.execute(
            "SELECT code FROM wards_ward WHERE id IN (SELECT ward_id FROM wards_councillorterm WHERE upper_inf(served))"
            ' ORDER BY code COLLATE "C" LIMIT 1'
        ).fetchone()
    return row[0]
