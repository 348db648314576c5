"""Who speaks for a ward, and how to reach them, in words for people."""

import re
from collections.abc import Iterable

from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from wards.components import Actions, Button, Chip, Chips, Fact, Person
from wards.extensions import WardAction
from wards.models import Councillor, CouncillorTerm, Municipality, Ward
from wards.queries.seats import Seat

HEADING = "councillor"
"""The id of the heading on a ward's page that names the councillor."""


def seat_card(
    seat: Seat,
    *,
    notes: Iterable[str] = (),
    actions: Iterable[WardAction] = (),
    photo: SafeString | None = None,
) -> Person:
    """Who speaks for the ward, or that its seat is vacant; and what a resident can start.

    Args:
        notes: sentences to read before an action.
        actions: what a resident can start, the main one first.
        photo: the councillor's photo as markup, where there is one.
    """
    buttons = buttons_of(actions)
    row = Actions(buttons) if buttons else None
    if seat.term:
        return _sitting(seat.term, tuple(notes), row, photo)
    return Person(
        name=_("This ward has no councillor at the moment"),
        notes=(_vacancy(seat), *notes),
        actions=row,
        heading=HEADING,
    )


def _sitting(term: CouncillorTerm, notes: tuple[str, ...], actions: Actions | None, photo: SafeString | None) -> Person:
    councillor = term.councillor
    since = _("since %(day)s") % {"day": date_format(term.served.lower, "SHORT_DATE_FORMAT")}
    return Person(
        name=_("Councillor %(name)s") % {"name": councillor.name},
        initials=councillor.initials,
        photo=photo,
        lines=tuple(line for line in (councillor.party, since) if line),
        notes=tuple(note for note in (councillor.office_hours, *notes) if note),
        facts=office_facts(councillor),
        actions=actions,
        heading=HEADING,
    )


def _vacancy(seat: Seat) -> str:
    if seat.vacant_since is None:
        return _("The municipality has not told us yet who holds the seat, or nobody does.")
    if seat.is_under_administration:
        return _(
            "The council of this municipality was dissolved, and an administrator was appointed. The seat is vacant"
            " since %(day)s, until a new council is elected."
        ) % {"day": date_format(seat.vacant_since, "SHORT_DATE_FORMAT")}
    return _("The seat is vacant since %(day)s. Voters of the ward choose the next councillor in a by-election.") % {
        "day": date_format(seat.vacant_since, "SHORT_DATE_FORMAT")
    }


def buttons_of(actions: Iterable[WardAction]) -> tuple[Button, ...]:
    """What a resident can start, as buttons: the first is the main one."""
    return tuple(
        Button(label=action.label, url=action.url, hint=action.hint, kind="plain" if place else "main")
        for place, action in enumerate(actions)
    )


def ward_chips(wards: Iterable[Ward], *, main: Ward | None = None, beside: Municipality | None = None) -> Chips | None:
    """Wards as short links; None where there is none.

    Args:
        main: the likeliest of them, which comes first.
        beside: wards of another municipality than this one name theirs.
    """
    chips = [Chip(main.title, main.get_absolute_url(), is_main=True)] if main else []
    for ward in wards:
        is_outside = beside is not None and ward.municipality_id != beside.pk
        label = f"{ward.title}, {ward.municipality.name}" if is_outside else ward.title
        chips.append(Chip(label, ward.get_absolute_url()))
    return Chips(chips) if chips else None


def office_facts(councillor: Councillor) -> tuple[Fact, ...]:
    """How to reach a councillor's office: its telephone and its e-mail address, where they are known."""
    facts = []
    if councillor.office_phone:
        facts.append(Fact(_("Office"), councillor.office_phone, f"tel:{dialled(councillor.office_phone)}"))
    if councillor.office_email:
        facts.append(Fact(_("E-mail"), councillor.office_email, f"mailto:{councillor.office_email}"))
    return tuple(facts)


def dialled(phone: str) -> str:
    """A telephone number as a `tel:` link takes it: digits, and the plus of a country's code."""
    return re.sub(r"(?!^\+)\D", "", phone.strip())
