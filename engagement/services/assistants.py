"""Letting somebody help in a councillor's office."""

from datetime import datetime

from django.conf import settings
from django.db import transaction

from engagement.models import CouncillorAssistant
from engagement.services.notifications import enqueue_notification
from engagement.services.people import claim_account
from wards.models import Councillor
from wards.queries.sites import address_for


@transaction.atomic
def appoint_assistant(*, email: str, councillor: Councillor, at: datetime) -> CouncillorAssistant:
    """Let somebody help in a councillor's office, and tell them. Done twice, it stays.

    The account is made where there is none; its owner signs in by a code sent there, and sets up a second factor.

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
