"""Who is looking, for a request: the account, and the cases that were opened to this session."""

from datetime import datetime, timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from engagement.models import Case, User
from engagement.queries.viewers import viewer_of
from engagement.rules.visibility import Viewer
from engagement.second_factor import passed_second_factor

_GRANTS = "cases_opened"
# A cookie of its own: most residents write without ever needing a session, which takes four statements to begin.
_SENT = "concerns_sent"
_SENT_LASTS = timedelta(days=7)
# Long enough to read and reply, short enough for a phone that is shared.
GRANT_LASTS = timedelta(hours=2)
# More than anybody may send in a day, and few enough for a cookie.
SENT_KEPT = 20


def account_of(request: HttpRequest) -> User | None:
    """The account that is signed in."""
    return request.user if request.user.is_authenticated else None


def viewer_for(request: HttpRequest, *, at: datetime) -> Viewer:
    """The viewer behind a request. Grants that ran out open nothing; a password alone opens no desk and no role."""
    grants = request.session.get(_GRANTS, {})
    granted = [int(case_id) for case_id, until in grants.items() if until > at.timestamp()]
    return viewer_of(request.user, on=at, granted=granted, at_work=passed_second_factor(request))


def grant_case(request: HttpRequest, case: Case, *, at: datetime) -> None:
    """Open a case to this session, after its owner proved to read what is sent to the contact it was given with.

    What else the same person brought opens with it: it was given with the same contact.
    """
    theirs = Case.objects.filter(resident=case.resident_id).values_list("pk", flat=True) if case.resident_id else []
    until = (at + GRANT_LASTS).timestamp()
    request.session[_GRANTS] = request.session.get(_GRANTS, {}) | {str(pk): until for pk in {case.pk, *theirs}}


def close_cases(request: HttpRequest, answer: HttpResponse) -> None:
    """Close to this browser what was opened to it, and let it forget what it sent, for the next on this phone."""
    request.session.pop(_GRANTS, None)
    answer.delete_cookie(_SENT, samesite="Lax")


def remember_sent(request: HttpRequest, answer: HttpResponse, case: Case) -> None:
    """Let this browser know what it sent: it opens nothing, and tells a form sent again from a new one."""
    sent = [*(known for known in sent_here(request) if known != case.pk), case.pk][-SENT_KEPT:]
    answer.set_signed_cookie(
        _SENT,
        "-".join(map(str, sent)),
        salt=_SENT,
        max_age=_SENT_LASTS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def sent_here(request: HttpRequest) -> list[int]:
    """Ids of the cases that this browser sent, the last ones alone."""
    sent = request.get_signed_cookie(_SENT, default="", salt=_SENT, max_age=_SENT_LASTS)
    return [int(case_id) for case_id in sent.split("-") if case_id]


def known_here(request: HttpRequest, *, at: datetime) -> list[int]:
    """Ids of the cases that this browser sent, or that are open to it."""
    return [*sent_here(request), *viewer_for(request, at=at).granted]
