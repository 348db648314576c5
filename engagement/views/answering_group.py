"""The workspace's menu on answering: departments, templates, days off, and how long a municipality takes."""

from typing import Any

from django.db.models import QuerySet
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.viewsets.base import ViewSet, ViewSetGroup
from wagtail.permissions import register_permission_policy

from engagement import kinds
from engagement.errors import NotPossibleError
from engagement.forms.policies import PolicyForm, RetentionForm
from engagement.kinds import CaseKind
from engagement.models import AnswerTemplate, Department, ProclaimedDay
from engagement.queries.periods import last_runs_of, retention_rule_of
from engagement.queries.policies import policy_of
from engagement.rules.keeping import Retention
from engagement.services.policies import decide_policy, decide_retention
from engagement.staff_policy import DECIDE_ANSWERING
from engagement.wording import what_went
from wards.models import Municipality
from wards.permissions import municipalities_for
from wards.views.workspace.pages import FormPage, WorkspacePage, require
from wards.views.workspace.scope import MunicipalityPolicy, ScopedForm, ScopedIndexView, ScopedViewSet


class SharedTemplatePolicy(MunicipalityPolicy):
    """Templates for everybody who answers; what somebody keeps for themselves is nobody else's."""

    def instances_user_has_any_permission_for(self, user: Any, actions: Any) -> QuerySet:
        return super().instances_user_has_any_permission_for(user, actions).filter(owner=None)


def register_policies() -> None:
    """Let Wagtail ask these policies; called before anything else asks."""
    for policy in (
        # Cases stand with a department: one that takes nothing on any more is switched off.
        MunicipalityPolicy(Department, "municipality", actions=("add", "change", "view")),
        MunicipalityPolicy(ProclaimedDay, "municipality"),
        SharedTemplatePolicy(AnswerTemplate, "municipality"),
    ):
        register_permission_policy(policy.model, policy)


class AnsweringViewSet(ScopedViewSet):
    """Pages under the menu "Answering"."""

    @property
    def url_prefix(self) -> str:
        """Below /admin/answering/."""
        return f"answering/{self.name}"

    @property
    def url_namespace(self) -> str:
        """Ours, so that each page asks by itself who may."""
        return f"engagement_{self.name}"


class WithMunicipality(ScopedIndexView):
    """A list that names the municipality of each row."""

    def get_base_queryset(self) -> QuerySet:
        return super().get_base_queryset().select_related("municipality")


class DepartmentViewSet(AnsweringViewSet):
    """Where councillors can pass things on to."""

    model = Department
    name = "departments"
    icon = "group"
    menu_label = gettext_lazy("Departments")
    index_view_class = WithMunicipality
    list_display = ("name", "municipality", "email", "is_active")
    list_export = ("name", "municipality", "email", "is_active")
    inspect_view_fields = ("name", "municipality", "email", "is_active")
    edit_handler = ObjectList(
        [FieldPanel("municipality"), FieldPanel("name"), FieldPanel("email"), FieldPanel("is_active")],
        base_form_class=ScopedForm,
    )


class ProclaimedDayForm(ScopedForm):
    """A day off in one of the person's own municipalities."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # One for a whole country is the operators'.
        self.fields["municipality"].required = not self.for_user.is_superuser

    def clean(self) -> dict[str, Any]:
        """The day in the country of its municipality."""
        cells = super().clean()
        place = cells.get("municipality")
        if place:
            self.instance.country = place.country
        elif not self.instance.country:
            self.add_error("municipality", _("Choose the municipality in which it is a day off."))
        return cells


class ProclaimedDayViewSet(AnsweringViewSet):
    """Days off that no list of holidays knows yet; what was promised before keeps its hour."""

    model = ProclaimedDay
    name = "days-off"
    icon = "date"
    menu_label = gettext_lazy("Days off")
    index_view_class = WithMunicipality
    list_display = ("name", "day", "municipality")
    list_export = ("day", "name", "municipality", "country")
    inspect_view_fields = ("name", "day", "municipality", "country")
    edit_handler = ObjectList(
        [FieldPanel("municipality"), FieldPanel("day"), FieldPanel("name")], base_form_class=ProclaimedDayForm
    )


class TemplateViewSet(AnsweringViewSet):
    """Templates for everybody who answers in a municipality."""

    model = AnswerTemplate
    name = "templates"
    icon = "doc-full"
    menu_label = gettext_lazy("Templates for answers")
    index_view_class = WithMunicipality
    list_display = ("name", "municipality")
    list_export = ("name", "municipality", "text")
    inspect_view_fields = ("name", "municipality", "text")
    edit_handler = ObjectList(
        [FieldPanel("municipality"), FieldPanel("name"), FieldPanel("text")], base_form_class=ScopedForm
    )


class PoliciesPage(WorkspacePage):
    """How long each of the person's municipalities takes."""

    template_name = "engagement/policies/index.html"
    page_title = gettext_lazy("Rules for answering")
    header_icon = "cog"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        own = municipalities_for(self.request.user, DECIDE_ANSWERING).order_by("name")
        require(own.exists())
        started = [kind for kind in kinds.registered() if kind.is_started_by_residents]
        policies = [policy_of(municipality) for municipality in own]
        return super().get_context_data(**kwargs, policies=policies, kinds=started)


