"""The home page of a municipality."""

from typing import Any

from django.http import HttpRequest

from cms.models import HomePage
from cms.page_contexts import gives_context
from cms.views.home import tasks


@gives_context("HomePage")
def home_page(page: HomePage, request: HttpRequest) -> dict[str, Any]:
    """The main tasks."""
    return {"tasks": tasks()}
