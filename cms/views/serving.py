"""Pages of Wagtail's tree, as every reader gets them."""

from django.http import HttpRequest, HttpResponse
from wagtail import hooks
from wagtail.models import Page
from wagtail.views import serve, serve_chain

from wards.views.public import public_page


@public_page
def serve_path(request: HttpRequest, path: str) -> HttpResponse:
    """The page at a path of the tree.

    Raises:
        Http404: there is none.
    """
    return serve(request, path)


def serve_page(page: Page, request: HttpRequest) -> HttpResponse:
    """A page that was found otherwise than by its place in the tree. Whom editors keep out stays out here too."""
    serve_last = serve_chain
    for hook in reversed(hooks.get_hooks("on_serve_page")):
        serve_last = hook(serve_last)
    return serve_last(page, request, [], {})
