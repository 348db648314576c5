"""`/documents/<number>/<name>`: the files of documents."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe
from wagtail.documents.models import AbstractDocument
from wagtail.documents.views.serve import serve

from cms.queries.documents import is_on_a_live_page, may_choose
from engagement.second_factor import passed_second_factor
from wards.views.kept_pages import FRESH_SECONDS, is_for_everybody


@require_safe
def serve_document(request: HttpRequest, document_id: str, document_filename: str) -> HttpResponse:
    """A file, as Wagtail serves it once `guard_document` let it through.

    Caches between keep what everybody may have for as long as a page, so that taking it down counts a minute later.
    """
    answer = serve(request, document_id, document_filename)
    if is_for_everybody(request, answer):
        patch_cache_control(answer, public=True, max_age=FRESH_SECONDS)
    else:
        answer["Cache-Control"] = "private, no-store"
    # Wagtail writes the name of an encoding also where there is none.
    if answer.get("Content-Encoding") == "None":
        del answer["Content-Encoding"]
    return answer


def guard_document(document: AbstractDocument, request: HttpRequest) -> None:
    """Let everybody have what a live page shows, and staff what they may put on a page: a draft is nobody else's.

    Raises:
        Http404: the file is not for this person, and they do not learn that there is one.
    """
    if not is_on_a_live_page(document) and not _is_at_work_on(document, request):
        raise Http404


def _is_at_work_on(document: AbstractDocument, request: HttpRequest) -> bool:
    user = request.user
    return user.is_authenticated and passed_second_factor(request) and may_choose(user, document)
