"""The telephone number of an account, as far as allauth has no page for it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from engagement.channels.sms import sms_is_on
from engagement.services.phones import give_up_phone


@require_POST
@login_required
def give_up(request: HttpRequest) -> HttpResponse:
    """Sign in without the number from now on."""
    give_up_phone(user=request.user)
    messages.success(request, _("The number is removed. It signs nobody in any more."))
    return redirect("account_change_phone" if sms_is_on() else "account_email")
