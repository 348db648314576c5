"""The buttons of `/demo/`, which let happen what otherwise waits for a day or an hour."""

from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.demo.accounts import COUNCILLOR
from cms.demo.clockwork import run_by_the_clock
from engagement.models import CouncillorAccount
from engagement.services.digests import send_digest_now


class Button(models.TextChoices):
    """What a button lets happen, and what stands on it."""

    DIGEST = "digest", _("Send the digest of the week now")
    CLOCK = "clock", _("Run now what runs by the clock")


def press(button: str, *, at: datetime) -> None:
    """Let it happen, by the services by which it happens in its time."""
    if button == Button.CLOCK:
        run_by_the_clock(at)
        return
    for account in CouncillorAccount.objects.filter(user__email=COUNCILLOR.email):
        send_digest_now(account=account, at=at)
