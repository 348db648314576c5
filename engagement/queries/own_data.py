"""Everything that is held about a resident, for the resident."""

from collections.abc import Iterable
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db.models import Q, QuerySet

from engagement import holdings, kinds
from engagement.enums import NotificationState, Visibility
from engagement.models import AccountPhone, Case, Follow, NoticeFollow, Notification, PrivacyNotice, Resident, User
from engagement.models.case import CaseQuerySet
from engagement.models.notice_follow import NoticeFollowQuerySet
from engagement.models.notification import NotificationQuerySet
from engagement.queries.follows import followed_cases, follows_of_contact
from engagement.queries.notice_follows import NOTICE, followed_notices, notice_messages
from engagement.queries.people import has_proven, proven_contacts, proven_phone
from engagement.rules.codes import MESSAGES_WITH_CODE
from engagement.rules.contacts import Contact, by_email, by_phone

_APPEAL = "appeal-decided"
_TO_OTHERS = ("followed", NOTICE, "report-decided", "check-code", _APPEAL)
_GONE_OUT = Q(state=NotificationState.SENT)
# Of what staff and councillors note among themselves the Information Officer decides.
_TO_THEM = (Visibility.PUBLIC, Visibility.RESIDENT)


def residents_of(user: User | None, granted: Iterable[int]) -> QuerySet[Resident]:
    """The persons whom a browser may act for: those of the account, and those whose cases were opened to it.

    Args:
        user: None where nobody is signed in.
        granted: ids of cases that were opened by a code or a link.
    """
    theirs = Resident.objects.filter(cases__in=list(granted))
    if user is not None:
        theirs = theirs | Resident.objects.filter(user=user)
    return theirs.select_related("municipality").distinct().order_by("pk")


def cases_of(residents: Iterable[Resident]) -> CaseQuerySet:
    """What some persons brought, the newest first, as lists need it."""
    cases = Case.objects.filter(resident__in=residents).with_ward().select_related("concern")
    return cases.prefetch_related("clocks").order_by("-opened_at", "-pk")


def messages_to(resident: Resident) -> NotificationQuerySet:
    """What was written to a person, the newest first; without codes, which opened something."""
    return _without_codes(written_to(resident))


def _without_codes(written: NotificationQuerySet) -> NotificationQuerySet:
    shown = written.exclude(template__in=MESSAGES_WITH_CODE)
    return shown.select_related("case").order_by("-created_at", "-pk")


def written_to(resident: Resident) -> NotificationQuerySet:
    """Every message to a person in the municipality that knows them: about their cases, contact, follows and reports.

    What calls the same mailbox to work is not theirs, nor what is about the cases of others who share it. Messages of
    an account about itself are `account_messages`.
    """
    contacts = contacts_of(resident)
    theirs = Q(case__resident=resident)
    if has_shown_to_read(resident):
        theirs |= of_nobodys_case() & Q(case__municipality=resident.municipality_id)
        theirs |= Q(template=NOTICE, dedupe_key__startswith=notice_messages(resident.municipality_id))
    sharing = Resident.objects.with_any_contact(*contacts).exclude(pk=resident.pk)
    own = Notification.objects.to_contact(*contacts).filter(theirs).exclude(about_cases_of(sharing))
    changed = Notification.objects.filter(dedupe_key__startswith=contact_messages(resident))
    return Notification.objects.filter(Q(pk__in=own.values("pk")) | Q(pk__in=changed.values("pk")))


def forgotten_with(resident: Resident) -> NotificationQuerySet:
    """What was written to a person and goes with them: all of it, but what waits to go to whoever shares the mailbox.

    A report or a follow has no name: while somebody else there has the same contact, it may be theirs.
    """
    written = written_to(resident)
    sharing = Resident.objects.with_any_contact(*contacts_of(resident)).exclude(pk=resident.pk)
    if not sharing.filter(municipality=resident.municipality_id).exists():
        return written
    return written.filter(Q(case__resident=resident) | ~of_nobodys_case() | _GONE_OUT)


