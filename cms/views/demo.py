"""The demo explains itself: who can sign in, what to try, and every message that went out."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from cms.demo.accounts import ACCOUNTS, DemoAccount
from cms.demo.codes import PERIOD_SECONDS, OneTimeCode, one_time_code
from cms.demo.reading import link_body
from cms.demo.seed import password_for, totp_secret_for
from cms.demo.story import story
from cms.models import DemoMessage
from engagement.enums import Channel
from engagement.rules.phones import shown

MESSAGES_A_PAGE = 20


@dataclass(frozen=True)
class SignIn:
    """What opens one account: its password and, with a second factor, the code of now and the one after it."""

    account: DemoAccount
    password: str
    codes: list[OneTimeCode]


@dataclass(frozen=True)
class ShownMessage:
    """A message and its text with links; for a text message the number that it went to, as people read it."""

    message: DemoMessage
    body: SafeString
    number: str = ""


@never_cache
def demo(request: HttpRequest) -> HttpResponse:
    """404 outside demo mode; never indexed."""
    if not settings.DEMO:
        raise Http404(_("There is no demo here."))
    at = timezone.now()
    messages = Paginator(DemoMessage.objects.all(), MESSAGES_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "sign_ins": [SignIn(account, password_for(account.email), _codes(account, at)) for account in ACCOUNTS],
        "seconds_left": PERIOD_SECONDS - int(at.timestamp()) % PERIOD_SECONDS,
        "steps": story(),
        "page": messages,
        "messages_shown": [_shown(message) for message in messages],
    }
    response = render(request, "cms/demo/demo.html", context)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _shown(message: DemoMessage) -> ShownMessage:
    number = shown(message.to) if message.channel == Channel.SMS else ""
    return ShownMessage(message, link_body(message.body), number)


def _codes(account: DemoAccount, at: datetime) -> list[OneTimeCode]:
    if not account.has_second_factor:
        return []
    secret = totp_secret_for(account.email)
    return [one_time_code(secret, at), one_time_code(secret, at + timedelta(seconds=PERIOD_SECONDS))]
