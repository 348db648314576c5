"""What a person was told when they gave personal data."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PrivacyNotice(models.Model):
    """A notice as it was shown with a form, kept as soon as the first person sent that form; it never changes."""

    municipality = models.ForeignKey(
        "wards.Municipality",
        verbose_name=_("municipality"),
        on_delete=models.CASCADE,
        null=True,
        related_name="privacy_notices",
        help_text=_("Empty for forms on a host that is no municipality's."),
    )
    form = models.CharField(_("form"), max_length=32)
    language = models.CharField(_("language"), max_length=16)
    version = models.DateField(_("reads so since"))
    text = models.TextField(_("text"))
    digest = models.CharField(max_length=64, unique=True, editable=False)

    class Meta:
        verbose_name = _("privacy notice")
        verbose_name_plural = _("privacy notices")
        ordering = ["-version", "-pk"]
        indexes = [
            models.Index(fields=["municipality", "form", "language", "-version"], name="privacy_notice_latest"),
        ]

    def __str__(self) -> str:
        return f"{self.form}, {self.language}, {self.version}"
