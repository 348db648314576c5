"""Editions of boundaries in the workspace: where each counts, what one would change, and the switch."""

from datetime import date
from typing import Any

from django.contrib.gis.geos import MultiPolygon
from django.db.models import Count, Prefetch, Q, QuerySet
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.permissions import policy_registry

from wards.forms.activations import ActivateForm, DayForm
from wards.models import Activation, Delimitation, Municipality, Ward
from wards.permissions import ACTIVATE_DELIMITATION, may
from wards.queries.inspection import EditionInspection, inspect_edition
from wards.rules.activations import refuse_undoing
from wards.rules.edition_map import EditionMap, Fate, WardShape, draw_edition_map
from wards.services.activations import ActivationError, activate_delimitation, undo_activation
from wards.views.workspace.pages import FormPage, require
from wards.views.workspace.scope import MunicipalityPolicy, ScopedForm, ScopedInspectView, ScopedViewSet


def _own_municipalities(request: HttpRequest) -> QuerySet[Municipality]:
    policy: MunicipalityPolicy = policy_registry.get_by_type(Delimitation)
    if request.user.is_superuser:
        return Municipality.objects.all()
    return Municipality.objects.filter(pk__in=policy.municipalities(request.user, ["view"]))


class EditionView(ScopedInspectView):
    """An edition, and where it counts among the person's municipalities."""

    template_name = "wards/workspace/edition.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs, municipalities=self._municipalities())

    def _municipalities(self) -> list[tuple[Municipality, date]]:
        """Those with wards in this edition, each with how many, its activations that stand, and the day there."""
        now = timezone.now()
        standing = Activation.objects.filter(delimitation=self.object, undone_at=None).order_by("starts_on")
        found = _own_municipalities(self.request).annotate(
            ward_count=Count("wards", filter=Q(wards__delimitation=self.object))
        )
        found = found.filter(ward_count__gt=0).prefetch_related(
            Prefetch("activations", queryset=standing, to_attr="standing")
        )
        return [(municipality, municipality.day_at(now)) for municipality in found]


