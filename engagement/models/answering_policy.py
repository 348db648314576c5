"""What a municipality has decided about answering, and the days on which its offices are closed."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from engagement.rules.promises import ANSWER_WORKING_DAYS, MODERATION_WORKING_DAYS


class AnsweringPolicy(models.Model):
    """How long a municipality takes, and whether it looks before everyone may read. Without a row, as by default."""

    municipality = models.OneToOneField(
        "wards.Municipality", on_delete=models.CASCADE, primary_key=True, related_name="answering_policy"
    )
    answer_working_days = models.PositiveSmallIntegerField(
        _("working days until the first answer"),
        default=ANSWER_WORKING_DAYS,
        validators=[MinValueValidator(1), MaxValueValidator(60)],
    )
    moderation_working_days = models.PositiveSmallIntegerField(
        _("working days until a public concern is checked"),
        default=MODERATION_WORKING_DAYS,
        validators=[MinValueValidator(1), MaxValueValidator(10)],
    )
    holds_before_publishing = models.BooleanField(
        _("a moderator looks before everyone may read"),
        default=True,
        help_text=_("Else it is shown as soon as its author confirmed the contact, and looked at afterwards."),
    )

    class Meta:
        verbose_name = _("rules for answering")
        verbose_name_plural = _("rules for answering")
        constraints = [
            models.CheckConstraint(
                name="answering_policy_days",
                condition=Q(answer_working_days__range=(1, 60), moderation_working_days__range=(1, 10)),
            )
        ]

    def __str__(self) -> str:
        return str(self.municipality)


class ProclaimedDay(models.Model):
    """A day off that no list of holidays knows yet, such as a day of elections or of mourning."""

    country = models.CharField(_("country"), max_length=2)
    municipality = models.ForeignKey(
        "wards.Municipality",
        verbose_name=_("in this municipality alone"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="proclaimed_days",
    )
    day = models.DateField(_("day"))
    name = models.CharField(_("what for"), max_length=120)

    class Meta:
        verbose_name = _("proclaimed day off")
        verbose_name_plural = _("proclaimed days off")
        ordering = ["-day", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["country", "municipality", "day"], name="proclaimed_day_once", nulls_distinct=False
            )
        ]

    def __str__(self) -> str:
        return f"{self.day}: {self.name}"
