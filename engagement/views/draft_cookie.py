"""The cookie that leads a browser back to what it began to write: a random token, and nothing that was typed."""

from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from engagement.models import ConcernDraft
from engagement.queries.concern_drafts import KEPT_FOR, draft_of_token

COOKIE = "concern_draft"


def draft_here(request: HttpRequest, *, at: datetime) -> ConcernDraft | None:
    """What this browser began to write; None without that, and once it is too old."""
    return draft_of_token(request.COOKIES.get(COOKIE, ""), at=at)


def keep_token(answer: HttpResponse, token: str) -> HttpResponse:
    """Let the browser keep the way to its draft as long as the draft is kept, counted from now."""
    answer.set_cookie(
        COOKIE,
        token,
        max_age=KEPT_FOR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return answer


def drop_token(answer: HttpResponse) -> HttpResponse:
    """Let the browser forget the way to a draft that was sent or deleted."""
    answer.delete_cookie(COOKIE, samesite="Lax")
    return answer
