"""A concern: what a resident brings to the ward councillor."""

from django.db import models
from django.utils.translation import gettext as _text
from django.utils.translation import gettext_lazy as _

from engagement.enums import Nature, Outcome


class Concern(models.Model):
    """The words of a case brought to a councillor. Who may read it is the case's `publication`."""

    case = models.OneToOneField("engagement.Case", on_delete=models.CASCADE, primary_key=True, related_name="concern")
    nature = models.CharField(_("what it is"), max_length=16, choices=Nature, default=Nature.ISSUE)
    subject = models.CharField(_("in one line"), max_length=120, blank=True)
    text = models.TextField(_("text"), blank=True)
    outcome = models.CharField(_("what the answer amounts to"), max_length=16, choices=Outcome, blank=True)

    class Meta:
        verbose_name = _("concern")
        verbose_name_plural = _("concerns")

    @property
    def title(self) -> str:
        """The resident's one line, or that it was removed."""
        return self.subject or _text("The words were removed")

    def __str__(self) -> str:
        """The reference: words of residents do not belong in logs."""
        return f"concern {self.case_id}"
