"""The tree of pages, the lists of pages of one type, and what is done to one page."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.views.pages.delete import DeleteView
from wagtail.admin.views.pages.unpublish import UnpublishView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page

from cms.models.lasting import lasts
from cms.views.workspace.filters import ScopedPageFilterSet

# Short: on a telephone a fourth line would lie below the button of Wagtail's menu.
STAYS = _("The home page and the menu's sections stay on the site. Change their words instead.")


class SaysThatItStays:
    """A mixin for views that take a page away: Wagtail would refuse in words that fit any page."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Say why, and lead to the page in the tree."""
        page = get_object_or_404(Page, pk=kwargs["page_id"])
        if lasts(page) and not request.user.is_superuser:
            messages.error(request, STAYS)
            return redirect("wagtailadmin_explore", page.pk)
        return super().dispatch(request, *args, **kwargs)


class LastingDeleteView(SaysThatItStays, DeleteView):
    """Delete a page, unless a site cannot do without it."""


class LastingUnpublishView(SaysThatItStays, UnpublishView):
    """Take a page off the site, unless the site cannot do without it."""


class ScopedPageViewSet(PageViewSet):
    """Pages of every type, in lists that are narrowed by the person's own colleagues and sites."""

    model = Page
    filterset_class = ScopedPageFilterSet
    delete_view_class = LastingDeleteView
    unpublish_view_class = LastingUnpublishView
