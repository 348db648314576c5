"""What an editor does most, one press from the workspace's home."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.models import DocumentPage, EventPage, NewsPage, NoticePage
from cms.queries.homes import municipality_of_page
from cms.queries.workspace import edits_pages
from cms.queries.writing import lists_to_write_in
from wards.views.workspace.work_panels import WorkPanel, WorkRow


def writing_panel(request: HttpRequest) -> WorkPanel | None:
    """The lists that the person may add to; None for whoever writes no pages."""
    lists = lists_to_write_in(request.user) if edits_pages(request.user) else []
    if not lists:
        return None
    return WorkPanel(
        "writing",
        _("Write something new"),
        rows=[_row(page) for page in lists],
        total=len(lists),
        every=reverse("wagtailadmin_explore_root"),
        nothing="",
        order=230,
    )


def _row(parent: Page) -> WorkRow:
    title, about, kind = {
        "NoticeIndexPage": (_("A notice"), _("Planned work, or something that does not work now."), NoticePage),
        "EventIndexPage": (_("A meeting"), _("Of a ward, a committee or the council."), EventPage),
        "NewsIndexPage": (_("A piece of news"), _("What the municipality has to tell."), NewsPage),
        "DocumentIndexPage": (_("A document"), _("A plan, a budget, minutes: a file to download."), DocumentPage),
    }[type(parent).__name__]
    url = reverse("wagtailadmin_pages:add", args=[kind._meta.app_label, kind._meta.model_name, parent.pk])
    return WorkRow(title, url, f"{about} {municipality_of_page(parent)}.")
