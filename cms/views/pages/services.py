"""Services, and one of them."""

from typing import Any

from django.http import HttpRequest

from cms.models import ServiceIndexPage, ServicePage
from cms.page_contexts import gives_context
from cms.queries.listed import services_of
from cms.views.pages.rows import foreign_language
from wards.components import Card


@gives_context("ServiceIndexPage")
def service_index(page: ServiceIndexPage, request: HttpRequest) -> dict[str, Any]:
    """`services`, each a card and the language that it is written in where it is not the one in use."""
    return {
        "services": [
            (Card(each.title, each.get_url(request) or "", text=each.introduction, level=2), foreign_language(each))
            for each in services_of(page)
        ]
    }


@gives_context("ServicePage")
def service(page: ServicePage, request: HttpRequest) -> dict[str, Any]:
    """`bring`, one thing after another."""
    return {"bring": [line.strip() for line in page.bring.splitlines() if line.strip()]}
