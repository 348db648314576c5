"""Documents by kind and year, and one document."""

from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils.translation import gettext as _

from cms.enums import DocumentKind
from cms.forms.documents import DocumentsForm
from cms.models import DocumentIndexPage, DocumentPage
from cms.page_contexts import gives_context
from cms.queries.listed import documents_of
from cms.views.pages import rows
from cms.views.pages.site_page import wards_here
from cms.wording import file_in_words
from wards.components import Chip, Chips
from wards.wording import ward_chips

A_PAGE = 30


@gives_context("DocumentIndexPage")
def document_index(page: DocumentIndexPage, request: HttpRequest) -> dict[str, Any]:
    """`years`, each with its documents; `kinds` to choose from; `pages`, and the `query` that keeps what was chosen."""
    asked = DocumentsForm(request.GET).asked()
    every = documents_of(page)
    chosen = every.filter(kind=asked["kind"]) if "kind" in asked else every
    chosen = chosen.filter(day__year=asked["year"]) if "year" in asked else chosen
    pages = Paginator(chosen, A_PAGE).get_page(request.GET.get("page"))
    return {
        "kinds": _kinds(every.order_by().values_list("kind", flat=True).distinct(), asked),
        "years": [
            (str(year), rows.documents(documents, request=request, with_kind="kind" not in asked))
            for year, documents in groupby(pages, key=lambda document: document.day.year)
        ],
        "pages": pages,
        "query": urlencode(asked),
    }


@gives_context("DocumentPage")
def document(page: DocumentPage, request: HttpRequest) -> dict[str, Any]:
    """What opening it costs, and the wards as links."""
    wards = wards_here(page, request) if page.ward_codes else {}
    return {
        "file": file_in_words(page.document.file_extension, page.document.get_file_size()),
        "ward_links": ward_chips(wards[code] for code in page.ward_codes if code in wards),
    }


def _kinds(present: Any, asked: dict[str, object]) -> Chips | None:
    kinds = [kind for kind in DocumentKind if kind in set(present)]
    if len(kinds) < 2:
        return None
    every = Chip(_("Everything"), "?", is_current="kind" not in asked)
    return Chips([every, *(Chip(kind.label, f"?kind={kind}", is_current=asked.get("kind") == kind) for kind in kinds)])
