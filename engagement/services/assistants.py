"""Letting somebody help in a councillor's office."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from engagement.enums import Impossible
from engagement.errors import NotPossibleError
from engagement.models import AssistantInvitation, CouncillorAssistant, User
from engagement.queries.people import has_proven_address, invitations_of
from engagement.services.links import invitation_token
from engagement.services.notifications import enqueue_notification
from engagement.services.people import claim_account
from engagement.services.turns import take_turn
from wards.models import Councillor
from wards.queries.sites import address_for

INVITATION_LASTS = timedelta(days=14)
MOST_IN_AN_OFFICE = 10


@transaction.atomic
def invite_assistant(*, email: str, councillor: Councillor, at: datetime) -> None:
    """Ask somebody by e-mail to help in a councillor's office. Nothing changes for their account until they accept.

    Whether there is an account is told to nobody. Done twice while it lasts, they are asked once.

    Args:
        email: a valid e-mail address.

    Raises:
        NotPossibleError: `TOO_MANY_HELPERS` for one office.
    """
    take_turn(f"assistants of {councillor.pk}")
    AssistantInvitation.objects.filter(councillor=councillor, invited_at__lte=at - INVITATION_LASTS).delete()
    helping = list(CouncillorAssistant.objects.filter(councillor=councillor).values_list("user__email", flat=True))
    asked = [invitation.email for invitation in invitations_of(councillor)]
    if email.casefold() in {known.casefold() for known in [*helping, *asked]}:
        return
    if len(helping) + len(asked) >= MOST_IN_AN_OFFICE:
        raise NotPossibleError(Impossible.TOO_MANY_HELPERS)
    invitation = AssistantInvitation.objects.create(councillor=councillor, email=email, invited_at=at)
    enqueue_notification(
        template="assistant-invited",
        recipient=email,
        language=settings.LANGUAGE_CODE,
        case=None,
        dedupe_key=f"invitation/{invitation.token}",
        at=at,
        context={
            "councillor": councillor.name,
            "base_url": address_for(councillor.municipality),
            "token": invitation_token(invitation),
        },
    )


@transaction.atomic
def accept_invitation(*, invitation: AssistantInvitation, by: User, at: datetime) -> CouncillorAssistant:
    """Help in an office from now on: only whoever reads the mailbox that was written to accepts. Done twice, it stays.

    Raises:
        NotPossibleError: `INVITATION_ENDED`, or it was sent to an address that this account has not proved.
    """
    take_turn(f"assistants of {invitation.councillor_id}")
    known = CouncillorAssistant.objects.filter(user=by, councillor=invitation.councillor_id).first()
    if known is not None:
        AssistantInvitation.objects.filter(pk=invitation.pk).delete()
        return known
    waiting = AssistantInvitation.objects.filter(pk=invitation.pk, invited_at__gt=at - INVITATION_LASTS)
    if not has_proven_address(by, invitation.email) or not waiting.delete()[0]:
        raise NotPossibleError(Impossible.INVITATION_ENDED)
    return CouncillorAssistant.objects.create(user=by, councillor=invitation.councillor, appointed_at=at)


def take_invitation_back(*, invitation: AssistantInvitation) -> None:
    """Ask somebody no longer: the link in their message leads nowhere. Done twice, it stays."""
    AssistantInvitation.objects.filter(pk=invitation.pk).delete()


def forget_invitations(*, at: datetime) -> int:
    """Delete invitations that nobody accepted in time.

    Returns:
        How many went.
    """
    return AssistantInvitation.objects.filter(invited_at__lte=at - INVITATION_LASTS).delete()[0]


@transaction.atomic
def appoint_assistant(*, email: str, councillor: Councillor, at: datetime) -> CouncillorAssistant:
    """Let somebody help in a councillor's office, and tell them: for whoever runs the site. Done twice, it stays.

    It takes over the account (`claim_account`), so that no page of a councillor's may call it: that one invites. The
    account is made where there is none; its owner signs in by a code sent there, and sets up a second factor.

    Args:
        email: a valid e-mail address.
    """
    user = claim_account(email=email)
    assistant, is_new = CouncillorAssistant.objects.get_or_create(
        user=user, councillor=councillor, defaults={"appointed_at": at}
    )
    if is_new:
        enqueue_notification(
            template="assistant-new",
            recipient=user.email,
            language=settings.LANGUAGE_CODE,
            case=None,
            dedupe_key=f"assistant/{assistant.pk}",
            at=at,
            context={"councillor": councillor.name, "base_url": address_for(councillor.municipality)},
        )
    return assistant


def dismiss_assistant(*, assistant: CouncillorAssistant) -> None:
    """Let somebody help in an office no longer: they see nothing of its desk from now on. Done twice, it stays."""
    CouncillorAssistant.objects.filter(pk=assistant.pk).delete()
