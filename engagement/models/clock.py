"""A clock: one promise with its hour, computed once."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from engagement.enums import ClockKind, Reminder


class Clock(models.Model):
    """By when something was promised on a case. Lateness is a filter on `due_at`; nothing is computed again."""

    case = models.ForeignKey("engagement.Case", on_delete=models.CASCADE, related_name="clocks")
    kind = models.CharField(_("promise"), max_length=32, choices=ClockKind)
    working_days = models.PositiveSmallIntegerField(_("working days that were promised"))
    starts_at = models.DateTimeField(_("starts at"))
    due_at = models.DateTimeField(_("due at"))
    paused_at = models.DateTimeField(_("stands still since"), null=True, blank=True)
    reminded = models.PositiveSmallIntegerField(_("reminders so far"), choices=Reminder, default=Reminder.NONE)
    met_at = models.DateTimeField(_("kept at"), null=True, blank=True)

    class Meta:
        verbose_name = _("clock")
        verbose_name_plural = _("clocks")
        ordering = ["due_at"]
        constraints = [
            models.UniqueConstraint(fields=["case", "kind"], name="clock_one_of_a_kind"),
            models.CheckConstraint(name="clock_due_after_start", condition=Q(due_at__gt=F("starts_at"))),
            models.CheckConstraint(
                name="clock_met_stands_not_still", condition=Q(met_at__isnull=True) | Q(paused_at__isnull=True)
            ),
        ]
        indexes = [models.Index(fields=["due_at"], name="clock_running", condition=Q(met_at__isnull=True))]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.due_at:%Y-%m-%d %H:%M}"
