"""What the municipality has to tell."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from cms.models.base import ContentPage, InWards, begin_panels, ward_codes_index
from cms.models.lasting import Lasting


class NewsIndexPage(Lasting, ContentPage):
    """Every piece of news, the newest first."""

    template = "cms/news_index_page.html"
    parent_page_types = ["cms.HomePage"]
    subpage_types = ["cms.NewsPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("news list")
        verbose_name_plural = _("news lists")


class NewsPage(InWards, ContentPage):
    """One piece of news."""

    day = models.DateField(_("day"), default=timezone.localdate, help_text=_("The day that the news is of."))
    picture = models.ForeignKey(
        "wagtailimages.Image",
        verbose_name=_("picture"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )

    content_panels = [
        *begin_panels(
            _("News tells what happened or will. For what must be known now, write a notice instead."),
            title=_("Such as: Clinic stays open until seven"),
        ),
        FieldPanel("day"),
        FieldPanel("introduction"),
        FieldPanel("picture"),
        FieldPanel("body"),
        FieldPanel("ward_codes"),
    ]
    override_translatable_fields = [
        *ContentPage.override_translatable_fields,
        *InWards.override_translatable_fields,
    ]
    template = "cms/news_page.html"
    page_description = _("What happened, in a few paragraphs, with a picture.")
    parent_page_types = ["cms.NewsIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("piece of news")
        verbose_name_plural = _("news")
        indexes = [ward_codes_index("news_ward_codes")]
