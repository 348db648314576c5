"""That something affects others too: a number, and nothing from which a list of people could be made."""

from typing import ClassVar

from django.db import models


class Support(models.Model):
    """One confirmed contact counted once for a case.

    It holds no contact, no account and no time, since whom somebody supports can show what they believe. The digest
    (`engagement.rules.supports`) tells the same contact again, and cannot be turned back.
    """

    case = models.ForeignKey("engagement.Case", on_delete=models.CASCADE, related_name="supports")
    digest = models.CharField(max_length=64)

    BLIND_INDEXES: ClassVar = {"digest": None}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "digest"], name="support_counts_once")]

    def __str__(self) -> str:
        """The row's number: which case it belongs to is the case's count alone."""
        return f"support {self.pk}"
