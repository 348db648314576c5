"""Documents that the municipality publishes."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from cms.enums import DocumentKind
from cms.models.base import ContentPage, InWards, begin_panels, ward_codes_index
from cms.models.lasting import Lasting


class DocumentIndexPage(Lasting, ContentPage):
    """Every document, by kind and year."""

    template = "cms/document_index_page.html"
    parent_page_types = ["cms.HomePage"]
    subpage_types = ["cms.DocumentPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("list of documents")
        verbose_name_plural = _("lists of documents")


class DocumentPage(InWards, ContentPage):
    """One document: what it is, of which day, and the file."""

    kind = models.CharField(_("kind"), max_length=16, choices=DocumentKind, default=DocumentKind.OTHER)
    day = models.DateField(_("day"), default=timezone.localdate, help_text=_("The day that the document is of."))
    document = models.ForeignKey(
        "wagtaildocs.Document", verbose_name=_("file"), on_delete=models.PROTECT, related_name="+"
    )

    content_panels = [
        *begin_panels(
            _("A document with a sentence on what stands in it, so that nobody has to open it to find out."),
            title=_("Such as: Minutes of the ward committee"),
        ),
        FieldPanel("kind"),
        FieldPanel("day"),
        FieldPanel("document"),
        FieldPanel("introduction"),
        FieldPanel("ward_codes"),
        FieldPanel("body"),
    ]
    search_fields = [*ContentPage.search_fields, index.RelatedFields("document", [index.SearchField("title")])]
    override_translatable_fields = [
        *ContentPage.override_translatable_fields,
        *InWards.override_translatable_fields,
    ]
    template = "cms/document_page.html"
    page_description = _("A plan, a budget, minutes, a form: a file to open.")
    parent_page_types = ["cms.DocumentIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        indexes = [ward_codes_index("document_ward_codes")]
