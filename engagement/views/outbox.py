"""The outbox in the workspace: messages that could not be sent, and sending them again."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages

from engagement.enums import Channel
from engagement.errors import NotPossibleError
from engagement.models import Notification
from engagement.queries.notifications import set_aside_for
from engagement.services.notifications import retry_notification
from engagement.staff_policy import RETRY_MESSAGES, SEE_MESSAGES
from engagement.views.work_panels import message_title
from wards.permissions import municipalities_for

SHOWN = 50


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """What was set aside where this person looks after messages, the oldest first, with the reason of each."""
    if not municipalities_for(request.user, SEE_MESSAGES).exists():
        raise PermissionDenied
    page = Paginator(set_aside_for(request.user), SHOWN).get_page(request.GET.get("p"))
    retryable = set(set_aside_for(request.user, RETRY_MESSAGES).values_list("pk", flat=True))
    context = {
        "page": page,
        "rows": [
            {
                "message": message,
                "title": message_title(message),
                "to": _to_whom(message),
                "may_retry": message.pk in retryable and message.context is not None,
            }
            for message in page
        ],
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": "", "label": _("Messages")},
        ],
        "header_title": _("Messages"),
        "page_title": _("Messages that could not be sent"),
        "header_icon": "mail",
    }
    return render(request, "engagement/outbox/index.html", context)


def _to_whom(message: Notification) -> str:
    """Enough to find a mistyped or a broken mail server; the address itself is the resident's."""
    if message.channel == Channel.SMS:
        return _("To somebody's phone")
    return _("To somebody at %(server)s") % {"server": message.recipient.rpartition("@")[2]}


@require_POST
def retry(request: HttpRequest, pk: int) -> HttpResponse:
    """Send one again; one of another municipality does not exist."""
    message = get_object_or_404(set_aside_for(request.user), pk=pk)
    try:
        retry_notification(notification=message, by=request.user, at=timezone.now())
    except NotPossibleError as refusal:
        messages.error(request, refusal.reason.label)
    else:
        messages.success(
            request, _("It is queued and goes out within a minute. If it fails again, it comes back here.")
        )
    return redirect("engagement_outbox:index")
