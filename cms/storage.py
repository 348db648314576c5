"""Where files lie that no address leads to, and how they leave the server once a view has asked who may have them."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.http import HttpRequest, HttpResponse
from django.utils.module_loading import import_string
from wagtail.utils import sendfile_streaming_backend


class PrivateFileStorage(FileSystemStorage):
    """Files that only this server's own processes read: no address, no rights for other users of the machine."""

    def url(self, name: str | None) -> str:
        """A private file has no address.

        Raises:
            ValueError: always.
        """
        raise ValueError("A private file has no address; a view that checks who asks must send it.")


def sendfile(request: HttpRequest, filename: str | Path, **words: Any) -> HttpResponse:
    """Send a file: a photo of residents by `PHOTO_BACKEND`, a document of the site as Wagtail does without a setting.

    django-sendfile2 and Wagtail both ask the one setting `SENDFILE_BACKEND`, each for files of its own.
    """
    if Path(filename).is_relative_to(settings.SENDFILE_ROOT):
        return import_string(settings.PHOTO_BACKEND)(request, Path(filename), **words)
    return sendfile_streaming_backend.sendfile(request, str(filename), **words)
