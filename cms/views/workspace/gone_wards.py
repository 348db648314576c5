"""Pages that name wards which no longer exist: how many on the workspace's home, and which."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cms.queries.gone_wards import NamesGoneWards, PagesOfGoneWards
from cms.queries.workspace import edits_pages
from wards.views.workspace.pages import WorkspacePage
from wards.views.workspace.work_panels import ROWS_SHOWN, WorkPanel, WorkRow

A_PAGE = 50


def gone_wards_panel(request: HttpRequest) -> WorkPanel | None:
    """The first of them; None where there is none, and for whoever writes no pages."""
    if not edits_pages(request.user):
        return None
    pages = PagesOfGoneWards(request.user, at=timezone.now())
    count = pages.count()
    if not count:
        return None
    title = ngettext(
        "%(count)d page names a ward that no longer exists", "%(count)d pages name wards that no longer exist", count
    )
    return WorkPanel(
        "gone-wards",
        title % {"count": count},
        rows=[WorkRow(page.title, edit_url(page), _note(page)) for page in pages[:ROWS_SHOWN]],
        total=count,
        every=reverse("gone_wards"),
        nothing="",
        order=220,
    )


class GoneWardsPage(WorkspacePage):
    """All of them, each with the way to change it."""

    template_name = "cms/workspace/gone_wards.html"
    page_title = gettext_lazy("Pages that name wards that no longer exist")
    header_icon = "warning"
    _show_breadcrumbs = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """`rows`, each a page with its kind in words and the way to change it; `several`: of more than one site."""
        every = PagesOfGoneWards(self.request.user, at=timezone.now())
        page = Paginator(every, A_PAGE).get_page(self.request.GET.get("p"))
        return super().get_context_data(
            **kwargs,
            page=page,
            rows=[(row, kind_of(row), edit_url(row)) for row in page],
            several=len({row.municipality for row in page}) > 1,
        )


def kind_of(page: NamesGoneWards) -> str:
    """What kind of page it is, such as "Meeting"."""
    return str(capfirst(page.kind._meta.verbose_name))


def edit_url(page: NamesGoneWards) -> str:
    """Where it is changed."""
    return reverse("wagtailadmin_pages:edit", args=[page.page_id])


def _note(page: NamesGoneWards) -> str:
    return _("%(kind)s. Gone: %(codes)s.") % {"kind": kind_of(page), "codes": ", ".join(page.codes)}
