"""What the pages of a municipality have in common."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import get_language_from_path, override
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel, Panel, PublishingPanel, TitleFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from cms.blocks import BODY
from cms.page_contexts import context_of, zone_of
from wards.components import Text

INTRODUCTION_CHARACTERS = 300
TAKEN = _("The site itself needs this address. Choose another last part.")
"""What is said of a page that nobody could open."""


def begin_panels(help_text: Text, *, title: Text = "") -> list[Panel]:
    """What the form of a page begins with: what the page is for, and its title.

    Args:
        title: an example of a title, shown while there is none.
    """
    return [HelpPanel(content=format_lazy("<p>{}</p>", help_text)), TitleFieldPanel("title", placeholder=title)]


def is_reachable(above: str, slug: str) -> bool:
    """Whether a page is what stands at its address, and not the search, a language or another part of the site.

    Args:
        above: `url_path` of the page above, which begins with the home page.
        slug: the last part of the address.
    """
    path = "/".join(["", *above.strip("/").split("/")[1:], slug, ""])
    if get_language_from_path(path):
        return False
    try:
        # Without the prefix of a language: there the site has most addresses of its own.
        with override(settings.LANGUAGE_CODE):
            return resolve(path).url_name == "wagtail_serve"
    except Resolver404:
        return False


class SitePage(Page):
    """A page of a municipality's site."""

    slug_is_address = True
    """Whether the slug stands in the page's address."""

    show_in_menus_default = False

    # A page has the same address in every language, behind that language's prefix: there is nothing to translate.
    override_translatable_fields = [SynchronizedField("slug", overridable=False)]

    promote_panels = [
        MultiFieldPanel(
            [
                FieldPanel(
                    "slug",
                    heading=_("Last part of the address"),
                    help_text=_("Made from the title. Change it before people know the address, not after."),
                ),
                FieldPanel(
                    "search_description",
                    help_text=_("For search engines. Left empty, the introduction is used."),
                ),
            ],
            heading=_("Address and search engines"),
        )
    ]
    settings_panels = [
        PublishingPanel(
            help_text=_(
                "Only where the page itself is to appear or go at a set time. Notices and meetings end by themselves."
            )
        )
    ]
    # Public pages are kept for whoever asks next. The choice would also name every municipality's groups.
    private_page_options: list[str] = []

    class Meta:
        abstract = True

    def clean(self) -> None:
        """Refuse a new slug under which nobody could open the page. A page that is new is checked by its form.

        Raises:
            ValidationError: something else stands at that address.
        """
        super().clean()
        above, _slash, former = self.url_path.rstrip("/").rpartition("/")
        is_changed = bool(self.pk and above and former != self.slug)
        if is_changed and self.slug_is_address and not is_reachable(above, self.slug):
            raise ValidationError({"slug": TAKEN})

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """The page as it would be, in the municipality's own time zone."""
        with timezone.override(zone_of(self, request)):
            answer = super().serve_preview(request, mode_name)
            # Drawn here: later the time zone is another one again.
            return answer.render() if hasattr(answer, "render") else answer

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds what the views make for this kind of page: `cms.page_contexts`."""
        return {**super().get_context(request, *args, **kwargs), **context_of(self, request)}


class ContentPage(SitePage):
    """A page with an introduction and a body of blocks."""

    introduction = models.TextField(
        _("introduction"),
        blank=True,
        max_length=INTRODUCTION_CHARACTERS,
        help_text=_("One or two plain sentences. Lists and search results show them too."),
    )
    body = StreamField(BODY, verbose_name=_("body"), blank=True)

    content_panels = [TitleFieldPanel("title"), FieldPanel("introduction"), FieldPanel("body")]
    search_fields = [*Page.search_fields, index.SearchField("introduction"), index.SearchField("body")]

    class Meta:
        abstract = True


class InWards(models.Model):
    """A mixin for pages about some wards, named by their codes; about the whole municipality where none is named.

    Codes outlive an edition of boundaries, rows of wards do not.
    """

    ward_codes = ArrayField(
        models.CharField(max_length=64),
        verbose_name=_("wards"),
        default=list,
        blank=True,
        help_text=_("Tick the wards that this is about. With none ticked it is for the whole municipality."),
    )

    # The same in every language: only the original is asked for it.
    override_translatable_fields = [SynchronizedField("ward_codes", overridable=False)]

    class Meta:
        abstract = True


def ward_codes_index(name: str) -> GinIndex:
    """The index that finds the pages about a ward."""
    return GinIndex(fields=["ward_codes"], name=name)


class Dated(models.Model):
    """A mixin for pages about something that begins and ends."""

    starts_at = models.DateTimeField(_("starts"), help_text=_("In the municipality's own time."))
    ends_at = models.DateTimeField(_("ends"))

    override_translatable_fields = [
        SynchronizedField("starts_at", overridable=False),
        SynchronizedField("ends_at", overridable=False),
    ]

    class Meta:
        abstract = True

    def is_over(self, at: datetime) -> bool:
        """Whether it has ended by then."""
        return self.ends_at <= at

    def has_begun(self, at: datetime) -> bool:
        """Whether it has begun by then."""
        return self.starts_at <= at
