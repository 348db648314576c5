"""The guides: in the workspace for whoever is in it, and at the desk for councillors, who have no workspace."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cms.guides import ANSWERING, find_guide
from cms.guides.structure import Guide
from cms.queries.guides import guides_for
from engagement.queries.people import has_desk
from engagement.views.crumbs import desk_crumbs
from wards.views.workspace.work_panels import WorkPanel, WorkRow


def guides_panel(request: HttpRequest) -> WorkPanel:
    """How the person's own work is done, on the workspace's home."""
    own, _others = guides_for(request.user)
    rows = [WorkRow(str(guide.title), reverse("guide", args=[guide.name]), str(guide.about)) for guide in own]
    return WorkPanel(
        "guides",
        _("How it is done, step by step"),
        rows=rows,
        total=len(rows),
        every=reverse("guides"),
        nothing=_("The guides are in the menu."),
        order=900,
    )


class GuidesPage(WagtailAdminTemplateMixin, TemplateView):
    """Every guide, the person's own first."""

    template_name = "cms/guide/index.html"
    page_title = gettext_lazy("Guide")
    header_icon = "help"
    _show_breadcrumbs = True

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, the list."""
        return [*self.breadcrumbs_items, {"url": "", "label": _("Guide")}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """`own` and `others`: guides."""
        own, others = guides_for(self.request.user)
        return super().get_context_data(**kwargs, own=own, others=others)


class GuidePage(WagtailAdminTemplateMixin, TemplateView):
    """One guide."""

    template_name = "cms/guide/guide.html"
    header_icon = "help"
    _show_breadcrumbs = True
    guide: Guide

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the guide.

        Raises:
            Http404: there is none of this name.
        """
        super().setup(request, *args, **kwargs)
        guide = find_guide(kwargs["name"])
        if guide is None:
            raise Http404
        self.guide = guide

    def get_page_title(self) -> str:
        return str(self.guide.title)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, the list, the guide."""
        above = {"url": reverse("guides"), "label": _("Guide")}
        return [*self.breadcrumbs_items, above, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """`guide`, and that its picture stands in the workspace."""
        return super().get_context_data(**kwargs, guide=self.guide)


@never_cache
@require_safe
def desk_guide(request: HttpRequest) -> HttpResponse:
    """How to answer, for those who work at a desk.

    Raises:
        PermissionDenied: the person does not.
    """
    if not has_desk(request.user):
        raise PermissionDenied
    return render(request, "cms/guide/desk.html", {"guide": ANSWERING, "crumbs": desk_crumbs()})
