"""Lists of councillors: which columns they have, and what each row says."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wards.enums import SeatKind
from wards.importers.columns import (
    ColumnMap,
    ImportField,
    Told,
    choose_rows,
    known_names,
    map_columns,
    missing_column,
    plain_name,
    read_cell,
)
from wards.importers.problems import Problem, Severity
from wards.importers.table import Row, Table, TableOptions, read_table
from wards.rules.council_seats import names_nobody, read_seat
from wards.rules.names import normalise_name
from wards.rules.office_phones import read_office_phones

NAME = ImportField(
    "name",
    gettext_lazy("the councillor's name"),
    (
        "councillorname",
        "nameofcouncillor",
        "wardcouncillor",
        "councillor",
        "councilor",
        "cllr",
        "fullname",
        "fullnames",
        "mca",
        "representative",
        "name",
    ),
)
FIRST_NAMES = ImportField("first_names", gettext_lazy("first names"), ("firstnames", "firstname", "givennames"))
SURNAME = ImportField("surname", gettext_lazy("surname"), ("surname", "lastname", "familyname"))
WARD = ImportField(
    "ward",
    gettext_lazy("the ward's code, number or name"),
    ("wardcode", "wardid", "ward", "wardno", "wardnumber", "wardname"),
)
SEAT = ImportField(
    "seat", gettext_lazy("ward or proportional seat"), ("seat", "seattype", "typeofseat", "wardorpr", "wardpr")
)
PARTY = ImportField("party", gettext_lazy("party"), ("party", "politicalparty", "partyname", "affiliation"))
EMAIL = ImportField(
    "email", gettext_lazy("office e-mail address"), ("officeemail", "email", "emailaddress", "mail", "officialemail")
)
PHONE = ImportField(
    "phone",
    gettext_lazy("office telephone"),
    (
        "officephone",
        "officetelephone",
        "officenumber",
        "businessnumber",
        "worknumber",
        "telephone",
        "telephonenumber",
        "phone",
        "tel",
        "contactnumber",
    ),
)
HOURS = ImportField("hours", gettext_lazy("office hours"), ("officehours", "hours", "consultinghours"))
FIELDS = (NAME, FIRST_NAMES, SURNAME, WARD, SEAT, PARTY, EMAIL, PHONE, HOURS)
"""A cellphone or home number is not read unless a person maps its column: only the public office is kept."""


class CouncillorRowForm(forms.Form):
    """One row of a list. A missing name is a vacant seat; a row without ward or seat is an error."""

    name = forms.CharField(max_length=200, required=False)
    ward = forms.CharField(max_length=100, required=False)
    seat = forms.CharField(max_length=50, required=False)
    party = forms.CharField(max_length=100, required=False)
    email = forms.EmailField(required=False)
    phone = forms.CharField(max_length=500, required=False)
    hours = forms.CharField(max_length=300, required=False)

    DETAILS = ("party", "email", "phone", "hours")
    """A detail that cannot be read is left out and reported; the councillor is taken without it."""

    def clean(self) -> None:
        """Tell the kind of seat.

        Raises:
            ValidationError: the row names somebody and neither a ward nor a proportional seat.
        """
        kind = read_seat(self.cleaned_data.get("seat", ""), self.cleaned_data.get("ward", ""))
        if kind is None:
            self.add_error(
                "ward",
                forms.ValidationError(
                    _("The row names no ward. Write the ward, or PR for a proportional seat."), code="no_seat"
                ),
            )
        self.cleaned_data["kind"] = kind


@dataclass(frozen=True)
class CouncillorRow:
    """What a row says: who holds which seat, and how their office is reached. A vacant seat has no name."""

    row: int
    name: str
    seat: SeatKind
    ward: str
    party: str = ""
    office_email: str = ""
    office_phone: str = ""
    office_hours: str = ""

    @property
    def details(self) -> dict[str, str]:
        """What is known about the office, by the councillor's field; empty cells say nothing."""
        fields = ("party", "office_email", "office_phone", "office_hours")
        return {name: value for name in fields if (value := getattr(self, name))}


@dataclass(frozen=True)
class UnreadRow:
    """A row with an error, and what could be read of it: its people and wards are left as they are."""

    row: int
    name: str
    ward: str


@dataclass(frozen=True)
class CouncillorList:
    """A list as it was read."""

    table: Table
    columns: ColumnMap
    rows: list[CouncillorRow] = field(default_factory=list)
    unread: list[UnreadRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read_councillors(
    path: Path,
    *,
    country: str,
    columns: Told | None = None,
    where: Mapping[str, str] | None = None,
    options: TableOptions | None = None,
) -> CouncillorList:
    """Read a list of councillors.

    Args:
        country: ISO 3166-1 code of two letters, for telephone numbers.
        columns: columns that the person named; the others are recognised.
        where: read only the rows in which these columns have these values.

    Raises:
        TableError: the file is no table, or has no column for names or wards.
    """
    known = known_names(FIELDS)
    table = read_table(path, options or TableOptions(), is_known=lambda cell: plain_name(cell) in known)
    mapped = map_columns(table.columns, FIELDS, columns or {})
    if not mapped.keys() & {"name", "surname"}:
        raise missing_column(NAME, table.columns)
    if not mapped.keys() & {"ward", "seat"}:
        raise missing_column(WARD, table.columns)
    read = CouncillorList(table, mapped)
    for row in choose_rows(table.rows, table.columns, where or {}):
        _read_row(read, row, country)
    return read


def _read_row(read: CouncillorList, row: Row, country: str) -> None:
    cells = {item.name: read_cell(row, read.columns, item.name) for item in FIELDS}
    cells["name"] = _full_name(cells)
    form = CouncillorRowForm(cells)
    form.is_valid()
    details = {name: form.cleaned_data.get(name, "") for name in form.DETAILS}
    problems = list(_problems(form, row.number))
    read.problems.extend(problems)
    if any(problem.severity == Severity.ERROR for problem in problems):
        read.unread.append(UnreadRow(row.number, cells["name"], cells["ward"]))
        return
    phones = read_office_phones(details["phone"], country)
    read.problems.extend(_bad_phone(part, row.number) for part in phones.left_out)
    read.rows.append(
        CouncillorRow(
            row=row.number,
            name=form.cleaned_data["name"],
            seat=form.cleaned_data["kind"],
            ward=form.cleaned_data["ward"],
            party=details["party"],
            office_email=details["email"],
            office_phone=phones.kept,
            office_hours=details["hours"],
        )
    )


def _full_name(cells: Mapping[str, str]) -> str:
    """The whole name, from one column or from two; empty for a vacant seat."""
    given, surname = cells["first_names"] or cells["name"], cells["surname"]
    whole = given if normalise_name(given).endswith(normalise_name(surname)) else f"{given} {surname}".strip()
    return "" if names_nobody(whole) else whole


def _problems(form: CouncillorRowForm, row: int) -> list[Problem]:
    found = []
    for name, errors in form.errors.as_data().items():
        for error in errors:
            text = " ".join(error.messages)
            if name in form.DETAILS:
                message = _("“%(value)s” is left out: %(reason)s") % {"value": form.data[name], "reason": text}
                found.append(Problem(row, f"bad_{name}", Severity.WARNING, message))
            else:
                found.append(Problem(row, error.code or f"bad_{name}", Severity.ERROR, text))
    return found


def _bad_phone(part: str, row: int) -> Problem:
    message = _("“%(value)s” is left out: it is no whole telephone number. Write it with its area code.")
    return Problem(row, "bad_phone", Severity.WARNING, message % {"value": part})
