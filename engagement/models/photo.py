"""A photo that a resident sent along."""

import uuid
from pathlib import PurePosixPath

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


def photo_storage() -> Storage:
    """Files that no address leads to: a view asks who may see them."""
    return storages["photos"]


def random_name(photo: "Photo", file_name: str) -> str:
    """A name that tells nothing, in one of many folders."""
    name = uuid.uuid4().hex
    return str(PurePosixPath(name[:2], f"{name}.jpg"))


class Photo(models.Model):
    """A photo of a case, or of a draft that becomes one. Everyone sees it once a moderator has shown it, not before.

    Only `services.photos` deletes photos, since their files must go too.
    """

    token = models.UUIDField(_("address"), default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey("engagement.Case", on_delete=models.CASCADE, null=True, blank=True, related_name="photos")
    draft = models.ForeignKey(
        "engagement.ConcernDraft", on_delete=models.CASCADE, null=True, blank=True, related_name="photos"
    )
    file = models.FileField(_("file"), storage=photo_storage, upload_to=random_name)
    preview = models.FileField(_("preview"), storage=photo_storage, upload_to=random_name)
    content_type = models.CharField(_("content type"), max_length=32)
    width = models.PositiveIntegerField(_("width"))
    height = models.PositiveIntegerField(_("height"))
    bytes = models.PositiveIntegerField(_("bytes"))
    sha256 = models.CharField(_("digest"), max_length=64)
    position = models.PositiveSmallIntegerField(_("position"))
    added_at = models.DateTimeField(_("added at"))
    shown_at = models.DateTimeField(_("shown to everyone since"), null=True, blank=True)
    shown_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("photo")
        verbose_name_plural = _("photos")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="photo_of_case_or_draft",
                condition=Q(case__isnull=False, draft__isnull=True) | Q(case__isnull=True, draft__isnull=False),
            ),
            models.CheckConstraint(
                name="photo_shown_of_case", condition=Q(shown_at__isnull=True) | Q(case__isnull=False)
            ),
            models.UniqueConstraint(fields=["draft", "sha256"], name="photo_once_in_draft"),
        ]

    def __str__(self) -> str:
        """A number: the address is a secret as long as the photo is one."""
        return f"photo {self.pk}"
