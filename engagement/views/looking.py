"""Who is looking, for a request: the account, and the cases that were opened to this session."""

from datetime import datetime, timedelta

from django.http import HttpRequest

from engagement.models import Case
from engagement.queries.viewers import viewer_of
from engagement.rules.visibility import Viewer
from engagement.second_factor import passed_second_factor

_GRANTS = "cases_opened"
# Long enough to read and reply, short enough for a phone that is shared.
GRANT_LASTS = timedelta(hours=2)


def viewer_for(request: HttpRequest, *, at: datetime) -> Viewer:
    """The viewer behind a request. Grants that ran out open nothing; a password alone opens no desk and no role."""
    grants = request.session.get(_GRANTS, {})
    granted = [int(case_id) for case_id, until in grants.items() if until > at.timestamp()]
    return viewer_of(request.user, on=at, granted=granted, at_work=passed_second_factor(request))


def grant_case(request: HttpRequest, case: Case, *, at: datetime) -> None:
    """Open a case to this session, after its owner proved to read the mailbox with which it was given."""
    request.session[_GRANTS] = request.session.get(_GRANTS, {}) | {
        str(case.pk): (at + GRANT_LASTS).timestamp(),
    }
