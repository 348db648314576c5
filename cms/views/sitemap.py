"""What search engines are told: `/sitemap.xml`, what there is, and `/robots.txt`, what to leave out."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from cms.queries.sitemap import count_sitemap_files, sitemap_file
from wards.views.public import public_page

XML = "application/xml; charset=utf-8"
# What is for one person, or follows somebody's steps. Each is read by name, so that an address that moves is followed.
_FOR_ONE_PERSON = ("account_login", "engagement:my", "engagement:track", "engagement:desk", "search")
_WITHOUT_LANGUAGE = ("wagtailadmin_home",)


@public_page
def sitemap(request: HttpRequest) -> HttpResponse:
    """The sitemap of this host; where it has several files, the list of them."""
    files = count_sitemap_files(request)
    if files == 1:
        return _file(request, 1)
    locations = [request.build_absolute_uri(reverse("sitemap_file", args=[number])) for number in range(1, files + 1)]
    return render(request, "cms/sitemap_index.xml", {"locations": locations}, content_type=XML)


@public_page
def sitemap_part(request: HttpRequest, number: int) -> HttpResponse:
    """One file of a sitemap that has several.

    Raises:
        Http404: it has fewer.
    """
    if not 1 <= number <= count_sitemap_files(request):
        raise Http404
    return _file(request, number)


def _file(request: HttpRequest, number: int) -> HttpResponse:
    entries = sitemap_file(request, number, timezone.now())
    return render(request, "cms/sitemap.xml", {"entries": entries}, content_type=XML)


@public_page
def robots(request: HttpRequest) -> HttpResponse:
    """What crawlers are asked to leave out, in every language, and where the sitemap is."""
    left_out = [reverse(name) for name in _WITHOUT_LANGUAGE]
    for language, _name in settings.LANGUAGES:
        with override(language):
            left_out += [_folder(reverse(name)) for name in _FOR_ONE_PERSON]
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in left_out), ""]
    lines += [f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


def _folder(path: str) -> str:
    """What stands around the sign-in is for one person too: "/accounts/login/" is "/accounts/"."""
    return path.removesuffix("login/")