class PolicyPage(FormPage):
    """How long one municipality takes, and whether somebody looks before everyone may read."""

    form_class = PolicyForm
    page_title = gettext_lazy("Rules for answering")
    submit_label = gettext_lazy("Save")
    header_icon = "cog"
    municipality: Municipality

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the municipality among those of the person."""
        super().setup(request, *args, **kwargs)
        own = municipalities_for(request.user, DECIDE_ANSWERING)
        self.municipality = get_object_or_404(own, pk=kwargs["municipality"])

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"instance": policy_of(self.municipality)}

    def get_page_subtitle(self) -> str:
        return self.municipality.name

    def get_trail(self) -> list[tuple[str, str]]:
        return [(_("Rules for answering"), self.get_cancel_url())]

    def get_cancel_url(self) -> str:
        return reverse("engagement_rules:index")

    def carry_out(self, form: Form) -> HttpResponse | None:
        try:
            decide_policy(municipality=self.municipality, **form.cleaned_data, by=self.request.user, at=timezone.now())
        except NotPossibleError as refusal:
            form.add_error(None, refusal.reason.label)
            return None
        messages.success(self.request, _("Saved. It counts for what comes in from now on."))
        return redirect(self.get_cancel_url())


class KeepingPage(FormPage):
    """For how long one municipality keeps what belongs to a kind of case, and what went in the last runs."""

    form_class = RetentionForm
    template_name = "engagement/policies/keeping.html"
    page_title = gettext_lazy("Rules for keeping")
    submit_label = gettext_lazy("Save")
    header_icon = "cog"
    municipality: Municipality
    kind: CaseKind

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the municipality among those of the person, and the kind among those that residents start."""
        super().setup(request, *args, **kwargs)
        own = municipalities_for(request.user, DECIDE_ANSWERING)
        self.municipality = get_object_or_404(own, pk=kwargs["municipality"])
        started = {kind.key: kind for kind in kinds.registered() if kind.is_started_by_residents}
        require(kwargs["case_kind"] in started)
        self.kind = started[kwargs["case_kind"]]

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"instance": retention_rule_of(self.kind.key, self.municipality)}

    def get_page_subtitle(self) -> str:
        return f"{self.kind.title}, {self.municipality.name}"

    def get_trail(self) -> list[tuple[str, str]]:
        return [(_("Rules for answering"), self.get_cancel_url())]

    def get_cancel_url(self) -> str:
        return reverse("engagement_rules:index")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        runs = [
            {"at": run.at, "is_dry": run.is_dry, "said": what_went(rows)}
            for run, rows in last_runs_of(self.kind.key, self.municipality)
        ]
        return super().get_context_data(**kwargs, runs=runs, zone=self.municipality.time_zone)

    def carry_out(self, form: Form) -> HttpResponse | None:
        try:
            decide_retention(
                municipality=self.municipality,
                kind=self.kind.key,
                retention=Retention(**form.cleaned_data),
                by=self.request.user,
                at=timezone.now(),
            )
        except NotPossibleError as refusal:
            form.add_error(None, refusal.reason.label)
            return None
        messages.success(self.request, _("Saved. The next run goes by it."))
        return redirect(self.get_cancel_url())


class RulesMenuItem(MenuItem):
    """Shown to those who decide how a municipality answers."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the person decides it anywhere."""
        return municipalities_for(request.user, DECIDE_ANSWERING).exists()


class RulesViewSet(ViewSet):
    """How long a municipality takes."""

    name = "rules"
    icon = "cog"
    menu_label = gettext_lazy("Rules for answering")
    url_prefix = "answering/rules"
    url_namespace = "engagement_rules"
    menu_item_class = RulesMenuItem

    @cached_property
    def menu_url(self) -> str:
        """Where the menu leads."""
        return reverse("engagement_rules:index")

    def get_urlpatterns(self) -> list[URLPattern]:
        """The list, and the pages of one municipality."""
        return [
            path("", PoliciesPage.as_view(), name="index"),
            path("<int:municipality>/", PolicyPage.as_view(), name="edit"),
            path("<int:municipality>/keeping/<slug:case_kind>/", KeepingPage.as_view(), name="keeping"),
        ]


class AnsweringGroup(ViewSetGroup):
    """Answering: to whom things are passed on, and how long it takes."""

    menu_label = gettext_lazy("Answering")
    menu_icon = "mail"
    menu_order = 220
    items = (RulesViewSet, DepartmentViewSet, ProclaimedDayViewSet, TemplateViewSet)
