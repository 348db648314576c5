"""Who works at the desk, what they may do there, and what lies on it: what every page of the desk asks first."""

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from engagement.enums import Role
from engagement.models import Case, CouncillorAccount
from engagement.queries.answering import answerer_for, assists_with
from engagement.queries.concerns import answered_on_desk, owed_on_desk
from engagement.queries.people import councillors_assisted_by
from engagement.rules.visibility import Viewer
from engagement.views.looking import viewer_for
from wards.models import Councillor, Municipality
from wards.queries.seats import with_administration


@dataclass(frozen=True)
class Desk:
    """Who works at a desk: a councillor, a councillor's assistant, the Speaker's offices of some municipalities.

    Attributes:
        assisted: the councillors in whose offices this person helps.
    """

    viewer: Viewer
    account: CouncillorAccount | None
    offices: list[Municipality]
    assisted: list[Councillor]

    @property
    def councillor(self) -> Councillor | None:
        """As which councillor they work."""
        return self.account.councillor if self.account else None

    @property
    def municipalities(self) -> list[int]:
        """Ids of where they work at a desk."""
        councillors = [*([self.councillor] if self.councillor else []), *self.assisted]
        return sorted({councillor.municipality_id for councillor in councillors} | {place.pk for place in self.offices})


def desk_of(request: HttpRequest, *, at: datetime) -> Desk:
    """The desk of whoever asks.

    Raises:
        PermissionDenied: they have none.
    """
    viewer = viewer_for(request, at=at)
    account = CouncillorAccount.objects.filter(user=request.user).select_related("councillor").first()
    offices = list(
        with_administration(Municipality.objects.filter(pk__in=viewer.municipalities(Role.SPEAKERS_OFFICE)), at)
    )
    assisted = list(councillors_assisted_by(request.user)) if viewer.assisted else []
    if account is None and not offices and not assisted:
        raise PermissionDenied
    return Desk(viewer, account, offices, assisted)


def case_on_desk(desk: Desk, reference: str) -> Case:
    """A concern that lies on a desk.

    Raises:
        Http404: there is none with this reference.
    """
    found = owed_on_desk(desk.viewer).filter(reference=reference).first()
    found = found or answered_on_desk(desk.viewer).filter(reference=reference).first()
    if found is None:
        raise Http404(_("There is no such concern at your desk."))
    return found


def may_answer(request: HttpRequest, case: Case, *, at: datetime) -> bool:
    """Whether this person answers a case themselves; an assistant drafts alone."""
    return answerer_for(request.user, case, at) is not None


def may_draft(request: HttpRequest, case: Case, *, at: datetime) -> bool:
    """Whether this person drafts what somebody else sends."""
    return assists_with(request.user, case, at)
