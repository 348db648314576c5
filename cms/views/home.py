"""The front door."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def home(request: HttpRequest) -> HttpResponse:
    """Where do you live, and what do you want to do."""
    return render(request, "cms/home.html")
