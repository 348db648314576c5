"""How many real polling stations are found in the ward that the electoral commission states for them.

    python -m tests.bench.accuracy           prints the tables
    python -m tests.bench.accuracy --write   also writes them into docs/accuracy.md

It needs the folder of real files (IMBIZO_REAL_DATA) and this checkout's servers, and works in a database that it makes
and drops, with the product's own commands.
"""

import argparse
import csv
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import geopandas
import numpy as np
import shapely

from tests.bench.report import Table

START, END = "<!-- measured: python -m tests.bench.accuracy -->", "<!-- end of what was measured -->"
COUNTRY = Path("za-demarcation-2020", "2021-demarcation.zip")
CITY = Path("za-jhb-wards-2020-hires", "joburg_pop_25_july.json")
STATIONS = Path("za-voting-stations-dev", "voting-stations-2024-dev.csv")
ON = "2024-05-29"
"""The day of the election whose stations these are."""
METRES = "EPSG:2052"
"""South Africa's grid in metres around the meridian of 27 degrees, on which Johannesburg lies."""
STEP = 20
"""How far apart, in metres, edges are compared."""
BANDS = (10, 100, 250, 500, 1000)

Manage = Callable[..., object]
"""Runs a command of manage.py."""
Fetch = Callable[[str, Sequence], list[tuple]]
"""Runs a query and returns its rows."""

_DISTANCE = """
    SELECT ST_Distance(ward.boundary::geography, ST_SetSRID(ST_MakePoint(%s, %s), 4326)::geography), municipality.code
    FROM wards_ward AS ward
    JOIN wards_municipality AS municipality ON municipality.id = ward.municipality_id
    JOIN wards_delimitation AS edition ON edition.id = ward.delimitation_id
    WHERE edition.country = 'ZA' AND edition.edition = '2020' AND ward.code = %s
"""


class Outcome(StrEnum):
    """What a look-up of a station comes to, in the words of the table."""

    MATCH = "in the stated ward"
    EDGE = "in another ward of the same municipality, within reach of a moved edge"
    BORDER = "in a ward of another municipality, within reach of a moved edge"
    OUTSIDE = "outside every ward, within reach of a moved edge"
    FAR = "farther from the stated ward than any edge was moved"
    SWAPPED = "longitude and latitude swapped"
    NO_POSITION = "no position, or one that cannot be read"
    NO_WARD = "the edition has no such ward"


@dataclass(frozen=True)
class Finding:
    """One station: what is stated, what was found, and how far it lies from the stated ward (metres)."""

    stated: str
    found: str
    stated_municipality: str = ""
    found_municipality: str = ""
    distance: float | None = None
    swapped_matches: bool = False
    has_position: bool = True


def classify(finding: Finding, reach: float) -> Outcome:
    """Say what explains a finding.

    Args:
        reach: how far, in metres, the source's edges were moved when it was simplified.
    """
    if not finding.has_position:
        return Outcome.NO_POSITION
    if finding.found == finding.stated:
        return Outcome.MATCH
    if finding.distance is None:
        return Outcome.NO_WARD
    if finding.swapped_matches:
        return Outcome.SWAPPED
    if finding.distance > reach:
        return Outcome.FAR
    if not finding.found:
        return Outcome.OUTSIDE
    return Outcome.EDGE if finding.found_municipality == finding.stated_municipality else Outcome.BORDER


@dataclass(frozen=True)
class Simplification:
    """How the country's file differs from full resolution where both are at hand."""

    corners: tuple[int, int]
    moved: dict[int, float]
    same_ground: float

    @property
    def reach(self) -> float:
        """The farthest that an edge was moved, in metres."""
        return self.moved[100]


def measure(manage: Manage, fetch: Fetch, data: Path, folder: Path) -> list[Table]:
    """Load the country, look every station up, then the same with one city's finer source in place.

    Args:
        folder: where the files of answers are kept meanwhile.
    """
    simplification = compare_sources(data)
    load = ["--country", "ZA", "--edition", "2020"]
    manage("import_wards", str(data / COUNTRY), *load, "--date", "2020-11-26")
    manage("activate_wards", "2020", "--country", "ZA", "--all", "--on", "2021-11-01")
    coarse = look_up(manage, fetch, data, folder / "coarse.csv")
    manage("import_wards", str(data / CITY), *load, "--municipality", "JHB")
    mixed = look_up(manage, fetch, data, folder / "mixed.csv")
    return [
        _outcomes({"country": coarse, "and Johannesburg in full": mixed}, simplification.reach),
        _distances(coarse),
        _edges(simplification),
    ]


def look_up(manage: Manage, fetch: Fetch, data: Path, out: Path) -> list[Finding]:
    """Every station with what `find_wards` says of it."""
    manage("find_wards", str(data / STATIONS), "--on", ON, "--output", str(out))
    with out.open(encoding="utf-8", newline="") as opened:
        return [_finding(row, fetch) for row in csv.DictReader(opened)]


