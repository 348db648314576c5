"""The demo explains itself: who can sign in, what to try, and every message that went out."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cms.demo.accounts import ACCOUNTS, DemoAccount
from cms.demo.buttons import press
from cms.demo.codes import PERIOD_SECONDS, OneTimeCode, one_time_code
from cms.demo.reading import link_body
from cms.demo.seed import password_for, totp_secret_for
from cms.demo.story import story
from cms.forms.demo import ButtonForm, FindMessageForm
from cms.models import DemoMessage
from engagement.enums import Channel
from engagement.rules.phones import in_groups

MESSAGES_A_PAGE = 10


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
@require_http_methods(["GET", "HEAD", "POST"])
def demo(request: HttpRequest) -> HttpResponse:
    """404 outside demo mode; never indexed. A form that is sent here presses a button of the story."""
    if not settings.DEMO:
        raise Http404(_("There is no demo here."))
    at = timezone.now()
    if request.method == "POST":
        return _press(request, at)
    finding = FindMessageForm(request.GET)
    messages = Paginator(finding.messages(), MESSAGES_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "sign_ins": [SignIn(account, password_for(account.email), _codes(account, at)) for account in ACCOUNTS],
        "seconds_left": PERIOD_SECONDS - int(at.timestamp()) % PERIOD_SECONDS,
        "chapters": story(),
        "pressed": ButtonForm(request.GET).pressed(),
        "finding": finding,
        "sought": finding.sought(),
        "page": messages,
        "messages_shown": [_shown(message) for message in messages],
    }
    response = render(request, "cms/demo/demo.html", context)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _press(request: HttpRequest, at: datetime) -> HttpResponse:
    form = ButtonForm(request.POST)
    if not form.is_valid():
        return redirect("demo")
    press(form.cleaned_data["button"], at=at)
    return redirect(f"{reverse('demo')}?button={form.cleaned_data['button']}#messages")


def _shown(message: DemoMessage) -> ShownMessage:
    number = in_groups(message.to) if message.channel == Channel.SMS else ""
    return ShownMessage(message, link_body(message.body), number)


def _codes(account: DemoAccount, at: datetime) -> list[OneTimeCode]:
    if not account.has_second_factor:
        return []
    secret = totp_secret_for(account.email)
    return [one_time_code(secret, at), one_time_code(secret, at + timedelta(seconds=PERIOD_SECONDS))]
