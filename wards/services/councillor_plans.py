"""What a list of councillors would change, in facts for applying it and in words for looking at it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import SequenceMatcher
from pathlib import Path

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from wards.enums import ImportConsent, ImportCount, SeatKind
from wards.importers.columns import column_of, read_cell
from wards.importers.councillors import FIELDS, CouncillorList, CouncillorRow, read_councillors
from wards.importers.problems import Problem, Severity
from wards.importers.table import TableOptions
from wards.models import Councillor, ImportReport
from wards.queries.councillors import people_known, terms_held, ward_keys
from wards.rules.councillor_list import Held, ListChange, Listed, Seated, compare_list, contradicts_later_facts
from wards.rules.listed_seats import MatchedSeats, SeatFinding, match_seats
from wards.rules.names import normalise_name
from wards.rules.ward_references import WardIndex, WardKey
from wards.services.import_plans import SAMPLE_ROWS, Change, ImportPlan, TableView, has_errors

ALIKE = 0.85
"""Two names for one ward that are this alike are more often one person written twice than two people."""


@dataclass(frozen=True, kw_only=True)
class CouncillorPlan(ImportPlan):
    """An import plan with what `apply_councillors` needs: the change, the rows by number, new details by councillor."""

    on: date
    change: ListChange
    rows: Mapping[int, CouncillorRow]
    details: Mapping[int, dict[str, str]]


def plan_councillors(*, report: ImportReport, path: Path) -> CouncillorPlan:
    """Read a list and tell what it would change; changes nothing.

    Args:
        report: says whose list it is (municipality, delimitation) and, in its options, the day `on`, how to read it,
            and the rows of `new_people` whose name is known and who are somebody else.

    Raises:
        TableError: the file cannot be read as a list of councillors.
    """
    on = date.fromisoformat(report.options["on"])
    read = read_councillors(
        path,
        country=report.municipality.country,
        columns=report.options.get("columns"),
        where=report.options.get("where"),
        options=TableOptions(**report.options.get("table", {})),
    )
    keys = ward_keys(report.municipality, report.delimitation)
    matched = match_seats(read.rows, [(row.name, row.ward) for row in read.unread], WardIndex(keys))
    held = terms_held(report.municipality, report.delimitation)
    change = compare_list(
        matched.listed,
        held,
        people_known(report.municipality),
        [key.key for key in keys],
        on=on,
        vacant_wards=matched.vacant,
        new_people=report.options.get("new_people", []),
        doubt=matched.doubt,
    )
    return _Draft(
        on=on,
        read=read,
        matched=matched,
        change=change,
        held=held,
        too_old_for=contradicts_later_facts(held, on),
        details=_new_details(report, read, change),
        ward_names={key.key: _ward_name(key) for key in keys},
    ).plan()


def _ward_name(key: WardKey) -> str:
    """The ward in words, always with its code, since names repeat and numbers do too."""
    named = " ".join(filter(None, [str(key.number or ""), key.name])) or key.code
    return named if named == key.code else f"{named} ({key.code})"


def _new_details(report: ImportReport, read: CouncillorList, change: ListChange) -> dict[int, dict[str, str]]:
    """What the list says otherwise about the offices of people who are known; an empty cell changes nothing."""
    rows = {row.row: row for row in read.rows}
    known = Councillor.objects.filter(municipality=report.municipality).in_bulk()
    updates = {}
    for seat in _seats(change):
        if seat.person is not None:
            said = rows[seat.listed.row].details
            different = {name: value for name, value in said.items() if getattr(known[seat.person], name) != value}
            if different:
                updates[seat.person] = different
    return updates


def _seats(change: ListChange) -> Iterator[Seated]:
    yield from change.stays
    yield from (seat for seat, _ in change.resumes)
    yield from change.begins


@dataclass(frozen=True)
class _Draft:
    """Everything that is known about a list, before it is put into words."""

    on: date
    read: CouncillorList
    matched: MatchedSeats
    change: ListChange
    held: list[Held]
    too_old_for: list[Held]
    details: dict[int, dict[str, str]]
    ward_names: Mapping[int, str]

    def plan(self) -> CouncillorPlan:
        about_people = [*self._namesakes(), *self._known_by_name(), *self._alike()]
        problems = [*self.read.problems, *self._seat_problems(), *about_people, *self._refusals()]
        problems.sort(key=lambda problem: (problem.row is None, problem.row or 0))
        asks = set()
        if has_errors(problem for problem in problems if problem.row is not None):
            asks.add(ImportConsent.LEAVE_OUT_BAD)
        if self.change.ends_many:
            asks.add(ImportConsent.MANY_ENDS)
        if any(seat.by_name for seat in self.change.begins):
            asks.add(ImportConsent.KNOWN_AGAIN)
        return CouncillorPlan(
            view=self._view(),
            counts=self._counts(problems),
            problems=[*problems, *self._vacancies()],
            changes=list(self._changes()),
            facts=self._facts(),
            refused=self._says_nothing() or bool(self.too_old_for or self.change.conflicts),
            asks=frozenset(asks),
            on=self.on,
            change=self.change,
            rows={row.row: row for row in self.read.rows},
            details=self.details,
        )

    def _seat(self, seat: Listed | Held) -> str:
        if seat.seat == SeatKind.PROPORTIONAL or seat.ward is None:
            return _("a proportional seat")
        name = self.ward_names.get(seat.ward)
        if name is None and isinstance(seat, Held):
            return _("ward %(ward)s of other boundaries") % {"ward": seat.ward_code}
        return _("ward %(ward)s") % {"ward": name}

    def _seat_problems(self) -> Iterator[Problem]:
        words = {
            SeatFinding.UNKNOWN_WARD: _("There is no ward “%(ward)s” in this municipality's edition of boundaries."),
            SeatFinding.AMBIGUOUS_WARD: _("More than one ward is called “%(ward)s”. Write the ward's code."),
            SeatFinding.WARD_TWICE: _("Rows %(row)d and %(other)d name different people for ward %(ward)s. Keep one."),
            SeatFinding.REPEATED: _("Says the same of ward %(ward)s as row %(other)d; taken once."),
        }
        for found in self.matched.findings:
            severity = Severity.NOTE if found.what == SeatFinding.REPEATED else Severity.ERROR
            yield Problem(found.row, found.what, severity, words[found.what] % vars(found))

    def _namesakes(self) -> Iterator[Problem]:
        for listed in self.change.namesakes:
            message = _("%(name)s stands in more than one row; the rows are taken as different people.")
            yield Problem(listed.row, "same_name", Severity.WARNING, message % {"name": listed.name})

    def _known_by_name(self) -> Iterator[Problem]:
        latest = {term.person: term for term in sorted(self.held, key=lambda term: term.starts)}
        for seat in self.change.begins:
            if seat.by_name:
                message = _(
                    "%(name)s is taken for the councillor of this name who is known already (%(known)s), with that "
                    "person's history and sign-in. If this is somebody else, write %(row)d under "
                    "“Rows that name somebody new” and read the file again, or pass --new-person %(row)d."
                )
                about = {
                    "name": seat.listed.name,
                    "known": self._served(latest.get(seat.person)),
                    "row": seat.listed.row,
                }
                yield Problem(seat.listed.row, "known_again", Severity.WARNING, message % about)

    def _served(self, term: Held | None) -> str:
        if term is None:
            return _("no term entered")
        about = {"seat": self._seat(term), "starts": date_format(term.starts)}
        if term.ends is None:
            return _("%(seat)s, since %(starts)s") % about
        return _("%(seat)s, from %(starts)s to %(ends)s") % (
            about | {"ends": date_format(term.ends - timedelta(days=1))}
        )

    def _alike(self) -> Iterator[Problem]:
        leaving = {ending.held.ward: ending.held for ending in self.change.ends if ending.held.ward is not None}
        for seat in self.change.begins:
            before = leaving.get(seat.listed.ward) if seat.listed.ward is not None else None
            if seat.person is None and before and _alike(before.name, seat.listed.name):
                message = _(
                    "%(name)s follows %(before)s. If both are one person, correct the name of the councillor "
                    "in the workspace first, or the name in the list."
                )
                about = {"name": seat.listed.name, "before": before.name}
                yield Problem(seat.listed.row, "alike_name", Severity.WARNING, message % about)

    def _says_nothing(self) -> bool:
        return not (self.matched.listed or self.matched.vacant)

    def _refusals(self) -> Iterator[Problem]:
        if self._says_nothing():
            yield Problem(None, "nothing_to_take", Severity.ERROR, _("The list has no row that can be taken."))
        for held in self.too_old_for:
            message = _(
                "The list is of %(day)s, and a term of %(name)s began or ended after that day. "
                "Bring a newer list, or its right date."
            )
            about = {"day": date_format(self.on), "name": held.name}
            yield Problem(None, "older_than_known", Severity.ERROR, message % about)
        for held in self.change.conflicts:
            message = _(
                "Somebody entered that the term of %(name)s for %(seat)s begins on %(day)s; the list of the same day "
                "does not name it. Correct one of the two."
            )
            about = {"day": date_format(self.on), "name": held.name, "seat": self._seat(held)}
            yield Problem(None, "entered_the_same_day", Severity.ERROR, message % about)

    def _vacancies(self) -> Iterator[Problem]:
        for ward in self.change.vacant:
            row = self.matched.vacant.get(ward)
            message = _("Ward %(ward)s is vacant.") if row else _("Ward %(ward)s is not in the list: it is vacant.")
            yield Problem(row, "vacant", Severity.NOTE, message % {"ward": self.ward_names[ward]})

    def _counts(self, problems: Iterable[Problem]) -> dict[str, int]:
        bad = {problem.row for problem in problems if problem.severity == Severity.ERROR and problem.row is not None}
        repeated = sum(found.what == SeatFinding.REPEATED for found in self.matched.findings)
        read = len(self.read.rows) + len(self.read.unread)
        withdrawn = sum(ending.same_day for ending in self.change.ends)
        counts = {
            ImportCount.READ: read,
            ImportCount.LEFT_OUT: len(bad),
            ImportCount.REPEATED: repeated,
            ImportCount.TAKEN: read - len(bad) - repeated,
            ImportCount.BEGUN: len(self.change.begins),
            ImportCount.RESUMED: len(self.change.resumes),
            ImportCount.ENDED: len(self.change.ends) - withdrawn,
            ImportCount.WITHDRAWN: withdrawn,
            ImportCount.CHANGED: len(self.details),
            ImportCount.UNCHANGED: sum(seat.person not in self.details for seat in self.change.stays),
            ImportCount.VACANT: len(self.change.vacant),
        }
        return {str(name): count for name, count in counts.items()}

    def _changes(self) -> Iterator[Change]:
        for ending in self.change.ends:
            what = ImportCount.WITHDRAWN if ending.same_day else ImportCount.ENDED
            about = {"name": ending.held.name, "seat": self._seat(ending.held), "reason": ending.reason.label}
            yield Change(what, _("%(name)s, %(seat)s: %(reason)s") % about)
        for seat, _held in self.change.resumes:
            yield Change(ImportCount.RESUMED, self._in_words(seat), seat.listed.row)
        for seat in self.change.begins:
            yield Change(ImportCount.BEGUN, self._in_words(seat), seat.listed.row)
        for seat in _seats(self.change):
            if new := self.details.get(seat.person):
                about = {"name": seat.listed.name, "details": ", ".join(new.values())}
                yield Change(ImportCount.CHANGED, _("%(name)s: %(details)s") % about, seat.listed.row)

    def _in_words(self, seat: Seated) -> str:
        return _("%(name)s, %(seat)s") % {"name": seat.listed.name, "seat": self._seat(seat.listed)}

    def _view(self) -> TableView:
        read = [(item, column_of(self.read.columns[item.name])) for item in FIELDS if item.name in self.read.columns]
        labels = [(str(item.label), column) for item, column in read]
        rows = [
            (row.number, [read_cell(row, self.read.columns, item.name) for item, _column in read])
            for row in self.read.table.rows[:SAMPLE_ROWS]
        ]
        return TableView.of(self.read.table, labels, rows)

    def _facts(self) -> dict[str, object]:
        rows = {row.row: row for row in self.read.rows}
        return {
            "on": self.on,
            "ends": sorted([ending.held.term, ending.reason, ending.same_day] for ending in self.change.ends),
            "resumes": sorted(held.term for _seat, held in self.change.resumes),
            "begins": sorted(
                [seat.listed.row, seat.listed.ward, seat.listed.name, seat.person, rows[seat.listed.row].details]
                for seat in self.change.begins
            ),
            "details": {str(person): details for person, details in self.details.items()},
        }


def _alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, normalise_name(one), normalise_name(other)).ratio() >= ALIKE
