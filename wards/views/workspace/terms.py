"""Pages on which a term begins, ends, or has its end corrected."""

from datetime import timedelta
from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.permissions import policy_registry

from wards.enums import SeatKind, TermEnd
from wards.forms.terms import BY_HAND, BeginTermForm, CorrectEndForm, EndTermForm
from wards.models import Councillor, CouncillorTerm
from wards.rules.terms import TermRefusal
from wards.services.terms import TermError, begin_term, correct_end, end_term
from wards.views.workspace.pages import FormPage


class _CouncillorPage(FormPage):
    """A page about a councillor of the person's own municipality."""

    councillor: Councillor

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the councillor among those whom the person may change."""
        super().setup(request, *args, **kwargs)
        own = policy_registry.get_by_type(Councillor).instances_user_has_permission_for(request.user, "change")
        self.councillor = get_object_or_404(own.select_related("municipality"), pk=kwargs["pk"])

    def get_page_subtitle(self) -> str:
        return str(self.councillor)

    def get_trail(self) -> list[tuple[str, str]]:
        return [(_("Councillors"), reverse("wards_councillors:index")), (str(self.councillor), self.get_cancel_url())]

    def get_cancel_url(self) -> str:
        return reverse("wards_councillors:inspect", args=[self.councillor.pk])


class BeginTermView(_CouncillorPage):
    """A councillor takes a seat."""

    form_class = BeginTermForm
    page_title = gettext_lazy("Begin a term")
    submit_label = gettext_lazy("Begin the term")
    header_icon = "plus"

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"municipality": self.councillor.municipality}

    def carry_out(self, form: Form) -> HttpResponse | None:
        cells = form.cleaned_data
        try:
            term = begin_term(
                councillor=self.councillor,
                seat=SeatKind(cells["seat"]),
                ward=cells["ward"],
                on=cells["on"],
                by=self.request.user,
                at=timezone.now(),
            )
        except TermError as error:
            form.add_error("ward" if error.reason == TermRefusal.OTHER_BOUNDARIES else None, str(error))
            return None
        messages.success(self.request, _("The term has begun: %(term)s.") % {"term": term})
        return redirect(self.get_cancel_url())


class EndTermView(_CouncillorPage):
    """A councillor leaves a seat."""

    form_class = EndTermForm
    page_title = gettext_lazy("End the term")
    submit_label = gettext_lazy("End the term")
    header_icon = "cross"

    def carry_out(self, form: Form) -> HttpResponse | None:
        term = get_object_or_404(CouncillorTerm, councillor=self.councillor, pk=self.kwargs["term"])
        try:
            end_term(
                term=term,
                last_day=form.cleaned_data["last_day"],
                reason=TermEnd(form.cleaned_data["reason"]),
                by=self.request.user,
                at=timezone.now(),
            )
        except TermError as error:
            form.add_error(None, str(error))
            return None
        messages.success(self.request, _("The term of %(name)s has its end.") % {"name": self.councillor})
        return redirect(self.get_cancel_url())


class CorrectEndView(_CouncillorPage):
    """The end of a term was entered wrongly, or changes before it comes."""

    form_class = CorrectEndForm
    page_title = gettext_lazy("Correct the end of the term")
    submit_label = gettext_lazy("Correct the end")
    header_icon = "edit"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the term, which has an end."""
        super().setup(request, *args, **kwargs)
        ended = self.councillor.terms.filter(served__endswith__isnull=False)
        self.term = get_object_or_404(ended, pk=kwargs["term"])

    def get_form_kwargs(self) -> dict[str, Any]:
        initial = {"last_day": self.term.served.upper - timedelta(days=1)}
        if self.term.end_reason in BY_HAND:
            initial["reason"] = self.term.end_reason
        return {"initial": initial}

    def carry_out(self, form: Form) -> HttpResponse | None:
        cells = form.cleaned_data
        try:
            correct_end(
                term=self.term,
                last_day=cells["last_day"],
                reason=TermEnd(cells["reason"]) if cells["reason"] else None,
                by=self.request.user,
                at=timezone.now(),
            )
        except TermError as error:
            form.add_error(None, str(error))
            return None
        messages.success(self.request, _("The end of the term of %(name)s is corrected.") % {"name": self.councillor})
        return redirect(self.get_cancel_url())
