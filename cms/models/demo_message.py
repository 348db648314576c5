"""A message of the demo that would have gone out."""

from django.db import models


class DemoMessage(models.Model):
    """A message that would have gone out; exists in demo mode only."""

    channel = models.CharField(max_length=16, default="email")
    to = models.CharField(max_length=254)
    subject = models.CharField(max_length=998, blank=True)
    body = models.TextField()
    sent_at = models.DateTimeField()

    class Meta:
        ordering = ["-sent_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.to}: {self.subject}"
