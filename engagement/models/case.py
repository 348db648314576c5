"""A case: the thin spine of everything that a municipality owes an answer on."""

from django.conf import settings
from django.contrib.gis.db import models
from django.contrib.gis.geos import Point
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from engagement.enums import Channel, Publication
from engagement.rules.chain import FIRST_HEAD

_PUBLIC_DECIMALS = 3


class CaseQuerySet(models.QuerySet["Case"]):
    """Cases as lists need them."""

    def confirmed(self) -> "CaseQuerySet":
        """Those whose contact was confirmed: only they run, count and are seen by anybody but their author."""
        return self.filter(confirmed_at__isnull=False)

    def open(self) -> "CaseQuerySet":
        """Those that somebody still owes something on."""
        return self.filter(confirmed_at__isnull=False, closed_at__isnull=True)

    def with_ward(self) -> "CaseQuerySet":
        """Each with its ward and municipality, leaving the heavy boundaries where they are."""
        return self.select_related("ward", "municipality").defer("ward__boundary", "ward__outline")


class Case(models.Model):
    """One thing brought to a municipality. Details join it one-to-one from above, such as `Concern`.

    `status` holds a value of the statuses that the case's kind has registered (`engagement.kinds`). `ward` is the ward
    in which the case was opened; it stays when boundaries change.
    """

    reference = models.CharField(_("reference"), max_length=16, unique=True)
    kind = models.CharField(_("kind"), max_length=32)
    status = models.CharField(_("status"), max_length=32)
    municipality = models.ForeignKey("wards.Municipality", on_delete=models.PROTECT, related_name="cases")
    ward = models.ForeignKey("wards.Ward", on_delete=models.PROTECT, related_name="cases")
    point = models.PointField(_("place on the map"), srid=4326, null=True, blank=True)
    place_words = models.CharField(_("place in words"), max_length=300, blank=True)
    resident = models.ForeignKey(
        "engagement.Resident", on_delete=models.SET_NULL, null=True, blank=True, related_name="cases"
    )
    privacy_notice = models.ForeignKey(
        "engagement.PrivacyNotice",
        verbose_name=_("what the resident was told of their data"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="cases",
    )
    councillor = models.ForeignKey(
        "wards.Councillor",
        verbose_name=_("addressed to"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="cases",
        help_text=_("Empty where it is addressed to the Speaker's office."),
    )
    department = models.ForeignKey(
        "engagement.Department",
        verbose_name=_("passed on to"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="cases",
    )
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("taken on by"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    shares_name = models.BooleanField(_("whoever answers may see the name"), default=False)
    shares_contact = models.BooleanField(_("whoever answers may see the contact"), default=False)
    channel = models.CharField(_("channel"), max_length=16, choices=Channel, default=Channel.WEB)
    language = models.CharField(_("language"), max_length=16, default="en")
    publication = models.CharField(
        _("who may read it"), max_length=16, choices=Publication, default=Publication.PRIVATE
    )
    opened_at = models.DateTimeField(_("opened at"))
    confirmed_at = models.DateTimeField(_("contact confirmed at"), null=True, blank=True)
    published_at = models.DateTimeField(_("published at"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)
    timeline_length = models.PositiveIntegerField(default=0, editable=False)
    timeline_head = models.CharField(max_length=64, default=FIRST_HEAD, editable=False)

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("case")
        verbose_name_plural = _("cases")
        ordering = ["-opened_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="case_published_has_time",
                condition=Q(publication=Publication.PUBLISHED, published_at__isnull=False)
                | ~Q(publication=Publication.PUBLISHED) & Q(published_at__isnull=True),
            ),
            models.CheckConstraint(
                name="case_published_is_confirmed",
                condition=Q(published_at__isnull=True) | Q(confirmed_at__isnull=False),
            ),
            models.CheckConstraint(name="case_closes_after_opening", condition=Q(closed_at__gte=F("opened_at"))),
        ]
        indexes = [
            models.Index(fields=["ward", "-opened_at"], name="case_ward_opened"),
            # Its condition is the one that `visible_to` asks: PostgreSQL does not infer it from a constraint.
            models.Index(
                fields=["ward", "-confirmed_at"], name="case_ward_shown", condition=Q(publication=Publication.PUBLISHED)
            ),
            models.Index(
                fields=["department", "opened_at"], name="case_department", condition=Q(department__isnull=False)
            ),
            models.Index(fields=["municipality", "opened_at"], name="case_open", condition=Q(closed_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def rough_point(self) -> Point | None:
        """The place on the map as everyone sees it, to about 100 metres: that finds a dark street, and no house."""
        if self.point is None:
            return None
        x, y = (round(degrees, _PUBLIC_DECIMALS) for degrees in self.point.coords)
        return Point(x, y, srid=self.point.srid)
