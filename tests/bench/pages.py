"""What a first visit to each page takes over the wire, beside a budget and what other services send."""

import json
from collections.abc import Sequence
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


_ANY_PAGE = "Signalen, any page: 748.6"
IN_THE_DEMO = [
    Budget("home", "/", 35, "FixMyStreet's front page: 52.1"),
    Budget("finder", "/wards/", 60, "FixMyStreet's map: 235.6"),
    Budget("map without JavaScript", "/wards/map/?in={municipality}", 60, "FixMyStreet's map: 235.6"),
    Budget("a municipality", "/wards/in/{municipality}/", 60, "FixMyStreet's map: 235.6"),
    Budget("a ward", "/wards/{ward}/", 40, _ANY_PAGE),
    Budget("raise a concern", "/wards/{ward}/raise/", 30, "GOV.UK question page: 19.3; Signalen's form: 822.7"),
    Budget("follow a reference", "/track/", 25, "CCRS for citizens, any page: 459.1"),
    Budget("search", "/search/?q=water", 40, _ANY_PAGE),
]
KINDS = ["NewsIndexPage", "NewsPage", "NoticeIndexPage", "NoticePage", "EventIndexPage", "EventPage"]
KINDS += ["ServiceIndexPage", "ServicePage", "DocumentIndexPage", "DocumentPage", "PlainPage"]
IN_A_COUNTRY = [
    Budget("finder", "/wards/", 60, "FixMyStreet's map: 235.6"),
    Budget("its largest municipality", "/wards/in/{municipality}/", 60, "FixMyStreet's map: 235.6"),
    Budget("outlines of that one's wards", "/wards/outlines/{municipality}.json", 60, "-"),
]
"""Outlines are fetched when somebody opens the map; Leaflet comes to 46 more, once."""

PEERS = (
    "Other services: bodies of a stored first visit of August 2026, each file compressed alone with gzip -9, before "
    "photos and map tiles; their HTML is not in it."
)

WARD = """
    SELECT code FROM wards_ward WHERE id IN (SELECT ward_id FROM wards_councillorterm WHERE upper_inf(served))
    ORDER BY code COLLATE "C" LIMIT 1
"""
MUNICIPALITY = """
    SELECT country || '-' || m.code FROM wards_municipality m JOIN wards_ward w ON w.municipality_id = m.id
    GROUP BY m.country, m.code ORDER BY count(*) DESC, m.code LIMIT 1
"""

_ASK = (
    "shell",
    "--no-imports",
    "-c",
    f"""
import json
from django.apps import apps
from wagtail.models import Site
root = Site.objects.get(is_default_site=True).root_page
pages = [apps.get_model("cms", kind).objects.live().descendant_of(root).first() for kind in {KINDS}]
print(json.dumps({{str(page._meta.verbose_name): page.relative_url(root.get_site()) for page in pages if page}}))
""",
)


def measure_pages_of_demo(place: Scratch) -> Table:
    """Visit the pages of the demo."""
    place.manage("load_demo")
    budgets = [*IN_THE_DEMO, *_budgets_of_kinds(place)]
    names = {"ward": first(place, WARD), "municipality": first(place, MUNICIPALITY)}
    return _measure(place, budgets, "the demo", in_zulu=True, **names)


def measure_pages_of_country(place: Scratch, title: str) -> Table:
    """Visit the pages that grow with the number of wards."""
    return _measure(place, IN_A_COUNTRY, title, municipality=first(place, MUNICIPALITY))


def can_measure() -> bool:
    """Whether Debian's Chromium is installed."""
    return CHROMIUM.exists()


def _budgets_of_kinds(place: Scratch) -> list[Budget]:
    """A page of each kind that the demo has, on the site of the default host."""
    return [Budget(kind, path, 40, _ANY_PAGE) for kind, path in json.loads(place.manage(*_ASK)).items()]


def _measure(place: Scratch, budgets: Sequence[Budget], title: str, *, in_zulu: bool = False, **names: str) -> Table:
    with served(place) as port, chromium() as browser:
        site = f"http://127.0.0.1:{port}"
        rows = []
        for budget in budgets:
            path = budget.path.format(**names)
            zulu = [_total(first_visit(browser, f"{site}/zu{path}"))] if in_zulu else []
            rows.append(_row(budget, first_visit(browser, site + path), zulu))
    return Table(
        title=f"A phone's first visit ({title}), gzip, kilobytes of 1,000 bytes",
        columns=[
            *("", "requests", "HTML", "style", "script", "images, data", "total"),
            *(["in isiZulu"] if in_zulu else []),
            *("budget", "elsewhere"),
        ],
        rows=rows,
        notes=[PEERS],
    )


def _total(visit: Visit) -> str:
    return f"{visit.total / KILOBYTE:.1f}" if visit.status == 200 else f"answers {visit.status}"


def _row(budget: Budget, visit: Visit, zulu: list[str]) -> list[str]:
    if visit.status != 200:
        return [budget.title, f"answers {visit.status}", *["-"] * 5, *zulu, str(budget.kilobytes), budget.peer]
    known = ("Document", "Stylesheet", "Script")
    parts = [*(visit.size(kind) for kind in known), visit.total - visit.size(*known), visit.total]
    sizes = [f"{part / KILOBYTE:.1f}" for part in parts]
    return [budget.title, str(visit.requests), *sizes, *zulu, _verdict(budget, visit), budget.peer]


def _verdict(budget: Budget, visit: Visit) -> str:
    words = [str(budget.kilobytes)]
    if visit.total > budget.kilobytes * KILOBYTE:
        words.append("(over)")
    if visit.strangers:
        words.append("(asks other servers)")
    return " ".join(words)


def first(place: Scratch, question: str) -> str:
    """The first answer of the database to a question."""
    with place.connect() as connection:
        return connection.execute(question).fetchone()[0]
