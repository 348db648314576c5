"""What the workspace's own pages share."""

from typing import Any

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin


class WorkspacePage(WagtailAdminTemplateMixin, TemplateView):
    """A page within Wagtail's frame; `trail` are the crumbs between home and the page, as (label, address)."""

    trail: list[tuple[str, str]] = []

    def get_trail(self) -> list[tuple[str, str]]:
        """The crumbs between home and the page."""
        return self.trail

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, the trail, the page."""
        above = [{"label": label, "url": url} for label, url in self.get_trail()]
        here = {"url": "", "label": self.get_page_title(), "sublabel": self.get_page_subtitle()}
        return [*self.breadcrumbs_items, *above, here]


class FormPage(WorkspacePage):
    """A page with one form: shown, and on a valid answer carried out."""

    template_name = "wards/workspace/form.html"
    form_class: type[Form]
    submit_label = ""
    cancel_url = ""
    multipart = False

    def get_form_kwargs(self) -> dict[str, Any]:
        """What the form needs beside the answer."""
        return {}

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the form."""
        return self.render_to_response(self.get_context_data(form=self.form_class(**self.get_form_kwargs())))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Carry the form out, or show it again with what is wrong and everything that was typed."""
        form = self.form_class(request.POST, request.FILES or None, **self.get_form_kwargs())
        done = self.carry_out(form) if form.is_valid() else None
        return done or self.render_to_response(self.get_context_data(form=form), status=422)

    def carry_out(self, form: Form) -> HttpResponse | None:
        """Do what the form asks; None where it was refused, with the reason on the form."""
        raise NotImplementedError

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The page with its form."""
        return super().get_context_data(
            **kwargs,
            media=kwargs["form"].media,
            submit_label=self.submit_label,
            cancel_url=self.get_cancel_url(),
            multipart=self.multipart,
        )

    def get_cancel_url(self) -> str:
        """Where the page was reached from."""
        return self.cancel_url


def require(holds: bool) -> None:
    """Answer 404 unless a condition holds, so that nobody learns what exists elsewhere.

    Raises:
        Http404: it does not hold.
    """
    if not holds:
        raise Http404
