"""The demo's sites: one for each municipality, each on its own host."""

from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import Group
from django.db.models import Q, QuerySet
from wagtail.models import Collection, GroupApprovalTask, Locale, Page, PageLogEntry, Site, Workflow
from wagtail_localize.models import String, Template

from cms.demo.gazetteer import KHANYA, LWAZI
from cms.demo.site_content import fill_site, forget_files, hang_portraits
from cms.demo.site_texts import KHANYA_TEXTS, LWAZI_TEXTS
from cms.models import SiteSettings
from cms.queries.homes import HOME_DEPTH, pages_of
from cms.services.site_staff import group_name
from cms.services.sites import make_site
from cms.services.ward_pages import keep_ward_pages
from engagement.enums import Role
from wards.models import Councillor, Municipality

NEIGHBOURS_HOST = "lwazi.localhost"
"""Browsers take every name under localhost for this machine (RFC 6761)."""


def found_sites(khanya: Municipality, lwazi: Municipality, *, at: datetime) -> None:
    """Both sites with their ward pages and what they say; the first on the default host."""
    port = urlsplit(settings.WAGTAILADMIN_BASE_URL).port or 80
    _offer_default_site(port)
    for municipality, hostname in ((khanya, "localhost"), (lwazi, NEIGHBOURS_HOST)):
        make_site(municipality=municipality, hostname=hostname, port=port)
        municipality.refresh_from_db()
        keep_ward_pages(municipality=municipality, at=at)
    fill_site(khanya, KHANYA, KHANYA_TEXTS, at=at)
    fill_site(lwazi, LWAZI, LWAZI_TEXTS, at=at)
    hang_portraits(khanya, Councillor.objects.filter(municipality=khanya).exclude(terms__ward=None).order_by("pk"))


def _offer_default_site(port: int) -> None:
    """Let the first municipality take over the site that Wagtail's installation planted, if it is still nobody's."""
    for site in Site.objects.filter(is_default_site=True, hostname="localhost", municipality=None):
        site.port = port
        site.save()


def forget_sites(municipalities: QuerySet[Municipality]) -> None:
    """Take the sites away with everything that stands on them; the default host shows an empty page again."""
    for municipality in municipalities.exclude(site=None):
        site, pages = municipality.site, pages_of(municipality)
        Workflow.objects.filter(workflow_pages__page__in=pages).delete()
        for task in GroupApprovalTask.objects.filter(groups__name=group_name(municipality, role=Role.PUBLISHER)):
            task.delete()
        municipality.site = None
        municipality.save(update_fields=["site"])
        homes = list(pages.filter(depth=HOME_DEPTH))
        SiteSettings.objects.filter(site=site).delete()
        if site.is_default_site:
            site.root_page = Page.get_first_root_node().add_child(instance=Page(title="Home", slug="welcome"))
            site.hostname, site.port = "localhost", 80
            site.save()
        gone = [page.pk for page in pages]
        for home in homes:
            home.specific.delete()
        PageLogEntry.objects.filter(page__in=gone).delete()
        names = Q(name__in=[group_name(municipality, role=role) for role in (Role.EDITOR, Role.PUBLISHER)])
        Group.objects.filter(names).delete()
        collections = Collection.objects.filter(name__startswith=f"{municipality.key} ")
        Councillor.objects.filter(municipality=municipality).update(photo=None)
        forget_files(collections)
        for collection in collections:
            collection.delete()
    # What translators were shown, and what no page says any more.
    String.objects.filter(segments=None, translations=None).delete()
    Template.objects.filter(segments=None).delete()
    unused = Locale.objects.exclude(language_code=settings.LANGUAGE_CODE)
    unused.exclude(pk__in=Page.objects.values("locale")).delete()