class _EditionPage(FormPage):
    """An edition in one of the person's municipalities."""

    delimitation: Delimitation
    municipality: Municipality
    today: date

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the edition and the municipality."""
        super().setup(request, *args, **kwargs)
        own = policy_registry.get_by_type(Delimitation).instances_user_has_permission_for(request.user, "view")
        self.delimitation = get_object_or_404(own, pk=kwargs["pk"])
        with_wards = Ward.objects.filter(delimitation=self.delimitation).values("municipality")
        self.municipality = get_object_or_404(
            _own_municipalities(request).filter(pk__in=with_wards), pk=kwargs["municipality"]
        )
        self.today = self.municipality.day_at(timezone.now())

    def get_page_title(self) -> str:
        return str(self.delimitation)

    def get_page_subtitle(self) -> str:
        return str(self.municipality)

    def get_trail(self) -> list[tuple[str, str]]:
        return [
            (_("Editions of boundaries"), reverse("wards_editions:index")),
            (str(self.delimitation), self.get_cancel_url()),
        ]

    def get_cancel_url(self) -> str:
        return reverse("wards_editions:inspect", args=[self.delimitation.pk])

    @cached_property
    def may_activate(self) -> bool:
        """Whether the person may switch boundaries here."""
        return may(self.request.user, ACTIVATE_DELIMITATION, self.municipality)


class InspectionView(_EditionPage):
    """A map and lists of what changes from a day on, and the form that puts the edition in force on the day looked at.

    Nobody types a day and switches in one step: the switch stands below what that day changes, and says it in words.
    """

    template_name = "wards/workspace/inspection.html"
    form_class = ActivateForm
    header_icon = "view"

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"day": self._looked_at}

    @cached_property
    def _day_form(self) -> DayForm:
        asked = self.request.POST if self.request.method == "POST" else self.request.GET
        initial = {"on": self.scheduled_on or self.today}
        data = asked if "on" in asked else None
        return DayForm(data, initial=initial, delimitation=self.delimitation, auto_id="look_%s")

    @cached_property
    def _looked_at(self) -> date | None:
        """The day that the person asked to look at; None where they asked for none, or for what is no day."""
        return self._day_form.cleaned_data["on"] if self._day_form.is_valid() else None

    @property
    def submit_label(self) -> str:
        return _("Put in force from %(day)s") % {"day": date_format(self._looked_at)} if self._looked_at else ""

    @cached_property
    def scheduled_on(self) -> date | None:
        """The day, still ahead, from which the edition is set to count here."""
        ahead = Activation.objects.filter(
            municipality=self.municipality,
            delimitation=self.delimitation,
            undone_at=None,
            starts_on__gt=self.today,
        )
        return ahead.order_by("starts_on").values_list("starts_on", flat=True).first()

    def carry_out(self, form: Form) -> HttpResponse | None:
        day = form.cleaned_data["on"]
        try:
            activate_delimitation(
                municipality=self.municipality,
                delimitation=self.delimitation,
                starts_on=day,
                by=self.request.user,
                at=timezone.now(),
            )
        except ActivationError as error:
            form.add_error(None, str(error))
            return None
        message = _("%(edition)s counts in %(municipality)s from %(day)s.")
        about = {"edition": self.delimitation, "municipality": self.municipality, "day": date_format(day)}
        messages.success(self.request, message % about)
        return redirect(self.request.path)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        day = self._looked_at or self.scheduled_on or self.today
        inspection = inspect_edition(self.municipality, self.delimitation, day)
        return super().get_context_data(
            **kwargs,
            inspection=inspection,
            map=draw_inspection(inspection),
            day=day,
            looked_at=self._looked_at,
            scheduled_on=self.scheduled_on,
            today=self.today,
            day_form=self._day_form,
            may_activate=self.may_activate,
            activations=[(activation, self._may_undo(activation)) for activation in self._activations()],
        )

    def _activations(self) -> QuerySet[Activation]:
        every = Activation.objects.filter(municipality=self.municipality, delimitation=self.delimitation)
        return every.select_related("set_by", "undone_by").order_by("-starts_on", "-set_at")

    def _may_undo(self, activation: Activation) -> bool:
        set_on = self.municipality.day_at(activation.set_at)
        stands = activation.undone_at is None
        return stands and self.may_activate and refuse_undoing(activation.starts_on, set_on, self.today) is None


class UndoView(_EditionPage):
    """Asks whether an activation is meant to be taken back, and takes it back."""

    template_name = "wards/workspace/undo.html"
    form_class = Form
    page_title = gettext_lazy("Take an edition out of force")
    header_icon = "cross"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the activation."""
        super().setup(request, *args, **kwargs)
        require(self.may_activate)
        here = Activation.objects.filter(municipality=self.municipality, delimitation=self.delimitation)
        self.activation = get_object_or_404(here, pk=kwargs["activation"])

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Ask, unless it is undone already."""
        if self.activation.undone_at:
            return redirect(self.get_cancel_url())
        return super().get(request, *args, **kwargs)

    def get_page_title(self) -> str:
        return str(self.page_title)

    def get_cancel_url(self) -> str:
        return reverse("wards_editions:inspection", args=[self.delimitation.pk, self.municipality.pk])

    @property
    def submit_label(self) -> str:
        return _("Yes, undo it from %(day)s on") % {"day": date_format(self.activation.starts_on)}

    def carry_out(self, form: Form) -> HttpResponse | None:
        try:
            undo_activation(activation=self.activation, by=self.request.user, at=timezone.now())
        except ActivationError as error:
            form.add_error(None, str(error))
            return None
        messages.success(self.request, _("It is undone; the edition before it counts on."))
        return redirect(self.get_cancel_url())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        earlier = Activation.objects.filter(
            municipality=self.municipality, undone_at=None, starts_on__lt=self.activation.starts_on
        )
        before = earlier.select_related("delimitation").order_by("starts_on").last()
        return super().get_context_data(
            **kwargs, activation=self.activation, before=before, municipality=self.municipality
        )


def draw_inspection(inspection: EditionInspection) -> EditionMap | None:
    """The map of an inspection: wards of the edition by what becomes of them, then what was there before."""
    after = [
        *((ward, Fate.UNCHANGED) for ward in inspection.unchanged),
        *((moved.after, Fate.MOVED) for moved in inspection.moved),
        *((ward, Fate.NEW) for ward in inspection.new),
    ]
    before = [
        *((moved.before, None) for moved in inspection.moved),
        *((ward, Fate.GONE) for ward in inspection.gone),
    ]
    return draw_edition_map(_shape(ward, fate) for ward, fate in [*after, *before])


def _shape(ward: Ward, fate: Fate | None) -> WardShape:
    outline: MultiPolygon = ward.outline
    return WardShape(
        ward.code, str(ward.number or ward.name or ward.code), outline.coords, ward.label_point.coords, fate
    )


class EditionViewSet(ScopedViewSet):
    """Editions of boundaries."""

    model = Delimitation
    name = "editions"
    icon = "crosshairs"
    menu_label = gettext_lazy("Editions of boundaries")
    inspect_view_class = EditionView
    list_display = ("__str__", "published_on", "note")
    inspect_view_fields = ("country", "edition", "published_on", "note")
    edit_handler = ObjectList(
        [FieldPanel("country"), FieldPanel("edition"), FieldPanel("published_on"), FieldPanel("note")],
        base_form_class=ScopedForm,
    )

    def get_urlpatterns(self) -> list[URLPattern]:
        """The pages of an edition, and those of what it changes in a municipality."""
        place = "inspect/<int:pk>/<int:municipality>/"
        return [
            *super().get_urlpatterns(),
            path(place, InspectionView.as_view(), name="inspection"),
            path(f"{place}undo/<int:activation>/", UndoView.as_view(), name="undo"),
        ]
