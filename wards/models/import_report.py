"""What an import read, refused and changed; kept as proof of where a fact came from."""

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from wards.enums import ImportKind, ImportState


def private_storage() -> Storage:
    """Uploads wait here: a list may hold more about people than what is taken from it."""
    return storages["private"]


class ImportReport(models.Model):
    """One run of an importer over one file, dry or applied."""

    kind = models.CharField(_("kind"), max_length=16, choices=ImportKind)
    state = models.CharField(_("state"), max_length=16, choices=ImportState, default=ImportState.UPLOADED)
    municipality = models.ForeignKey("wards.Municipality", on_delete=models.PROTECT, null=True, blank=True)
    delimitation = models.ForeignKey("wards.Delimitation", on_delete=models.PROTECT, null=True, blank=True)
    file_name = models.CharField(_("file name"), max_length=255)
    file_digest = models.CharField(_("file's SHA-256"), max_length=64, blank=True)
    upload = models.FileField(_("file"), upload_to="imports/", storage=private_storage, null=True, blank=True)
    dry_run = models.BooleanField(_("dry run"), default=False)
    options = models.JSONField(_("options"), default=dict, encoder=DjangoJSONEncoder)
    counts = models.JSONField(_("counts"), default=dict, help_text=_("Such as read, added, changed, left out."))
    problems = models.JSONField(
        _("problems"), default=list, help_text=_("A list of {row, code, severity, message}; rows count from 1.")
    )
    preview = models.JSONField(
        _("preview"),
        default=dict,
        encoder=DjangoJSONEncoder,
        help_text=_("Columns as understood, first rows, first changes, and what needs an extra yes."),
    )
    plan_digest = models.CharField(
        _("plan's SHA-256"),
        max_length=64,
        blank=True,
        help_text=_("What was previewed is what is applied: a plan of another digest is refused."),
    )
    attempts = models.PositiveSmallIntegerField(
        _("attempts"), default=0, help_text=_("How often the worker took up the step that is due.")
    )
    claimed_at = models.DateTimeField(_("claimed at"), null=True, help_text=_("When the worker last took it up."))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    started_at = models.DateTimeField(_("started at"))
    finished_at = models.DateTimeField(_("finished at"), null=True)

    class Meta:
        verbose_name = _("import report")
        verbose_name_plural = _("import reports")
        ordering = ["-started_at"]
        permissions = [("import_register", _("Can bring in councillors, places and wards from a file"))]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.file_name} ({self.started_at:%Y-%m-%d %H:%M})"
