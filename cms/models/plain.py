"""A page for everything that has no kind of its own, such as the privacy notice."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from cms.models.base import ContentPage


class PlainPage(ContentPage):
    """A title, an introduction, a body."""

    promote_panels = [*ContentPage.promote_panels, FieldPanel("show_in_menus", heading=_("Show in the menu"))]
    template = "cms/plain_page.html"
    page_description = _("Everything that has no kind of its own, such as a privacy notice.")
    parent_page_types = ["cms.HomePage", "cms.PlainPage"]
    subpage_types = ["cms.PlainPage"]

    class Meta:
        verbose_name = _("plain page")
        verbose_name_plural = _("plain pages")
