"""How a page is picked."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from wagtail.admin.views.chooser import BrowseView
from wagtail.models import Page
from wagtail.permissions import policy_registry


class ScopedBrowseView(BrowseView):
    """Begins where the person's own tree begins: Wagtail begins above every page of the wanted type in the world."""

    def get(self, request: HttpRequest, parent_page_id: int | None = None) -> HttpResponse:
        """The pages below one page."""
        root: Any = policy_registry.get_by_type(Page).explorable_root_instance(request.user)
        return super().get(request, parent_page_id or root.pk)
