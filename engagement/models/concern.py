"""A concern: what a resident brings to the ward councillor."""

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from engagement.enums import Nature, Outcome


class Concern(models.Model):
    """The words of a case brought to a councillor. Who may read it is the case's `publication`.

    `public_subject`, `public_text` and `public_place` are what the public reads: the same words, and those of the
    case's place, with what was left out, named as such. They are empty where the words are for the councillor alone.
    `supporters` counts who has a row of `Support`, and stays when those are forgotten.
    """

    case = models.OneToOneField("engagement.Case", on_delete=models.CASCADE, primary_key=True, related_name="concern")
    nature = models.CharField(_("what it is"), max_length=16, choices=Nature, default=Nature.ISSUE)
    subject = models.CharField(_("in one line"), max_length=120, blank=True)
    text = models.TextField(_("text"), blank=True)
    public_subject = models.CharField(_("in one line, for everyone"), max_length=400, blank=True)
    public_text = models.TextField(_("text for everyone"), blank=True)
    public_place = models.CharField(_("place in words, for everyone"), max_length=400, blank=True)
    supporters = models.PositiveIntegerField(_("how many say that it affects them too"), default=0)
    outcome = models.CharField(_("what the answer amounts to"), max_length=16, choices=Outcome, blank=True)

    class Meta:
        verbose_name = _("concern")
        verbose_name_plural = _("concerns")

    @property
    def kept_subject(self) -> str:
        """The resident's one line; once what was left out for everyone is erased, as everyone reads it."""
        return self.subject or self.public_subject

    @property
    def kept_text(self) -> str:
        """The resident's text; once what was left out for everyone is erased, as everyone reads it."""
        return self.text or self.public_text

    @property
    def title(self) -> str:
        """The resident's one line, or that it was removed."""
        return self.kept_subject or gettext("The words were removed")

    @property
    def public_title(self) -> str:
        """The one line as everyone reads it, or that it was removed."""
        return self.public_subject or gettext("The words were removed")

    def __str__(self) -> str:
        """The reference: words of residents do not belong in logs."""
        return f"concern {self.case_id}"