def _finding(row: dict[str, str], fetch: Fetch) -> Finding:
    stated, found = row["WardID"], row["ward_code"]
    if found == stated or (row["ward_note"] not in ("", "on a border", "outside every ward")):
        return Finding(stated, found, has_position=bool(found))
    longitude, latitude = float(row["Longitude"]), float(row["Latitude"])
    here = fetch(_DISTANCE, (longitude, latitude, stated))
    swapped = fetch(_DISTANCE, (latitude, longitude, stated))
    return Finding(
        stated,
        found,
        stated_municipality=here[0][1] if here else "",
        found_municipality=row["municipality_code"],
        distance=here[0][0] if here else None,
        swapped_matches=bool(swapped) and swapped[0][0] == 0,
    )


def compare_sources(data: Path) -> Simplification:
    """Hold Johannesburg's wards of the country's file against the same wards at full resolution."""
    fine = geopandas.read_file(data / CITY).set_index("WardID").to_crs(METRES).geometry
    country = geopandas.read_file(f"/vsizip/{data / COUNTRY}/2021-demarcation/Wards_2020.shp").set_index("Code")
    coarse = country.loc[fine.index].to_crs(METRES).geometry.make_valid()
    moved = [
        shapely.distance(edge, shapely.points(shapely.get_coordinates(shapely.segmentize(shape.boundary, STEP))))
        for edge, shape in zip(coarse.boundary, fine, strict=True)
    ]
    everywhere = np.concatenate(moved)
    return Simplification(
        corners=(int(shapely.get_num_coordinates(coarse).sum()), int(shapely.get_num_coordinates(fine).sum())),
        moved={share: float(np.percentile(everywhere, share)) for share in (50, 90, 99, 100)},
        same_ground=float(fine.intersection(coarse).area.sum() / fine.area.sum()),
    )


def _outcomes(sources: dict[str, list[Finding]], reach: float) -> Table:
    counted = {title: Counter(classify(each, reach) for each in findings) for title, findings in sources.items()}
    rows = [[str(outcome), *(f"{counts[outcome]:,}" for counts in counted.values())] for outcome in Outcome]
    rows.append(["all stations", *(f"{counts.total():,}" for counts in counted.values())])
    share = [f"{counts[Outcome.MATCH] / counts.total():.1%}" for counts in counted.values()]
    return Table("Polling stations of 2024 outside Johannesburg", ["found", *sources], [*rows, ["right", *share]])


def _distances(findings: list[Finding]) -> Table:
    distances = [each.distance for each in findings if each.distance is not None]
    rows, below = [], 0.0
    for band in (*BANDS, float("inf")):
        count = sum(below < distance <= band for distance in distances)
        rows.append([f"up to {band:,} m" if band < float("inf") else "farther", f"{count}"])
        below = band
    farthest = f"The farthest lies {max(distances):,.0f} m away."
    return Table("How far the others lie from the stated ward", ["distance", "stations"], rows, notes=[farthest])


def _edges(simplification: Simplification) -> Table:
    coarse, fine = simplification.corners
    names = {50: "half of the edges, by length, at most", 90: "nine tenths", 99: "99 in 100", 100: "all"}
    rows = [[names[share], f"{metres:,.0f} m"] for share, metres in simplification.moved.items()]
    return Table(
        "How far the country's file moved Johannesburg's edges",
        ["moved", "by"],
        rows,
        notes=[
            f"It keeps {coarse:,} of {fine:,} corners.",
            f"Of the city's ground, {simplification.same_ground:.1%} is in the same ward in both.",
        ],
    )


def write(document: Path, tables: list[Table]) -> None:
    """Replace what stands between the marks of the document."""
    before, _, rest = document.read_text("utf-8").partition(START)
    after = rest.partition(END)[2]
    document.write_text(f"{before}{block(tables)}{after}", "utf-8")


def block(tables: list[Table]) -> str:
    """The part of the document that is measured, marks included."""
    return "\n\n".join([START, *(table.as_markdown() for table in tables), END])


def main() -> None:
    from tests.bench.scratch import ROOT, scratch  # it needs the servers, which the tests' import of this file may not

    options = argparse.ArgumentParser(prog="python -m tests.bench.accuracy")
    options.add_argument("--write", action="store_true", help="put the tables into docs/accuracy.md")
    wants = options.parse_args()
    if not os.environ.get("IMBIZO_REAL_DATA"):
        sys.exit("IMBIZO_REAL_DATA is not set: there are no polling stations to look up.")
    data = Path(os.environ["IMBIZO_REAL_DATA"]).resolve()
    with scratch() as place, tempfile.TemporaryDirectory() as folder, place.connect() as connection:
        tables = measure(
            place.manage, lambda query, words: connection.execute(query, words).fetchall(), data, Path(folder)
        )
    for table in tables:
        print(f"\n{table.as_text()}")
    if wants.write:
        write(ROOT / "docs" / "accuracy.md", tables)


if __name__ == "__main__":
    main()
