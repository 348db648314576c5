"""Who speaks for a ward, who works for a municipality."""

from allauth.account.models import EmailAddress
from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from engagement.enums import Role
from engagement.models import (
    AccountPhone,
    AssistantInvitation,
    CouncillorAccount,
    CouncillorAssistant,
    Department,
    StaffMember,
    User,
)
from engagement.rules.contacts import Contact, by_email, by_phone
from wards.models import Councillor, CouncillorTerm, Municipality, Ward
from wards.queries.days import DayOrMoment
from wards.queries.seats import ward_terms
from wards.queries.wards import wards_in_force


def term_of_ward(ward: Ward, on: DayOrMoment) -> CouncillorTerm | None:
    """The term of the councillor who holds a ward on a day; None while the seat is vacant."""
    return ward_terms(on).filter(ward=ward).select_related("councillor__account__user").first()


def wards_answered_by(user: User, on: DayOrMoment) -> frozenset[int]:
    """Ids of the wards whose cases an account answers on a day.

    A case keeps the ward in which it was opened. Once that ward's edition no longer counts and nobody holds it, its
    cases belong to whoever holds the ward in which its label now lies, so that none is left without somebody.
    """
    held = _held(user, on)
    left_over = wards_left_over(held, on, in_municipalities=_municipalities(user))
    return frozenset(held.union(left_over.values_list("pk")).values_list("ward_id", flat=True))


def wards_assisted_by(user: User, on: DayOrMoment) -> frozenset[int]:
    """Ids of the wards whose cases lie on the desks of the councillors whom an account assists on a day."""
    councillors = Councillor.objects.filter(assistants__user=user).order_by()
    held = ward_terms(on).filter(councillor__in=councillors.values("pk")).order_by().values_list("ward_id")
    left_over = wards_left_over(held, on, in_municipalities=councillors.values("municipality"))
    return frozenset(held.union(left_over.values_list("pk")).values_list("ward_id", flat=True))


def councillor_answering(user: User, ward_id: int, on: DayOrMoment) -> Councillor | None:
    """The councillor as whom an account answers for cases of a ward on a day; None where it may not."""
    held = _held(user, on)
    left_over = wards_left_over(held, on, in_municipalities=_municipalities(user))
    answers = Q(terms__in=_terms(user, on).filter(ward_id=ward_id)) | Exists(left_over.filter(pk=ward_id))
    return Councillor.objects.filter(answers, account__user=user).first()


def _terms(user: User, on: DayOrMoment) -> QuerySet[CouncillorTerm]:
    return ward_terms(on).filter(councillor__account__user=user)


def _held(user: User, on: DayOrMoment) -> QuerySet:
    return _terms(user, on).order_by().values_list("ward_id")


def _municipalities(user: User) -> QuerySet:
    """Ids of where an account is a councillor."""
    return Councillor.objects.filter(account__user=user).order_by().values("municipality")


def wards_left_over(held: QuerySet, on: DayOrMoment, *, in_municipalities: QuerySet | list[int]) -> QuerySet[Ward]:
    """Wards that no longer count, that nobody holds, and whose label lies in one of those held.

    Args:
        held: a queryset of ids of wards.
        in_municipalities: ids; nothing outside them is looked through, of a country's many thousand wards.
    """
    here = Ward.objects.order_by().filter(municipality__in=in_municipalities)
    successors = Ward.objects.filter(
        pk__in=held, municipality=OuterRef("municipality"), boundary__covers=OuterRef("label_point")
    )
    holders = ward_terms(on).filter(ward=OuterRef("pk"))
    in_force = wards_in_force(on).order_by().filter(municipality__in=in_municipalities)
    return here.exclude(pk__in=in_force.values("pk")).filter(~Exists(holders), Exists(successors))


def has_role(user: User, municipality_id: int, role: Role) -> bool:
    """Whether an account holds a role in a municipality."""
    return StaffMember.objects.filter(user=user, municipality_id=municipality_id, roles__contains=[role]).exists()


