"""The workspace's menu of the wards floor."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.base import ViewSetGroup

from wards.views.workspace.committees import CommitteeMemberViewSet
from wards.views.workspace.councillors import CouncillorViewSet
from wards.views.workspace.editions import EditionViewSet
from wards.views.workspace.imports import ImportViewSet
from wards.views.workspace.municipalities import MunicipalityViewSet
from wards.views.workspace.places import PlaceViewSet


class WardsGroup(ViewSetGroup):
    """Wards: who speaks for them, where they lie, and what was brought in."""

    menu_label = _("Wards")
    menu_icon = "globe"
    menu_order = 250
    items = (
        CouncillorViewSet,
        CommitteeMemberViewSet,
        EditionViewSet,
        PlaceViewSet,
        MunicipalityViewSet,
        ImportViewSet,
    )
