"""Meetings to which people can come."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from cms.enums import EventKind
from cms.models.base import ContentPage, Dated, InWards, begin_panels, ward_codes_index
from cms.models.lasting import Lasting


class EventIndexPage(Lasting, ContentPage):
    """The meetings that come."""

    template = "cms/event_index_page.html"
    parent_page_types = ["cms.HomePage"]
    subpage_types = ["cms.EventPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("list of meetings")
        verbose_name_plural = _("lists of meetings")


class EventPage(InWards, Dated, ContentPage):
    """One meeting: who meets, when, where."""

    kind = models.CharField(_("kind"), max_length=16, choices=EventKind, default=EventKind.WARD_MEETING)
    place = models.CharField(_("place"), max_length=120, help_text=_("The name that people know it by."))
    address = models.CharField(_("address"), max_length=200, blank=True)
    called_off = models.BooleanField(
        _("called off"), default=False, help_text=_("It stays on the site and in calendars, and says so.")
    )

    content_panels = [
        *begin_panels(
            _("A meeting is listed until it is over, goes into people's calendars, and stands on its wards' pages."),
            title=_("Such as: Ward meeting in Thutong"),
        ),
        FieldPanel("kind"),
        FieldPanel("introduction"),
        FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
        FieldRowPanel([FieldPanel("place"), FieldPanel("address")]),
        FieldPanel("called_off"),
        FieldPanel("ward_codes"),
        FieldPanel("body"),
    ]
    search_fields = [*ContentPage.search_fields, index.SearchField("place")]
    # Most places have one name in every language; a translator may put another in its stead, until the place changes.
    override_translatable_fields = [
        *ContentPage.override_translatable_fields,
        *InWards.override_translatable_fields,
        *Dated.override_translatable_fields,
        SynchronizedField("place"),
        SynchronizedField("address"),
    ]
    template = "cms/event_page.html"
    page_description = _("A ward meeting, a committee, a sitting of the council. Goes into calendars.")
    parent_page_types = ["cms.EventIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        indexes = [
            ward_codes_index("event_ward_codes"),
            models.Index(fields=["ends_at", "starts_at"], name="event_ends_at"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="event_ends_after_it_starts"
            )
        ]

    def clean(self) -> None:
        """Refuse an end before the start.

        Raises:
            ValidationError: it ends before it starts.
        """
        super().clean()
        if self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            raise ValidationError({"ends_at": _("This is before it starts. Choose a later time.")})
