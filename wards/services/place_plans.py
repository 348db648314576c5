"""What a gazetteer would change, in facts for applying it and in words for looking at it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation import gettext as _

from wards.enums import ImportConsent, ImportCount, PlaceKind
from wards.importers.columns import column_of, read_cell
from wards.importers.places import FIELDS, PlaceList, PlaceRow, read_places
from wards.importers.problems import Problem, Severity
from wards.importers.table import TableOptions
from wards.models import ImportReport, Place
from wards.queries.place_positions import extent_of_wards, municipalities_at
from wards.rules.gazetteers import Clash, Entry, GazetteerChange, PlaceFacts, compare_gazetteer
from wards.rules.places import reach_degrees
from wards.rules.positions import Position
from wards.services.import_plans import SAMPLE_ROWS, Change, ImportPlan, TableView, has_errors


@dataclass(frozen=True, kw_only=True)
class PlacePlan(ImportPlan):
    """An import plan with what `apply_places` needs."""

    country: str
    source: str
    change: GazetteerChange


def plan_places(*, report: ImportReport, path: Path) -> PlacePlan:
    """Read a gazetteer and tell what it would change; changes nothing.

    Args:
        report: says in its options the `country`, the `source` with its attribution, the `kind` of places without
            one, `keep_outside`, and how to read the file; its municipality limits it to that ground.

    Raises:
        TableError: the file cannot be read as a gazetteer.
    """
    options = report.options
    read = read_places(
        path,
        country=options["country"],
        extent=extent_of_wards(options["country"]),
        columns=options.get("columns"),
        where=options.get("where"),
        options=TableOptions(**options.get("table", {})),
    )
    draft = _Draft(report, read, PlaceKind(options.get("kind") or PlaceKind.OTHER))
    draft.place_rows()
    known = _known_places(options["country"], options["source"])
    change = compare_gazetteer(draft.entries, known, municipality=report.municipality_id)
    return draft.plan(change)


def _known_places(country: str, source: str) -> Iterator[tuple[int, PlaceFacts]]:
    places = Place.objects.filter(country=country, source=source).order_by("pk")
    for place in places.iterator():
        yield (
            place.pk,
            PlaceFacts(
                name=place.name,
                other_names=tuple(place.other_names),
                kind=PlaceKind(place.kind),
                position=Position(place.point.x, place.point.y),
                municipality=place.municipality_id,
                source_id=place.source_id,
            ),
        )


@dataclass
class _Draft:
    """A gazetteer on its way from rows to a plan."""

    report: ImportReport
    read: PlaceList
    kind: PlaceKind
    entries: list[Entry] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def place_rows(self) -> None:
        """Find the ground that each place lies on; leave out those outside every ward, leave others' places aside."""
        country = self.report.options["country"]
        rows = self.read.rows
        reaches = [reach_degrees(row.kind or self.kind) for row in rows]
        found = municipalities_at([row.position for row in rows], reaches, country)
        if rows and not any(found) and extent_of_wards(country) is None:
            message = _("No wards of %(country)s are loaded: the positions were not compared with them.")
            self.problems.append(Problem(None, "no_wards", Severity.WARNING, message % {"country": country}))
            self.entries = [self._entry(row, None) for row in rows]
            return
        for row, municipality in zip(rows, found, strict=True):
            if municipality is None and not self.report.options.get("keep_outside"):
                self.problems.append(_outside(row))
            elif self.report.municipality_id in (None, municipality):
                self.entries.append(self._entry(row, municipality))
            else:
                self.read.elsewhere += 1

    def _entry(self, row: PlaceRow, municipality: int | None) -> Entry:
        kind = row.kind or self.kind
        return Entry(row.row, PlaceFacts(row.name, row.other_names, kind, row.position, municipality, row.source_id))

    def plan(self, change: GazetteerChange) -> PlacePlan:
        """The plan, with its words."""
        problems = [*self.read.problems, *self.problems, *self._clashes(change)]
        problems.sort(key=lambda problem: (problem.row is None, problem.row or 0))
        return PlacePlan(
            view=self._view(),
            counts=self._counts(change, problems),
            problems=[*problems, *self._left_alone(change)],
            changes=[*_in_words(change)],
            facts=self._facts(change),
            refused=not self.entries,
            asks=frozenset({ImportConsent.LEAVE_OUT_BAD} if has_errors(problems) else ()),
            country=self.report.options["country"],
            source=self.report.options["source"],
            change=change,
        )

    def _clashes(self, change: GazetteerChange) -> Iterator[Problem]:
        words: Mapping[Clash, tuple[Severity, str]] = {
            Clash.REPEATED: (Severity.NOTE, _("%(name)s at this position stood in an earlier row; taken once.")),
            Clash.NUMBER_TWICE: (
                Severity.ERROR,
                _("%(name)s has the number %(number)s, which an earlier row gave to another place."),
            ),
            Clash.OTHER_MUNICIPALITY: (
                Severity.ERROR,
                _("%(name)s is known from this source as a place of another municipality."),
            ),
        }
        for entry, clash in change.clashes:
            severity, message = words[clash]
            about = {"name": entry.facts.name, "number": entry.facts.source_id}
            yield Problem(entry.row, clash, severity, message % about)

    def _left_alone(self, change: GazetteerChange) -> Iterator[Problem]:
        if not self.entries:
            yield Problem(None, "nothing_to_take", Severity.ERROR, _("The file has no place that can be taken."))
        if change.not_in_file:
            message = _("%(count)d places of this source are not in the file; they stay as they are.")
            yield Problem(None, "not_in_file", Severity.NOTE, message % {"count": change.not_in_file})

    def _counts(self, change: GazetteerChange, problems: list[Problem]) -> dict[str, int]:
        bad = {problem.row for problem in problems if problem.severity == Severity.ERROR}
        read = len(self.read.rows) + self.read.bad
        counts = {
            ImportCount.READ: read,
            ImportCount.ELSEWHERE: self.read.elsewhere,
            ImportCount.LEFT_OUT: len(bad),
            ImportCount.REPEATED: sum(clash == Clash.REPEATED for _entry, clash in change.clashes),
            ImportCount.TAKEN: len(change.added) + len(change.changed) + change.unchanged,
            ImportCount.ADDED: len(change.added),
            ImportCount.CHANGED: len(change.changed),
            ImportCount.UNCHANGED: change.unchanged,
        }
        return {str(name): count for name, count in counts.items()}

    def _view(self) -> TableView:
        read = [(item, column_of(self.read.columns[item.name])) for item in FIELDS if item.name in self.read.columns]
        rows = [
            (row.number, [read_cell(row, self.read.columns, item.name)[:100] for item, _column in read])
            for row in self.read.table.rows[:SAMPLE_ROWS]
        ]
        return TableView.of(self.read.table, [(str(item.label), column) for item, column in read], rows)

    def _facts(self, change: GazetteerChange) -> dict[str, object]:
        return {
            "source": [self.report.options["country"], self.report.options["source"]],
            "added": [[entry.row, _plain(entry.facts)] for entry in change.added],
            "changed": [[number, _plain(entry.facts)] for number, entry in change.changed],
        }


def _outside(row: PlaceRow) -> Problem:
    message = _("%(name)s (longitude %(longitude)s, latitude %(latitude)s) lies outside every ward.")
    return Problem(row.row, "outside", Severity.ERROR, message % {"name": row.name, **row.position._asdict()})


def _plain(facts: PlaceFacts) -> list[object]:
    return [facts.name, facts.other_names, facts.kind, facts.position, facts.municipality, facts.source_id]


def _in_words(change: GazetteerChange) -> Iterator[Change]:
    for entry in change.added:
        yield Change(ImportCount.ADDED, f"{entry.facts.name} ({entry.facts.kind.label})", entry.row)
    for _number, entry in change.changed:
        yield Change(ImportCount.CHANGED, f"{entry.facts.name} ({entry.facts.kind.label})", entry.row)
