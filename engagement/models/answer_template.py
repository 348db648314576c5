"""Words for answers that are given often."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class AnswerTemplate(models.Model):
    """The beginning of an answer: its owner's own, or for everybody who answers in the municipality."""

    municipality = models.ForeignKey(
        "wards.Municipality", verbose_name=_("municipality"), on_delete=models.CASCADE, related_name="answer_templates"
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("whose own it is"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="answer_templates",
    )
    name = models.CharField(_("name"), max_length=80)
    text = models.TextField(_("text"), max_length=5000)

    class Meta:
        verbose_name = _("template for answers")
        verbose_name_plural = _("templates for answers")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "owner", "name"], name="answer_template_name_once", nulls_distinct=False
            )
        ]

    def __str__(self) -> str:
        return self.name
