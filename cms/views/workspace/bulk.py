"""What is done to several pages, pictures or documents at once."""

from collections.abc import Iterable

from django.apps import apps
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from wagtail.admin import messages
from wagtail.admin.views.bulk_action import index
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page

from cms.models.lasting import lasts
from cms.queries.translations import may_delete_everywhere, precedes_its_original
from cms.queries.workspace import OWN, are_own
from cms.rules.workspace_addresses import Thing
from cms.views.workspace.pages import STAYS
from cms.views.workspace.translations import CANNOT_DELETE, ORIGINAL_FIRST

AWAY = frozenset({"delete", "move", "unpublish"})
"""What takes a page from where it stands."""
THINGS = {Page: Thing.PAGE, get_image_model(): Thing.IMAGE, get_document_model(): Thing.DOCUMENT}


def bulk_action(request: HttpRequest, app_label: str, model_name: str, action: str) -> HttpResponse:
    """Do it to what is the person's own: Wagtail's page names what may not be changed, to say that it may not be.

    Raises:
        Http404: something else was named, or staff do nothing to several things of this kind.
    """
    if not request.user.is_superuser:
        try:
            model = apps.get_model(app_label, model_name)
            thing = THINGS[model]
        except (LookupError, KeyError) as unknown:
            raise Http404 from unknown
        request.GET = request.GET.copy()
        request.GET.setlist("id", _chosen(request, model, thing, action))
        if not are_own(request.user, Thing.PAGE, _numbers(request.POST.getlist("chooser"))):
            raise Http404
        if model is Page:
            refused = _refused(request, action)
            if refused:
                messages.error(request, refused)
                return redirect("wagtailadmin_home")
        if request.method == "GET" and model is Page and action in AWAY:
            _say_what_stays(request)
    return index(request, app_label, model_name, action)


def _refused(request: HttpRequest, action: str) -> Promise | None:
    """Why some pages are not touched at all: Wagtail asks of the pages themselves, and of no other language."""
    pages = list(Page.objects.filter(pk__in=_numbers(request.GET.getlist("id"))).select_related("locale"))
    if request.POST.get("include_descendants"):
        pages += [each for page in pages for each in page.get_descendants().not_live().select_related("locale")]
    if action == "delete" and any(_is_deleted_here_alone(request, page) for page in pages):
        return CANNOT_DELETE
    if action == "publish" and any(precedes_its_original(page) for page in pages):
        return ORIGINAL_FIRST
    return None


def _is_deleted_here_alone(request: HttpRequest, page: Page) -> bool:
    """Whether a person may delete a page, and not what goes with it."""
    return page.permissions_for_user(request.user).can_delete() and not may_delete_everywhere(request.user, page)


def _say_what_stays(request: HttpRequest) -> None:
    """Why some pages stand on the page that asks as those that may not be touched."""
    if any(lasts(page) for page in Page.objects.filter(pk__in=_numbers(request.GET.getlist("id")))):
        messages.warning(request, STAYS)


def _chosen(request: HttpRequest, model: type, thing: Thing, action: str) -> list[str]:
    """The keys that were ticked; for "all", those of the list that are the person's own."""
    ticked, parent = request.GET.getlist("id"), request.GET.get("childOf")
    if "all" not in ticked:
        if not are_own(request.user, thing, _numbers(ticked)):
            raise Http404
        return ticked
    found = bulk_action_registry.get_bulk_action_class(model._meta.app_label, model._meta.model_name, action)
    if found is None or (model is Page and not are_own(request.user, Thing.PAGE_ON_THE_WAY, _numbers([parent or ""]))):
        raise Http404
    listed = found(request, model).get_all_objects_in_listing_query(parent)
    return [str(key) for key in OWN[thing](request.user).filter(pk__in=set(listed)).values_list("pk", flat=True)]


def _numbers(values: Iterable[str]) -> set[int]:
    try:
        return {int(value) for value in values if value}
    except ValueError as garbage:
        raise Http404 from garbage
