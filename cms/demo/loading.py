"""Loading the demo, and taking away what it made."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from cms.demo import council, wards
from cms.demo.accounts import ACCOUNTS, COUNCILLOR, NEIGHBOUR, OFFICER, employ, make_account
from cms.demo.gazetteer import COUNTRY, KHANYA, LWAZI
from cms.models import DemoMessage
from engagement.models import CouncillorAccount, StaffMember, User
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


def is_loaded() -> bool:
    """Whether the demo is there."""
    return Municipality.objects.filter(country=COUNTRY, code=KHANYA.code).exists()


@transaction.atomic
def load(*, at: datetime) -> bool:
    """Make the demo, all of it or nothing.

    Args:
        at: now; what happened in the demo lies in the months before it.

    Returns:
        False where it was there already; then nothing is changed.
    """
    if is_loaded():
        return False
    today = timezone.localdate(at)
    users = {account.email: make_account(account, at=at) for account in ACCOUNTS}
    editions = wards.make_delimitations()
    khanya, lwazi = (wards.make_municipality(plan, editions) for plan in (KHANYA, LWAZI))
    for account in ACCOUNTS:
        for municipality in (khanya, lwazi):
            if account.works_for == municipality.code:
                employ(users[account.email], account, municipality)
    wards.activate(khanya, editions, by=users[OFFICER.email], at=at)
    wards.activate(lwazi, editions, by=users[NEIGHBOUR.email], at=at)
    council.seat_council(khanya, _wards_of(khanya, at), today=today)
    council.seat_small_council(lwazi, _wards_of(lwazi, at))
    council.gather_committees(_wards_of(khanya, at))
    CouncillorAccount.objects.create(
        user=users[COUNCILLOR.email], councillor=khanya.councillors.get(name=COUNCILLOR.person.name)
    )
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
    StaffMember.objects.filter(municipality__in=municipalities).delete()
    CouncillorAccount.objects.filter(councillor__municipality__in=municipalities).delete()
    WardCommitteeMember.objects.filter(ward__municipality__in=municipalities).delete()
    CouncillorTerm.objects.filter(councillor__municipality__in=municipalities).delete()
    for model in (Councillor, Place, Ward, Activation, ImportReport):
        model.objects.filter(municipality__in=municipalities).delete()
    municipalities.delete()
    Delimitation.objects.filter(
        country=COUNTRY, edition__in=[wards.IN_FORCE, wards.AHEAD], wards=None, activations=None
    ).delete()
    User.objects.filter(email__in=[account.email for account in ACCOUNTS]).delete()
    DemoMessage.objects.all().delete()
    return True


def _wards_of(municipality: Municipality, at: datetime) -> list[Ward]:
    in_force = wards_in_force(timezone.localdate(at))
    return list(in_force.filter(municipality=municipality).defer("boundary", "outline").order_by("number"))
