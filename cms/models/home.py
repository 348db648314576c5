"""The front door of a municipality's site."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from cms.blocks import BODY
from cms.models.base import SitePage, begin_panels
from cms.models.lasting import Lasting


class HomePage(Lasting, SitePage):
    """Where do you live; the main tasks; what is happening now; what was answered this week; the wards."""

    heading = models.CharField(
        _("heading"), max_length=80, help_text=_("The first words of the site. A promise, not a greeting.")
    )
    introduction = models.TextField(_("introduction"), max_length=300, blank=True)
    body = StreamField(
        BODY, verbose_name=_("body"), blank=True, help_text=_("Stands below what the page shows by itself.")
    )

    content_panels = [
        *begin_panels(
            _("The page shows tasks, notices, answers, meetings, news and wards by itself. Write what stands around.")
        ),
        FieldPanel("heading"),
        FieldPanel("introduction"),
        FieldPanel("body"),
    ]
    search_fields = [*Page.search_fields, index.SearchField("introduction"), index.SearchField("body")]
    template = "cms/home_page.html"
    parent_page_types = ["wagtailcore.Page"]
    # Founded together with the site, never by hand.
    is_creatable = False

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")
