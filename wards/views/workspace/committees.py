"""Ward committee members in the workspace."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, ObjectList

from wards.models import WardCommitteeMember
from wards.views.workspace.scope import ScopedForm, ScopedIndexView, ScopedViewSet


class CommitteeIndexView(ScopedIndexView):
    """Members with their wards."""

    def get_base_queryset(self) -> QuerySet[WardCommitteeMember]:
        found = super().get_base_queryset().select_related("ward", "ward__municipality")
        return found.defer("ward__boundary", "ward__outline")


class CommitteeMemberViewSet(ScopedViewSet):
    """Members who agreed to be named."""

    model = WardCommitteeMember
    name = "committee-members"
    icon = "group"
    menu_label = _("Ward committees")
    index_view_class = CommitteeIndexView
    list_display = ("name", "ward", "ward__municipality", "portfolio", "left_on")
    list_export = ("name", "ward.code", "portfolio", "agreed_on", "left_on")
    search_fields = ("name", "portfolio", "ward__code", "ward__name")
    search_backend_name = None
    inspect_view_fields = ("name", "ward", "portfolio", "agreed_on", "left_on")
    edit_handler = ObjectList(
        [
            FieldPanel("ward"),
            FieldPanel("name"),
            FieldPanel("portfolio"),
            FieldPanel("agreed_on"),
            FieldPanel("left_on"),
        ],
        base_form_class=ScopedForm,
    )
