"""For how long a municipality keeps things, and what was removed when the time was over."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from engagement.rules.keeping import Retention

# Shorter, and people would be asked for a contact that is gone before they can come back.
FEWEST_MONTHS, MOST_MONTHS = 3, 240
_MONTHS = [MinValueValidator(FEWEST_MONTHS), MaxValueValidator(MOST_MONTHS)]
_ALLOWED = (FEWEST_MONTHS, MOST_MONTHS)


class RetentionRule(models.Model):
    """What a municipality has decided for one kind of case, in months after its end. Without a row, as declared."""

    municipality = models.ForeignKey("wards.Municipality", on_delete=models.CASCADE, related_name="retention_rules")
    kind = models.CharField(_("kind of case"), max_length=32)
    contact = models.PositiveSmallIntegerField(_("months for name and contact"), validators=_MONTHS)
    words = models.PositiveSmallIntegerField(_("months for words that are not public"), validators=_MONTHS)
    photos = models.PositiveSmallIntegerField(_("months for photos that are not public"), validators=_MONTHS)
    follows = models.PositiveSmallIntegerField(_("months for who follows it"), validators=_MONTHS)

    class Meta:
        verbose_name = _("rule for keeping")
        verbose_name_plural = _("rules for keeping")
        constraints = [
            models.UniqueConstraint(fields=["municipality", "kind"], name="retention_rule_one_a_kind"),
            models.CheckConstraint(
                name="retention_rule_months",
                condition=Q(
                    contact__range=_ALLOWED, words__range=_ALLOWED, photos__range=_ALLOWED, follows__range=_ALLOWED
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.municipality}, {self.kind}"

    @property
    def retention(self) -> Retention:
        """The months as the rules take them."""
        return Retention(contact=self.contact, words=self.words, photos=self.photos, follows=self.follows)


class RetentionRun(models.Model):
    """One run of the rules for keeping: what went, or would have gone, counted by municipality and kind of case."""

    at = models.DateTimeField(_("at"))
    is_dry = models.BooleanField(_("a dry run: nothing went"), default=False)
    counts = models.JSONField(_("what went"), default=list)

    class Meta:
        verbose_name = _("run of the rules for keeping")
        verbose_name_plural = _("runs of the rules for keeping")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["-at"], name="retention_run_at")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}"
