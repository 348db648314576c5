"""What the municipality does for people, and how to get it."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from cms.models.base import ContentPage, begin_panels
from cms.models.lasting import Lasting


class ServiceIndexPage(Lasting, ContentPage):
    """Every service."""

    template = "cms/service_index_page.html"
    parent_page_types = ["cms.HomePage"]
    subpage_types = ["cms.ServicePage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("list of services")
        verbose_name_plural = _("lists of services")


class ServicePage(ContentPage):
    """One service: what it is, for whom, what to bring, what it costs, how long it takes."""

    for_whom = models.TextField(_("who it is for"), blank=True, max_length=500)
    bring = models.TextField(
        _("what you need"), blank=True, max_length=1000, help_text=_("One thing a line, such as: your identity book.")
    )
    cost = models.CharField(_("what it costs"), blank=True, max_length=200)
    takes = models.CharField(_("how long it takes"), blank=True, max_length=200)

    content_panels = [
        *begin_panels(
            _("A service says who it is for, what to bring, what it costs and how long it takes."),
            title=_("Such as: A new water connection"),
        ),
        FieldPanel("introduction"),
        FieldPanel("for_whom"),
        FieldPanel("bring"),
        FieldPanel("cost"),
        FieldPanel("takes"),
        FieldPanel("body"),
    ]
    search_fields = [*ContentPage.search_fields, index.SearchField("for_whom"), index.SearchField("bring")]
    template = "cms/service_page.html"
    page_description = _("What the municipality does for people, and how to get it.")
    parent_page_types = ["cms.ServiceIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("service")
        verbose_name_plural = _("services")
