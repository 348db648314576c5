"""Which rows of a file are wanted, and what among them cannot be meant."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wards.importers.boundaries.errors import BoundaryFileError
from wards.importers.boundaries.formats import WARD_FORMATS
from wards.importers.boundaries.layers import Layer
from wards.importers.boundaries.mapping import WardRow, recognise, unsafe_code
from wards.importers.boundaries.options import DATE, WardImportOptions
from wards.importers.problems import Problem, Severity
from wards.rules.codes import is_address_safe
from wards.rules.patterns import Field, Pattern

YEARS_APART = 2
"""A file dated further than this from the edition is taken for a file of another one."""
ROWS_NAMED = 5
"""How many rows a message names before it says how many there are."""


def refuse_other_country(layer: Layer, options: WardImportOptions) -> None:
    """Refuse a layer whose columns are those of another country's wards.

    Raises:
        BoundaryFileError: they are, and no option says where the code is.
    """
    if options.columns or recognise(WARD_FORMATS, layer.columns, layer.name, options.country):
        return
    known = recognise(WARD_FORMATS, layer.columns, layer.name)
    if known and known.country:
        raise BoundaryFileError(
            _(
                "These are columns of wards of %(found)s (%(format)s), and --country says %(said)s. "
                "If they are wards of %(said)s all the same, say with --code which column holds the code."
            )
            % {"found": known.country, "format": known.title, "said": options.country}
        )


def select_rows(rows: Sequence[WardRow], options: WardImportOptions, names_municipalities: bool) -> list[WardRow]:
    """The rows of the municipality that was asked for; all where none was.

    Args:
        names_municipalities: whether the rows say to which municipality they belong.

    Raises:
        BoundaryFileError: nothing says to which municipality the wards belong, all belong to others, or its code
            does not fit in an address.
    """
    wanted = options.municipality
    if not names_municipalities:
        if not wanted:
            raise BoundaryFileError(
                _(
                    "Nothing says to which municipality a ward belongs. Pass --municipality CODE where all belong to "
                    "one, or --municipality-code with the column that holds its code."
                )
            )
        if not is_address_safe(wanted):
            raise BoundaryFileError(unsafe_code(wanted))
        return [replace(row, municipality=wanted) for row in rows]
    if not wanted:
        return list(rows)
    chosen = [row for row in rows if row.municipality == wanted]
    if not chosen:
        found = sorted({row.municipality for row in rows if row.municipality})
        raise BoundaryFileError(
            _(
                "None of the file's wards belongs to %(wanted)s; they belong to %(found)s. If %(wanted)s is the same "
                "municipality by another code, pass --municipality-code %(wanted)s too."
            )
            % {"wanted": wanted, "found": _some(found)}
        )
    return chosen


def refuse_other_date(rows: Iterable[WardRow], options: WardImportOptions) -> None:
    """Refuse wards that are dated years from the edition, as a file of another edition is.

    Raises:
        BoundaryFileError: they are, and the person has not said that it is meant.
    """
    edition_date = options.published_on
    dated = max((row.dated[:10] for row in rows if row.dated), default="")
    if not dated or edition_date is None or DATE in options.allow:
        return
    try:
        days = abs((date.fromisoformat(dated.replace("/", "-")) - edition_date).days)
    except ValueError:
        return
    if days > YEARS_APART * 365:
        raise BoundaryFileError(
            _(
                "The wards are dated %(dated)s and the edition %(edition)s: this looks like a file of another edition. "
                "If it is the right one, pass --allow date."
            )
            % {"dated": dated, "edition": edition_date}
        )


def find_repeated(rows: Iterable[WardRow]) -> list[Problem]:
    """A problem for every row whose code another row has too: which of them is right cannot be known."""
    by_code: dict[str, list[int]] = defaultdict(list)
    for row in rows:
        if row.code:
            by_code[row.code].append(row.row)
    problems = []
    for code, numbers in by_code.items():
        if len(numbers) > 1:
            message = ngettext(
                "Code %(code)s stands in %(count)d row: %(rows)s.",
                "Code %(code)s stands in %(count)d rows: %(rows)s.",
                len(numbers),
            ) % {"code": code, "count": len(numbers), "rows": _some(map(str, numbers))}
            problems += [Problem(number, "repeated_code", Severity.ERROR, message) for number in numbers]
    return problems


def point_at_homeless(rows: Iterable[WardRow], pattern: Pattern) -> list[Problem]:
    """A warning where rows name no municipality and the pattern puts them under a code of its own.

    Args:
        pattern: of the municipality's code.
    """
    stand_ins = {piece.otherwise for piece in pattern.pieces if isinstance(piece, Field) and piece.otherwise}
    problems = []
    for code in sorted(stand_ins):
        count = sum(row.municipality == code for row in rows)
        if count:
            message = ngettext(
                "%(count)d row names no municipality and is put under %(code)s.",
                "%(count)d rows name no municipality and are put under %(code)s.",
                count,
            ) % {"count": count, "code": code}
            problems.append(Problem(None, "no_municipality", Severity.WARNING, message))
    return problems


def _some(words: Iterable[str]) -> str:
    words = list(words)
    return ", ".join(words[:ROWS_NAMED]) + (", …" if len(words) > ROWS_NAMED else "")
