"""What a councillor passed on to a department."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Referral(models.Model):
    """The words of a case that was opened with a department, out of another case.

    To which department, and who there has taken it on, stands in the case itself.
    """

    case = models.OneToOneField("engagement.Case", on_delete=models.CASCADE, primary_key=True, related_name="referral")
    from_case = models.ForeignKey(
        "engagement.Case", verbose_name=_("out of"), on_delete=models.RESTRICT, related_name="referrals"
    )
    ask = models.TextField(_("what is asked"))

    class Meta:
        verbose_name = _("referral")
        verbose_name_plural = _("referrals")
        constraints = [
            models.CheckConstraint(
                name="referral_is_out_of_another_case", condition=~models.Q(case=models.F("from_case"))
            )
        ]

    def __str__(self) -> str:
        """A number: what is asked does not belong in logs."""
        return f"referral {self.case_id}"