def forgotten_with_account(user: User) -> NotificationQuerySet:
    """What was written to the contacts of an account and goes with it, once no municipality knows it any more.

    As above, what waits stays where a contact is a resident's too.
    """
    forgotten = account_messages(user)
    for contact in proven_contacts(user):
        sharing = Resident.objects.with_contact(contact)
        written = Notification.objects.to_contact(contact).filter(of_nobodys_case()).exclude(about_cases_of(sharing))
        forgotten |= written.filter(_GONE_OUT) if sharing.exists() else written
    return forgotten


def has_shown_to_read(resident: Resident) -> bool:
    """Whether a person has proved their contact: whoever merely types another's must not get at what is theirs."""
    if resident.cases.filter(confirmed_at__isnull=False).exists():
        return True
    return resident.user is not None and resident.contact is not None and has_proven(resident.user, resident.contact)


def contacts_of(resident: Resident) -> list[Contact]:
    """Every way to a person that is held."""
    emails = [by_email(resident.email)] if resident.email else []
    return emails + ([by_phone(resident.phone)] if resident.phone else [])


def of_nobodys_case() -> Q:
    """Messages that go to somebody whose case it is not: they follow, support or reported it, or follow notices."""
    return Q(template__in=_TO_OTHERS)


def about_cases_of(residents: QuerySet[Resident]) -> Q:
    """Of those, the ones that went to some persons because the case is theirs."""
    return Q(template=_APPEAL, case__in=Case.objects.filter(resident__in=residents))


def account_messages(user: User) -> NotificationQuerySet:
    """What was written to an account about itself: to sign in, and to prove contacts, those included not proved yet."""
    of_accounts = Notification.objects.filter(template__startswith="account-")
    addresses = [user.email, *EmailAddress.objects.filter(user=user).values_list("email", flat=True)]
    asked = of_accounts.to_contact(*map(by_email, addresses)).filter(template="account-address")
    return of_accounts.to_contact(*proven_contacts(user)) | asked


def contact_messages(resident: Resident) -> str:
    """How the key of each message about a change of a person's contact begins, whichever contact it went to."""
    return f"contact-of/{resident.pk}/"


def follows_of(resident: Resident) -> QuerySet[Follow]:
    """What a person follows in the municipality that knows them, by their address or with their account."""
    theirs = Q(user=resident.user_id) if resident.user_id else Q(pk=None)
    if resident.email and has_shown_to_read(resident):
        theirs |= Q(pk__in=follows_of_contact(by_email(resident.email)).order_by().values("pk"))
    here = Follow.objects.filter(theirs, case__municipality=resident.municipality_id)
    return here.select_related("case", "privacy_notice").order_by("since", "pk")


def followed_here(user: User | None, residents: Iterable[Resident]) -> QuerySet[Follow]:
    """What the persons follow for whom a browser may act, and the account, as lists need it; the newest first."""
    theirs = Q(user=user) if user is not None else Q(pk=None)
    for resident in residents:
        theirs |= Q(pk__in=follows_of(resident).order_by().values("pk"))
    return followed_cases().filter(theirs)


def notice_follows_of(resident: Resident) -> NoticeFollowQuerySet:
    """Whose notices a person follows in the municipality that knows them, by their address or with their account."""
    theirs = Q(user=resident.user_id) if resident.user_id else Q(pk=None)
    if resident.email and has_shown_to_read(resident):
        theirs |= Q(pk__in=NoticeFollow.objects.with_contact(by_email(resident.email)).values("pk"))
    here = NoticeFollow.objects.filter(theirs, municipality=resident.municipality_id)
    return here.select_related("municipality", "privacy_notice").order_by("since", "pk")


def notice_follows_of_account(user: User) -> NoticeFollowQuerySet:
    """Whose notices an account follows, signed in or by an address that it has proved, in every municipality."""
    by_address = NoticeFollow.objects.with_contact(*proven_contacts(user))
    follows = NoticeFollow.objects.filter(Q(user=user) | Q(pk__in=by_address.values("pk")))
    return follows.select_related("municipality", "privacy_notice").order_by("since", "pk")


