"""Lists of pictures and documents, and the tags they wear."""

from typing import Any

from django.http import Http404, HttpRequest, JsonResponse
from wagtail.documents.views.documents import IndexView as DocumentsView
from wagtail.images import get_image_model
from wagtail.images.views.chooser import ImageChooserViewSet, ImageChooseView
from wagtail.images.views.images import IndexView as ImagesView

from cms.queries.workspace import own_tags
from cms.views.workspace.filters import POPULAR, ScopedDocumentsFilterSet, ScopedImagesFilterSet


class ScopedImagesView(ImagesView):
    """The person's own pictures."""

    filterset_class = ScopedImagesFilterSet


class ScopedDocumentsView(DocumentsView):
    """The person's own documents."""

    filterset_class = ScopedDocumentsFilterSet


class ScopedImageChooseView(ImageChooseView):
    """The person's own pictures to pick from."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Offers the tags of the person's own pictures."""
        tags = own_tags(self.request.user).order_by("name")[:POPULAR]
        return {**super().get_context_data(**kwargs), "popular_tags": tags}


class ScopedImageChooserViewSet(ImageChooserViewSet):
    """How a picture is picked."""

    choose_view_class = ScopedImageChooseView


image_chooser = ScopedImageChooserViewSet("wagtailimages_chooser", model=get_image_model())


def tag_autocomplete(request: HttpRequest, app_name: str = "taggit", model_name: str = "tag") -> JsonResponse:
    """The names of the person's own tags that begin like what was typed.

    Raises:
        Http404: tags of another kind than those of pictures and documents.
    """
    if (app_name, model_name) != ("taggit", "tag"):
        raise Http404
    term = request.GET.get("term", "")
    names = own_tags(request.user).filter(name__istartswith=term).order_by("name").values_list("name", flat=True)
    return JsonResponse(list(names[:POPULAR]) if term else [], safe=False)
