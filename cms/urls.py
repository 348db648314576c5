"""Every address of the site. Pages carry a language prefix (none for English); data and health carry none."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from cms.views import calendars, feeds
from cms.views.demo import demo
from cms.views.documents import serve_document
from cms.views.guide import desk_guide
from cms.views.health import healthz, readyz
from cms.views.home import home
from cms.views.media import media
from cms.views.search import search
from cms.views.serving import serve_path
from cms.views.site_sheet import site_sheet
from cms.views.sitemap import robots, sitemap, sitemap_part
from cms.views.ward_pages import ward_index
from engagement import urls as engagement_urls
from wards import urls as wards_urls

handler400 = "cms.views.errors.bad_request"
handler404 = "cms.views.errors.page_not_found"
handler500 = "cms.views.errors.server_error"

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("site.css", site_sheet, name="site_sheet"),
    path("robots.txt", robots, name="robots"),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("sitemap-<int:number>.xml", sitemap_part, name="sitemap_file"),
    path("", include(wards_urls.data_patterns)),
    path("", include(engagement_urls.data_patterns)),
    path("admin/", include("cms.views.workspace.urls")),
    path("admin/", include(wagtailadmin_urls)),
    # As Wagtail names and spells it, with headers that say who may keep the file.
    re_path(r"^documents/(\d+)/(.*)$", serve_document, name="wagtaildocs_serve"),
    path("documents/", include(wagtaildocs_urls)),
    path("media/<path:path>", media),
]

urlpatterns += i18n_patterns(
    path("", home, name="home"),
    path("demo/", demo, name="demo"),
    path("search/", search, name="search"),
    path("accounts/", include("allauth.urls")),
    path("feed.xml", feeds.site_feed, name="site_feed"),
    path("meetings.ics", calendars.site_calendar, name="site_calendar"),
    path("meetings/<str:slug>.ics", calendars.meeting_calendar, name="meeting_calendar"),
    path("wards/", ward_index),
    path("wards/<str:code>/meetings.ics", calendars.ward_calendar, name="ward_calendar"),
    path("wards/<str:code>/feed.xml", feeds.ward_feed, name="ward_feed"),
    path("wards/", include("wards.urls")),
    path("councillor/guide/", desk_guide, name="desk_guide"),
    path("", include("engagement.urls")),
    # Wagtail's own sign-in for readers asks for a password alone; allauth's asks for the second factor too.
    path("_util/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    re_path(wagtail_urls.serve_pattern, serve_path, name="wagtail_serve"),
    path("", include(wagtail_urls)),
    prefix_default_language=False,
)
