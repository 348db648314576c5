"""What editors add to a ward. The rest of the page is what the registers know."""

from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from wagtail.admin.panels import FieldPanel

from cms.models.base import ContentPage, begin_panels
from cms.models.lasting import Lasting


class WardIndexPage(Lasting, ContentPage):
    """The wards of the municipality: the finder, with the editors' introduction."""

    slug_is_address = False

    template = "cms/ward_index_page.html"
    parent_page_types = ["cms.HomePage"]
    subpage_types = ["cms.WardPage"]
    max_count_per_parent = 1
    is_creatable = False

    class Meta:
        verbose_name = _("list of wards")
        verbose_name_plural = _("lists of wards")

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str] | None:
        """The finder's address, whatever the page's slug."""
        return _at(super().get_url_parts(request), self.locale.language_code, "wards:index")


class WardPage(ContentPage):
    """One ward. Made and kept in step with the boundaries in force by `cms.services.ward_pages`."""

    slug_is_address = False

    ward = models.ForeignKey(
        "wards.Ward", verbose_name=_("ward"), on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )
    code = models.CharField(_("code"), max_length=64, editable=False)

    content_panels = [
        *begin_panels(
            _(
                "The councillor, the committee, the map, what residents raised and what concerns the ward stand on the"
                " page by themselves. Write what people should know about the ward."
            )
        ),
        FieldPanel("introduction"),
        FieldPanel("body"),
    ]
    template = "cms/ward_page.html"
    parent_page_types = ["cms.WardIndexPage"]
    subpage_types: list[str] = []
    is_creatable = False

    class Meta:
        verbose_name = _("ward page")
        verbose_name_plural = _("ward pages")
        indexes = [models.Index(fields=["code"], name="ward_page_code")]

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str] | None:
        """The ward's address, whatever the page's slug."""
        return _at(super().get_url_parts(request), self.locale.language_code, "wards:ward", self.code)


def _at(parts: tuple[int, str, str] | None, language: str, name: str, *args: str) -> tuple[int, str, str] | None:
    """The address parts of a page that stands at an address of the wards floor."""
    if parts is None or parts[2] is None:
        return parts
    with override(language):
        return parts[0], parts[1], reverse(name, args=args)
