"""Who speaks for a ward, who works for a municipality."""

from datetime import date

from allauth.account.models import EmailAddress
from django.contrib.auth.models import AnonymousUser

from engagement.enums import Role
from engagement.models import CouncillorAccount, StaffMember, User
from wards.models import Councillor, CouncillorTerm, Municipality, Ward


def term_of_ward(ward: Ward, on: date) -> CouncillorTerm | None:
    """The term of the councillor who holds a ward on a day; None while the seat is vacant."""
    return CouncillorTerm.objects.filter(ward=ward, served__contains=on).select_related("councillor").first()


def councillor_answering(user: User, ward_id: int, on: date) -> Councillor | None:
    """The councillor as whom an account answers for a ward on a day; None where it may not."""
    return Councillor.objects.filter(account__user=user, terms__ward_id=ward_id, terms__served__contains=on).first()


def has_role(user: User, municipality_id: int, role: Role) -> bool:
    """Whether an account holds a role in a municipality."""
    return StaffMember.objects.filter(user=user, municipality_id=municipality_id, roles__contains=[role]).exists()


def has_proven_address(user: User, email: str) -> bool:
    """Whether an account has proved to read the mailbox of an e-mail address."""
    return EmailAddress.objects.filter(user=user, email__iexact=email.strip(), verified=True).exists()


def proven_address(user: User | AnonymousUser) -> str:
    """The address that an account has proved to read, its first one before others; empty without one."""
    if not user.is_authenticated:
        return ""
    proven = EmailAddress.objects.filter(user=user, verified=True).order_by("-primary", "pk")
    return proven.values_list("email", flat=True).first() or ""


def councillor_address(ward: Ward, on: date) -> str:
    """Where the councillor of a ward is written to: account, else office; empty while the seat is vacant."""
    term = term_of_ward(ward, on)
    if term is None:
        return ""
    account = CouncillorAccount.objects.filter(councillor=term.councillor).select_related("user").first()
    return account.user.email if account else term.councillor.office_email


def addresses_of_role(municipality: Municipality, role: Role) -> list[str]:
    """The e-mail addresses of those who hold a role in a municipality."""
    return list(
        StaffMember.objects.filter(municipality=municipality, roles__contains=[role], user__is_active=True)
        .order_by("pk")
        .values_list("user__email", flat=True)
    )
