"""The pages of `/admin/design/`. Whoever is in the workspace may look; nothing here changes anything."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cms.views.design.longer import longer
from cms.views.design.questions import asked, refused
from cms.views.design.samples import pieces
from cms.views.design.sheet import Scheme, colours_of, sheet_for
from wards.components import Column, DataTable, Tag
from wards.rules.contrast import PAIRS, contrast

SCHEMES = {
    Scheme.LIGHT: gettext_lazy("Light"),
    Scheme.DARK: gettext_lazy("Dark"),
    Scheme.CONTRAST: gettext_lazy("High contrast"),
    Scheme.DARK_CONTRAST: gettext_lazy("Dark, high contrast"),
    Scheme.PRINT: gettext_lazy("On paper"),
}


class Look(forms.Form):
    """How the pieces are looked at; what is not understood is left out."""

    scheme = forms.ChoiceField(choices=list(SCHEMES.items()), required=False)
    longer = forms.BooleanField(required=False)

    def chosen(self) -> tuple[Scheme, bool]:
        """The scheme, light without one; and whether words are longer."""
        self.is_valid()
        return Scheme(self.cleaned_data.get("scheme") or Scheme.LIGHT), self.cleaned_data["longer"]


class DesignPage(WagtailAdminTemplateMixin, TemplateView):
    """The frame in the workspace: how to look, and the pieces below."""

    template_name = "cms/design/frame.html"
    page_title = gettext_lazy("Design")
    header_icon = "view"
    _show_breadcrumbs = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """`looks`: links; `address`: of the page in the frame."""
        scheme, is_longer = Look(self.request.GET).chosen()
        looks = [(label, _query(other, is_longer), other == scheme) for other, label in SCHEMES.items()]
        looks.append((_("Words 40 % longer"), _query(scheme, not is_longer), is_longer))
        address = reverse("design_pieces") + _query(scheme, is_longer)
        return super().get_context_data(**kwargs, looks=looks, address=address)


def _query(scheme: Scheme, is_longer: bool) -> str:
    return f"?scheme={scheme}" + ("&longer=1" if is_longer else "")


@require_safe
@xframe_options_sameorigin
def pieces_page(request: HttpRequest) -> HttpResponse:
    """Every piece in every state, under the site's own style sheet."""
    scheme, is_longer = Look(request.GET).chosen()
    context = {
        "sheet": f"{reverse('design_sheet')}?scheme={scheme}",
        "pieces": pieces(),
        "colours": colours_of(scheme),
        "contrast": _contrast_table(scheme),
        "asked": asked(),
        "refused": refused(),
    }
    # A refused form takes the focus on its own page; here it would take the page away from whoever reads it.
    page = render_to_string("cms/design/pieces.html", context, request).replace(" autofocus>", ">")
    return HttpResponse(longer(page) if is_longer else page)


def _contrast_table(scheme: Scheme) -> DataTable:
    colours = colours_of(scheme)
    rows = []
    for pair in PAIRS:
        ratio = contrast(colours[pair.front], colours[pair.ground])
        verdict = Tag(_("enough"), "ok") if ratio >= pair.least else Tag(_("too faint"), "late")
        rows.append([f"{pair.front} / {pair.ground}", f"{ratio:.1f}", f"{pair.least:.1f}", verdict])
    columns = [
        Column(_("Colours"), is_heading=True),
        Column(_("Ratio"), is_number=True),
        Column(_("At least"), is_number=True),
        Column(_("Verdict")),
    ]
    return DataTable(_("Contrast of the colours that meet"), columns, rows)


@require_safe
def sheet(request: HttpRequest) -> HttpResponse:
    """The style sheet in one scheme."""
    scheme, _is_longer = Look(request.GET).chosen()
    return HttpResponse(sheet_for(scheme), content_type="text/css")
