"""Proving a contact by a code, as part of a page that does something with it."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from engagement.enums import CheckPurpose
from engagement.errors import NotPossibleError
from engagement.forms.standing import ContactForm
from engagement.forms.track import CodeForm
from engagement.models import ContactCheck
from engagement.queries.languages import language_in_use
from engagement.services.contact_checks import ask_check
from engagement.views.limits import is_turned_away

_CHECK = "contact_check"


def send_code(request: HttpRequest, form: ContactForm, *, purpose: CheckPurpose, **about: Any) -> bool:
    """Send a code to the contact of a valid form; what forbids it stands in the form.

    Args:
        about: the case or the ward, as `ask_check` takes them.
    """
    texts = ["texts"] if form.cleaned_data["contact"].is_phone else []
    if is_turned_away(request, form, "check", *texts):
        return False
    try:
        check = ask_check(
            purpose=purpose,
            contact=form.cleaned_data["contact"],
            language=language_in_use(),
            notice=form.notice_taken(),
            at=timezone.now(),
            **about,
        )
    except NotPossibleError as refusal:
        form.add_error("contact", refusal.reason.label)
        return False
    request.session[_CHECK] = str(check.token)
    return True


def check_of(request: HttpRequest, *, purpose: CheckPurpose, **about: Any) -> ContactCheck | None:
    """What this browser asked a code for; None where it was something else, or nothing."""
    token = request.session.get(_CHECK)
    return ContactCheck.objects.filter(token=token, purpose=purpose, **about).first()


def use_code(request: HttpRequest, check: ContactCheck, form: CodeForm, use: Callable[..., bool]) -> bool:
    """Do with a code that was typed what it was asked for; what is wrong with it stands in the form.

    Args:
        use: the service; takes `check`, `code` and `at`, and returns whether the code was right.
    """
    if is_turned_away(request, form, "code"):
        return False
    try:
        is_right = use(check=check, code=form.cleaned_data["code"], at=timezone.now())
    except NotPossibleError as refusal:
        form.add_error(None, refusal.reason.label)
        return False
    if not is_right:
        form.say_wrong()
        return False
    del request.session[_CHECK]
    return True
