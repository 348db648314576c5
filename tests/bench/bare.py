"""A bare Django view: no middleware, no database, no template. What the same server does at best."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

_BODY = b"<!doctype html><title>Bare</title>" + b"<p>As long as a page of the site.</p>" * 400


def bare(request: HttpRequest) -> HttpResponse:
    """The same bytes to everybody; 14 kilobytes."""
    return HttpResponse(_BODY)


urlpatterns = [path("", bare), path("healthz", bare)]
