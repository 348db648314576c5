"""Idempotency keys: the same form sent twice does its work once."""

from django.db import models


class SubmissionKey(models.Model):
    """A form that was handled. Whoever sends it again is led to what it led to the first time."""

    digest = models.CharField(max_length=64, unique=True)
    case = models.ForeignKey("engagement.Case", on_delete=models.CASCADE, null=True, related_name="+")
    used_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["used_at"], name="submission_key_used_at")]

    def __str__(self) -> str:
        return self.digest[:8]
