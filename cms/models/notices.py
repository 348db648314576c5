"""What people must know now: an outage, planned work. A notice ends by itself."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from cms.enums import NoticeKind
from cms.models.base import ContentPage, Dated, InWards, begin_panels, ward_codes_index
from cms.models.lasting import Lasting


class NoticeIndexPage(Lasting, ContentPage):
    """Notices that count, and those that come."""

    template = "cms/notice_index_page.html"
    parent_page_types = ["cms.HomePage"]
    subpage_types = ["cms.NoticePage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("list of notices")
        verbose_name_plural = _("lists of notices")


class NoticePage(InWards, Dated, ContentPage):
    """One notice: what, where, from when, until when."""

    kind = models.CharField(_("kind"), max_length=16, choices=NoticeKind, default=NoticeKind.OUTAGE)

    content_panels = [
        *begin_panels(
            _("A notice says what does not work or is planned, where, and until when. It ends by itself."),
            title=_("Such as: Water off in Rope Walk"),
        ),
        FieldPanel("kind"),
        FieldPanel("introduction"),
        FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
        FieldPanel("ward_codes"),
        FieldPanel("body"),
    ]
    override_translatable_fields = [
        *ContentPage.override_translatable_fields,
        *InWards.override_translatable_fields,
        *Dated.override_translatable_fields,
    ]
    template = "cms/notice_page.html"
    page_description = _("Water off, a road closed, planned work. Ends by itself.")
    parent_page_types = ["cms.NoticeIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        indexes = [
            ward_codes_index("notice_ward_codes"),
            models.Index(fields=["ends_at", "starts_at"], name="notice_ends_at"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="notice_ends_after_it_starts"
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


class NoticeTelling(models.Model):
    """Those who follow its wards are to be told of a notice, once: the row is written when it first goes live."""

    notice = models.OneToOneField("cms.NoticePage", on_delete=models.CASCADE, related_name="telling")
    since = models.DateTimeField(_("since"))
    told_at = models.DateTimeField(_("told at"), null=True)

    class Meta:
        verbose_name = _("telling of a notice")
        verbose_name_plural = _("tellings of notices")
        indexes = [models.Index(fields=["since"], name="notice_telling_due", condition=models.Q(told_at=None))]

    def __str__(self) -> str:
        return f"telling of notice {self.notice_id}"