def notices_followed_here(user: User | None, residents: Iterable[Resident]) -> NoticeFollowQuerySet:
    """Whose notices the persons follow for whom a browser may act, and the account; the newest first."""
    theirs = Q(pk__in=notice_follows_of_account(user).order_by().values("pk")) if user is not None else Q(pk=None)
    for resident in residents:
        theirs |= Q(pk__in=notice_follows_of(resident).order_by().values("pk"))
    return followed_notices().filter(theirs)


def account_facts(user: User) -> dict[str, Any]:
    """What is held of an account itself; no password, and no secret of a second step."""
    phone = AccountPhone.objects.filter(user=user).first()
    return {
        "email": user.email,
        "name": user.get_full_name(),
        "addresses": [
            {"email": address.email, "confirmed": address.verified, "first": address.primary}
            for address in EmailAddress.objects.filter(user=user).order_by("pk")
        ],
        "phone": {"number": phone.phone, "confirmed_at": phone.proved_at} if phone else None,
        "signs_in_with": [
            *(["password"] if user.has_usable_password() else []),
            "code by e-mail",
            *(["code by text message"] if phone else []),
        ],
        "second_steps": [
            {"kind": step.type, "set_up_at": step.created_at, "last_used_at": step.last_used_at}
            for step in Authenticator.objects.filter(user=user).order_by("pk")
        ],
        "created_at": user.date_joined,
        "last_signed_in_at": user.last_login,
        "told_of_your_data": told_of_data(user.privacy_notice),
        "messages": [_message(message) for message in _without_codes(account_messages(user))],
    }


def held_of_account(user: User) -> dict[str, Any]:
    """Everything that is held of an account beside the cases that it brought, as JSON."""
    kept = {holding.key: list(holding.account_rows(user)) for holding in holdings.registered()}
    return {"account": account_facts(user)} | {key: rows for key, rows in kept.items() if rows}


def held_about(resident: Resident, *, by: User | None) -> dict[str, Any]:
    """Everything that is held about a person, as JSON.

    Args:
        by: the account that asks; the facts of an account are for that account alone.
    """
    own = {"account": account_facts(by)} if by is not None and by.pk == resident.user_id else {}
    return (
        own
        | {
            "person": {
                "name": resident.name or "",
                "email": resident.email or "",
                "phone": resident.phone or "",
                "written_to_by": resident.channel,
                "language": resident.language,
                "municipality": resident.municipality.name,
                "account": resident.user.email if resident.user else "",
                "account_phone": proven_phone(resident.user) if resident.user else "",
                "known_since": resident.created_at,
                "told_of_your_data": told_of_data(resident.privacy_notice),
            },
            "cases": [_case(case) for case in cases_of([resident]).select_related("privacy_notice")],
            "messages": [_message(message) for message in messages_to(resident)],
        }
        | {holding.key: list(holding.rows(resident)) for holding in holdings.registered()}
    )


def told_of_data(notice: PrivacyNotice | None) -> dict[str, Any] | None:
    """What a person was told when they gave something."""
    return {"as_of": notice.version, "text": notice.text} if notice else None


def _case(case: Case) -> dict[str, Any]:
    told = case.events.filter(visibility__in=_TO_THEM).order_by("sequence")
    return {
        "reference": case.reference,
        "kind": str(kinds.get(case.kind).title),
        "status": kinds.get(case.kind).status_label(case.status),
        "who_may_read_it": case.get_publication_display(),
        "ward": case.ward.title,
        "place": case.place_words,
        "point": [case.point.x, case.point.y] if case.point else None,
        "language": case.language,
        "name_is_shared": case.shares_name,
        "contact_is_shared": case.shares_contact,
        "opened_at": case.opened_at,
        "contact_confirmed_at": case.confirmed_at,
        "closed_at": case.closed_at,
        "what_happened": [{"at": event.at, "what": event.kind, "said": event.payload} for event in told],
        "promises": [{"what": clock.kind, "due": clock.due_at, "kept": clock.met_at} for clock in case.clocks.all()],
        "told_of_your_data": told_of_data(case.privacy_notice),
    }


def _message(message: Notification) -> dict[str, Any]:
    return {
        "about": message.case.reference if message.case else "",
        "what": message.template,
        "by": message.channel,
        "state": message.get_state_display(),
        "written_at": message.created_at,
        "sent_at": message.sent_at,
    }
