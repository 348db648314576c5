"""The tree of pages and the lists of pages of one type."""

from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page

from cms.views.workspace.filters import ScopedPageFilterSet


class ScopedPageViewSet(PageViewSet):
    """Pages of every type, in lists that are narrowed by the person's own colleagues and sites."""

    model = Page
    filterset_class = ScopedPageFilterSet
