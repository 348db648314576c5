"""A councillor, and the terms for which they hold a seat."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from wards.enums import SeatKind, TermEnd


class Councillor(models.Model):
    """A person elected to a municipal council. Only what belongs to the public office is kept here."""

    municipality = models.ForeignKey("wards.Municipality", on_delete=models.PROTECT, related_name="councillors")
    name = models.CharField(_("name"), max_length=200)
    party = models.CharField(_("party"), max_length=100, blank=True)
    office_email = models.EmailField(_("office e-mail address"), blank=True)
    office_phone = models.CharField(_("office telephone"), max_length=64, blank=True)
    office_hours = models.CharField(_("office hours"), max_length=300, blank=True)
    photo = models.ForeignKey(
        "wagtailimages.Image",
        verbose_name=_("photo"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Of the face, with the councillor's consent. Shown in a circle on the ward's page."),
    )

    class Meta:
        verbose_name = _("councillor")
        verbose_name_plural = _("councillors")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def initials(self) -> str:
        """First letters of the first and the last name, for a portrait that is not there."""
        words = self.name.split()
        return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()


class CouncillorTerm(models.Model):
    """A councillor's hold on one seat for a range of days; the end is open while they serve."""

    councillor = models.ForeignKey("wards.Councillor", on_delete=models.PROTECT, related_name="terms")
    seat = models.CharField(_("seat"), max_length=16, choices=SeatKind)
    ward = models.ForeignKey("wards.Ward", on_delete=models.PROTECT, null=True, blank=True, related_name="terms")
    served = DateRangeField(_("served"), help_text=_("From the first day, up to the day after the last."))
    end_reason = models.CharField(_("why it ended"), max_length=16, choices=TermEnd, blank=True)
    source = models.ForeignKey("wards.ImportReport", on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        ordering = ["-served"]
        constraints = [
            models.CheckConstraint(
                name="term_ward_seat_has_ward",
                condition=(
                    Q(seat=SeatKind.WARD, ward__isnull=False) | Q(seat=SeatKind.PROPORTIONAL, ward__isnull=True)
                ),
            ),
            ExclusionConstraint(
                name="term_one_councillor_a_ward",
                expressions=[("ward", RangeOperators.EQUAL), ("served", RangeOperators.OVERLAPS)],
                condition=Q(ward__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.councillor}: {self.ward or self.get_seat_display()}"
