"""Councillors in the workspace: the person and their office; terms begin and end on pages of their own."""

from typing import Any

from django.db.models import Prefetch, QuerySet
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList, Panel
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import HeaderButton
from wagtail.images import get_image_model
from wagtail.permissions import policy_registry

from wards.models import Councillor, CouncillorTerm
from wards.queries.days import day_there
from wards.views.workspace.scope import ScopedForm, ScopedIndexView, ScopedInspectView, ScopedViewSet
from wards.views.workspace.terms import BeginTermView, CorrectEndView, EndTermView


def terms_of(councillor: Councillor) -> QuerySet[CouncillorTerm]:
    """A councillor's terms, the newest first, each with its ward."""
    terms = councillor.terms.select_related("ward", "ward__delimitation", "source")
    return terms.defer("ward__boundary", "ward__outline").order_by("-served")


class TermTable(Component):
    """A councillor's terms, to look at; `may_end` adds the links that end one or correct its end."""

    template_name = "wards/workspace/term_table.html"

    def __init__(self, councillor: Councillor, *, may_end: bool) -> None:
        self.councillor, self.may_end = councillor, may_end

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        """The terms."""
        return {
            "councillor": self.councillor,
            "terms": terms_of(self.councillor),
            "may_end": self.may_end,
        }


class TermsPanel(Panel):
    """The terms on the page of a councillor: read here, begun and ended elsewhere, so that history stays."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "wards/workspace/term_table.html"

        def is_shown(self) -> bool:
            """Somebody new has none yet."""
            return bool(self.instance.pk)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context = super().get_context_data(parent_context)
            may = {"may_end": True, "may_begin": True}
            return {**context, "councillor": self.instance, "terms": terms_of(self.instance), **may}


class SeatColumn(Column):
    """Which seat a councillor holds today."""

    def get_value(self, instance: Councillor) -> str:
        term = next(iter(instance.running), None)
        if term is None:
            return _("no seat today")
        return str(term.ward or term.get_seat_display())


class CouncillorIndexView(ScopedIndexView):
    """Councillors with their seats of today."""

    def get_base_queryset(self) -> QuerySet[Councillor]:
        running = CouncillorTerm.objects.filter(
            served__contains=day_there(timezone.now(), "councillor__municipality")
        ).select_related("ward")
        running = running.defer("ward__boundary", "ward__outline")
        found = super().get_base_queryset().select_related("municipality")
        return found.prefetch_related(Prefetch("terms", queryset=running, to_attr="running"))


class CouncillorInspectView(ScopedInspectView):
    """A councillor with every term, and the buttons that begin and end one."""

    @cached_property
    def _may_change(self) -> bool:
        return self.permission_policy.user_has_permission_for_instance(self.request.user, "change", self.object)

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        if not self._may_change:
            return []
        url = reverse("wards_councillors:begin_term", args=[self.object.pk])
        return [HeaderButton(_("Begin a term"), url=url, icon_name="plus")]

    def get_fields_context(self) -> list[dict[str, Any]]:
        fields = [context for context in super().get_fields_context() if context["value"]]
        table = TermTable(self.object, may_end=self._may_change)
        return [*fields, {"label": _("Terms"), "value": table, "component": table}]


class CouncillorForm(ScopedForm):
    """Takes a photo only from pictures that the person may choose; who may choose none is not asked."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        pictures = policy_registry.get_by_type(get_image_model())
        if not pictures.user_has_any_permission(self.for_user, ["choose", "change"]):
            self.fields.pop("photo", None)
        elif "photo" in self.fields:
            own = pictures.instances_user_has_any_permission_for(self.for_user, ["choose", "change"])
            shown = get_image_model().objects.filter(pk=self.instance.photo_id)
            self.fields["photo"].queryset = own | shown


class CouncillorViewSet(ScopedViewSet):
    """People who are or were on a council."""

    model = Councillor
    name = "councillors"
    icon = "user"
    menu_label = gettext_lazy("Councillors")
    index_view_class = CouncillorIndexView
    inspect_view_class = CouncillorInspectView
    list_display = ("name", "party", SeatColumn("seat", label=gettext_lazy("Seat today")), "municipality")
    list_export = ("name", "party", "office_email", "office_phone", "office_hours", "municipality")
    search_fields = ("name", "party")
    search_backend_name = None
    inspect_view_fields = ("name", "municipality", "party", "office_email", "office_phone", "office_hours")
    edit_handler = ObjectList(
        [
            FieldPanel("municipality"),
            FieldPanel("name"),
            FieldPanel("party"),
            FieldPanel("photo"),
            MultiFieldPanel(
                [FieldPanel("office_email"), FieldPanel("office_phone"), FieldPanel("office_hours")],
                heading=gettext_lazy("Office"),
                help_text=gettext_lazy("Only what belongs to the public office: no home address, no private number."),
            ),
            TermsPanel(heading=gettext_lazy("Terms")),
        ],
        base_form_class=CouncillorForm,
    )

    def get_urlpatterns(self) -> list[URLPattern]:
        """The pages of a councillor, and those of their terms."""
        return [
            *super().get_urlpatterns(),
            path("<int:pk>/begin-term/", BeginTermView.as_view(), name="begin_term"),
            path("<int:pk>/end-term/<int:term>/", EndTermView.as_view(), name="end_term"),
            path("<int:pk>/correct-end/<int:term>/", CorrectEndView.as_view(), name="correct_end"),
        ]
