"""A form that comes too late to be sent, and not too late to be kept."""

from django.http import HttpRequest
from django.utils import timezone

from engagement.forms.answer import typed_details
from engagement.services.drafts import keep_draft


def keep_typed_answer(request: HttpRequest) -> bool:
    """Keep the answer in a form that this request may not send. Returns whether there was one to keep.

    The form says itself to whom it was shown, signed: neither the session nor the CSRF cookie is needed, both have
    perhaps ended.
    """
    token = request.POST.get("author", "") if request.method == "POST" else ""
    if not token:
        return False
    typed = {name: request.POST.get(name, "") for name in ("text", "outcome", "readers")}
    return keep_draft(token=token, **typed, details=typed_details(request.POST), at=timezone.now()) is not None