def has_desk(user: User) -> bool:
    """Whether an account works at the desk: as a councillor, as a councillor's assistant, or in a Speaker's office."""
    councillor = CouncillorAccount.objects.filter(user=user)
    assistant = CouncillorAssistant.objects.filter(user=user)
    office = StaffMember.objects.filter(user=user, roles__contains=[Role.SPEAKERS_OFFICE])
    return councillor.exists() or office.exists() or assistant.exists()


def assistants_of(councillor: Councillor) -> QuerySet[CouncillorAssistant]:
    """Who helps in a councillor's office, the longest first."""
    return (
        CouncillorAssistant.objects.filter(councillor=councillor).select_related("user").order_by("appointed_at", "pk")
    )


def invitations_of(councillor: Councillor) -> QuerySet[AssistantInvitation]:
    """Who is asked to help in a councillor's office and has not accepted, the longest first."""
    return AssistantInvitation.objects.filter(councillor=councillor).order_by("invited_at", "pk")


def councillors_assisted_by(user: User) -> QuerySet[Councillor]:
    """In whose offices an account helps."""
    return Councillor.objects.filter(assistants__user=user).order_by("name", "pk")


def departments_in(municipality_id: int) -> QuerySet[Department]:
    """The departments of a municipality to which something can be passed on, by name."""
    return Department.objects.filter(municipality_id=municipality_id, is_active=True).order_by("name")


def works_somewhere(user: User) -> bool:
    """Whether an account works for a municipality, or looks after all of them."""
    return user.is_superuser or has_desk(user) or StaffMember.objects.filter(user=user).exists()


def has_proven_address(user: User | AnonymousUser, email: str) -> bool:
    """Whether an account has proved to read the mailbox of an e-mail address."""
    if not user.is_authenticated:
        return False
    return EmailAddress.objects.filter(user=user, email__iexact=email.strip(), verified=True).exists()


def has_proven(user: User | AnonymousUser, contact: Contact) -> bool:
    """Whether an account has proved to read what is sent to a contact."""
    if contact.is_phone:
        return user.is_authenticated and AccountPhone.objects.of_number(contact.value).filter(user=user).exists()
    return has_proven_address(user, contact.value)


def proven_contact(user: User | AnonymousUser) -> Contact | None:
    """How an account has proved to be reached: its first e-mail address, else its telephone; None without either."""
    if not user.is_authenticated:
        return None
    mailboxes = EmailAddress.objects.filter(user=OuterRef("pk"), verified=True).order_by("-primary", "pk")
    proven = User.objects.filter(pk=user.pk).values_list(Subquery(mailboxes.values("email")[:1]), "phone__phone")
    email, phone = proven.get()
    if email:
        return by_email(email)
    return by_phone(phone) if phone else None


def proven_contacts(user: User) -> list[Contact]:
    """Every contact of which an account has proved that it reads what is sent there: mailboxes, then the telephone."""
    addresses = EmailAddress.objects.filter(user=user, verified=True).order_by("-primary", "pk")
    phone = proven_phone(user)
    return [*map(by_email, addresses.values_list("email", flat=True)), *([by_phone(phone)] if phone else [])]


def proven_phone(user: User | AnonymousUser) -> str:
    """The number with which an account has proved to sign in, in international form; empty without one."""
    if not user.is_authenticated:
        return ""
    phone = AccountPhone.objects.filter(user=user).first()
    return phone.phone if phone else ""


def account_with_phone(number: str) -> User | None:
    """The account that signs in with a number, in international form."""
    phone = AccountPhone.objects.of_number(number).select_related("user").first()
    return phone.user if phone else None


def addresses_of_role(municipality: Municipality, role: Role) -> list[str]:
    """The e-mail addresses of those who hold a role in a municipality."""
    return list(
        StaffMember.objects.filter(municipality=municipality, roles__contains=[role], user__is_active=True)
        .order_by("pk")
        .values_list("user__email", flat=True)
    )
