"""Which ward a page of the desk is about, and who may open it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from engagement.forms.desk_ward import DeskWardForm
from engagement.queries.desk_wards import wards_at_desk
from engagement.rules.visibility import Viewer
from engagement.views.at_desk import desk_of
from wards.components import Chip, Chips
from wards.models import Ward


@dataclass(frozen=True)
class WardAtDesk:
    """Who looks, the ward that a page is about, and every ward of the desk; no ward where the desk has none today."""

    viewer: Viewer
    ward: Ward | None
    wards: Sequence[Ward]

    def address(self, name: str) -> str:
        """The page of this name about the same ward; the plain one where there is only one to choose."""
        return address_of(name, self.ward if len(self.wards) > 1 else None)

    def choice(self, name: str) -> Chips | None:
        """The way to the same page about another ward; None where there is nothing to choose."""
        if len(self.wards) < 2:
            return None
        return Chips([Chip(ward.title, address_of(name, ward), is_current=ward == self.ward) for ward in self.wards])


def address_of(name: str, ward: Ward | None) -> str:
    """The address of a page of the desk about a ward."""
    query = f"?{urlencode({'ward': ward.code})}" if ward else ""
    return f"{reverse(name)}{query}"


def ward_at_desk(request: HttpRequest, *, at: datetime) -> WardAtDesk:
    """The ward that the address asks for.

    Raises:
        PermissionDenied: the person works at no desk.
        Http404: the desk does not answer for the ward that was asked for.
    """
    viewer = desk_of(request, at=at).viewer
    wards = wards_at_desk(viewer, at)
    ward = DeskWardForm(request.GET, wards=wards).asked_ward()
    if ward is None and (wards or request.GET.get("ward")):
        raise Http404(_("You do not answer for this ward."))
    return WardAtDesk(viewer, ward, wards)
