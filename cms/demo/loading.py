"""Loading the demo, and taking away what it made."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta

from django.db import connection, transaction
from django.db.models import Q, QuerySet

from cms.demo import council, wards
from cms.demo.accounts import ACCOUNTS, COUNCILLOR, NEIGHBOUR, OFFICER, ROADS, make_account, make_office_account
from cms.demo.correspondence import Cast, post_letters
from cms.demo.crowd import OLDEST_DAYS, invent_letters
from cms.demo.followers import forget_tellings, let_follow
from cms.demo.forgetting import forget_cases
from cms.demo.gazetteer import COUNTRY, KHANYA, LWAZI
from cms.demo.letters import LETTERS
from cms.demo.offices import AGENTS, appoint_agents, open_offices
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
    users |= _appoint_councillors(users, khanya, at=at)
    _appoint_assistants(users, at=at)
    found_sites(khanya, lwazi, at=at)
    agents = appoint_agents(khanya, at=at) | {ROADS.department: users[ROADS.email]}
    vacant, resigned, seated = (
        _morning(khanya, at, days) for days in (council.VACANT_DAYS, council.RESIGNED_DAYS, council.SEATED_DAYS)
    )
    wards_by_number = {ward.number: ward for ward in _wards_of(khanya, at)}
    cast = Cast(wards_by_number, users, agents, {council.CONTESTED_WARD: seated})
    letters = [*LETTERS, *invent_letters(crowd)]
    post_letters(cast, letters, at=at, seats_change=[resigned, seated, vacant])
    let_follow(wards_by_number, users, at=at)
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
    forget_tellings(municipalities)
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


def _appoint_councillors(users: Mapping[str, User], municipality: Municipality, *, at: datetime) -> dict[str, User]:
    """An account for each councillor who has served a ward since the first letters; by its address."""
    since = municipality.day_at(at) - timedelta(days=OLDEST_DAYS)
    served = CouncillorTerm.objects.filter(ward__municipality=municipality, served__endswith__isnull=True)
    left = CouncillorTerm.objects.filter(ward__municipality=municipality, served__endswith__gt=since)
    accounts = {}
    for term in (served | left).select_related("councillor"):
        if term.councillor.office_email == COUNCILLOR.email:
            appoint_councillor(user=users[COUNCILLOR.email], councillor=term.councillor)
        else:
            accounts[term.councillor.office_email] = make_office_account(term.councillor, at=at)
    return accounts


def _morning(municipality: Municipality, at: datetime, days_ago: int) -> datetime:
    """When the working day began, so many days ago."""
    day = municipality.day_at(at) - timedelta(days=days_ago)
    return datetime.combine(day, time(8), tzinfo=municipality.zone)


def _appoint_assistants(users: Mapping[str, User], *, at: datetime) -> None:
    for account in ACCOUNTS:
        if account.assists:
            office = users[account.assists].councillor_account
            CouncillorAssistant.objects.create(user=users[account.email], councillor=office.councillor, appointed_at=at)


def _accounts_of(municipalities: QuerySet[Municipality]) -> list[int]:
    """The accounts that the demo made: those that sign in, and those of councillors and agents."""
    people = [*(account.email for account in ACCOUNTS), *(agent.email for agent in AGENTS.values())]
    made = Q(email__in=people)
    councillors = Q(councillor_account__councillor__municipality__in=municipalities)
    return list(User.objects.filter(made | councillors).values_list("pk", flat=True))


def _wards_of(municipality: Municipality, at: datetime) -> list[Ward]:
    in_force = wards_in_force(at)
    return list(in_force.filter(municipality=municipality).defer("boundary", "outline").order_by("number"))
