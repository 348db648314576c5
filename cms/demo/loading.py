"""Loading the demo, and taking away what it made."""

from collections.abc import Mapping
from datetime import datetime

from django.db import connection, transaction
from django.db.models import Q, QuerySet

from cms.demo import council, wards
from cms.demo.accounts import ACCOUNTS, COUNCILLOR, NEIGHBOUR, OFFICER, make_account, make_office_account
from cms.demo.correspondence import Cast, post_letters
from cms.demo.crowd import invent_letters
from cms.demo.forgetting import forget_cases
from cms.demo.gazetteer import COUNTRY, KHANYA, LWAZI
from cms.demo.letters import LETTERS
from cms.demo.offices import open_offices
from cms.demo.sites import forget_sites, found_sites
from cms.models import DemoMessage
from engagement.models import CouncillorAccount, CouncillorAssistant, Department, StaffMember, User
from engagement.services.people import appoint_councillor, appoint_staff
from wards.models import (
    Activation,
    Councillor,
    CouncillorTerm,
    Delimitation,
    ImportReport,
    Municipality,
    Place,
    Ward,
    WardCommitteeMember,
)
from wards.queries.seats import ward_terms
from wards.queries.wards import wards_in_force

CROWD = 175
"""With the letters that were written by hand these are about two hundred."""


def is_loaded() -> bool:
    """Whether the demo is there."""
    return Municipality.objects.filter(country=COUNTRY, code=KHANYA.code).exists()


def is_in_use_by_others() -> bool:
    """Whether the database is somebody's: it holds people or municipalities, and no demo. Asks no missing table."""
    tables = set(connection.introspection.table_names())
    held = [model for model in (User, Municipality) if model._meta.db_table in tables and model.objects.exists()]
    return bool(held) and not (Municipality in held and is_loaded())


@transaction.atomic
def load(*, at: datetime, crowd: int = 0) -> bool:
    """Make the demo, all of it or nothing.

    Args:
        at: now; what happened in the demo lies in the months before it.
        crowd: how many letters are invented beside those that were written by hand.

    Returns:
        False where it was there already; then nothing is changed.
    """
    if is_loaded():
        return False
    users = {account.email: make_account(account, at=at) for account in ACCOUNTS}
    editions = wards.make_delimitations()
    khanya, lwazi = (wards.make_municipality(plan, editions) for plan in (KHANYA, LWAZI))
    open_offices(khanya)
    _appoint_staff(users, khanya, lwazi)
    wards.activate(khanya, editions, by=users[OFFICER.email], at=at)
    wards.activate(lwazi, editions, by=users[NEIGHBOUR.email], at=at)
    council.seat_council(khanya, _wards_of(khanya, at), today=khanya.day_at(at))
    council.seat_small_council(lwazi, _wards_of(lwazi, at))
    council.gather_committees(_wards_of(khanya, at))
    answering = _appoint_councillors(users, khanya, at=at)
    _appoint_assistants(users, at=at)
    found_sites(khanya, lwazi, at=at)
    cast = Cast({ward.number: ward for ward in _wards_of(khanya, at)}, users, answering)
    post_letters(cast, [*LETTERS, *invent_letters(crowd)], at=at)
    return True


@transaction.atomic
def delete() -> bool:
    """Take away the demo's municipalities with everything that anybody did there, its accounts and its messages.

    Returns:
        False where there was no demo.
    """
    if not is_loaded():
        return False
    municipalities = Municipality.objects.filter(country=COUNTRY, code__in=[KHANYA.code, LWAZI.code])
    people = _accounts_of(municipalities)
    forget_sites(municipalities)
    forget_cases(municipalities)
    StaffMember.objects.filter(municipality__in=municipalities).delete()
    Department.objects.filter(municipality__in=municipalities).delete()
    CouncillorAccount.objects.filter(councillor__municipality__in=municipalities).delete()
    WardCommitteeMember.objects.filter(ward__municipality__in=municipalities).delete()
    CouncillorTerm.objects.filter(councillor__municipality__in=municipalities).delete()
    for model in (Councillor, Place, Ward, Activation, ImportReport):
        model.objects.filter(municipality__in=municipalities).delete()
    municipalities.delete()
    Delimitation.objects.filter(
        country=COUNTRY, edition__in=[wards.IN_FORCE, wards.AHEAD], wards=None, activations=None, importreport=None
    ).delete()
    User.objects.filter(pk__in=people).delete()
    DemoMessage.objects.all().delete()
    return True


def _appoint_staff(users: Mapping[str, User], *municipalities: Municipality) -> None:
    for account in ACCOUNTS:
        for municipality in municipalities:
            if account.works_for == municipality.code:
                department = municipality.departments.filter(name=account.department).first()
                appoint_staff(
                    user=users[account.email], municipality=municipality, roles=account.roles, department=department
                )


def _appoint_councillors(users: Mapping[str, User], municipality: Municipality, *, at: datetime) -> dict[int, User]:
    """An account for each councillor who serves a ward today; who answers, by the ward's number."""
    terms = ward_terms(at).filter(ward__municipality=municipality)
    answering = {}
    for term in terms.select_related("councillor", "ward"):
        if term.councillor.office_email == COUNCILLOR.email:
            answering[term.ward.number] = users[COUNCILLOR.email]
            appoint_councillor(user=users[COUNCILLOR.email], councillor=term.councillor)
        else:
            answering[term.ward.number] = make_office_account(term.councillor, at=at)
    return answering


def _appoint_assistants(users: Mapping[str, User], *, at: datetime) -> None:
    for account in ACCOUNTS:
        if account.assists:
            office = users[account.assists].councillor_account
            CouncillorAssistant.objects.create(user=users[account.email], councillor=office.councillor, appointed_at=at)


def _accounts_of(municipalities: QuerySet[Municipality]) -> list[int]:
    """The accounts that the demo made: those that sign in, and those of the councillors."""
    shown = Q(email__in=[account.email for account in ACCOUNTS])
    councillors = Q(councillor_account__councillor__municipality__in=municipalities)
    return list(User.objects.filter(shown | councillors).values_list("pk", flat=True))


def _wards_of(municipality: Municipality, at: datetime) -> list[Ward]:
    in_force = wards_in_force(at)
    return list(in_force.filter(municipality=municipality).defer("boundary", "outline").order_by("number"))
