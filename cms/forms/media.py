"""What editors bring in: pictures and documents, looked at by their content."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.utils.translation import gettext as _
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from cms.rules.file_contents import holds_what_it_says
from cms.rules.pictures import cleaned


class PictureForm(BaseImageForm):
    """Keeps of a picture what is to be seen, and not where a phone was when it was taken."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if field := self.fields.get("file"):
            # Wagtail opens the whole picture here, and answers with an error of the server where it ends too soon.
            field.check_image_pixel_size = _refusing_broken(field.check_image_pixel_size)

    def clean_file(self) -> Any:
        """The picture without what is written beside it.

        Raises:
            ValidationError: it is broken.
        """
        file = self.cleaned_data["file"]
        if not isinstance(file, UploadedFile):
            return file
        file.seek(0)
        try:
            content = cleaned(file.read())
        except (OSError, ValueError, SyntaxError) as error:
            raise _broken() from error
        _overwrite(file, content)
        return SimpleUploadedFile(file.name, content, file.content_type)


class DocumentForm(BaseDocumentForm):
    """Takes in a document only if it is what its name says."""

    def clean_file(self) -> Any:
        """The document.

        Raises:
            ValidationError: its content is of another kind than its name.
        """
        file = self.cleaned_data["file"]
        if not isinstance(file, UploadedFile):
            return file
        file.seek(0)
        extension = Path(file.name).suffix.removeprefix(".")
        if not holds_what_it_says(extension, file.read()):
            raise ValidationError(
                _("This is not a %(kind)s file, whatever its name says. Save it anew in that format, or as PDF."),
                code="other_kind",
                params={"kind": extension.upper()},
            )
        file.seek(0)
        return file


def _overwrite(file: UploadedFile, content: bytes) -> None:
    """Put other content into an upload: Wagtail keeps the upload itself until a missing title is filled in."""
    file.seek(0)
    file.truncate()
    file.write(content)
    file.flush()
    file.seek(0)
    file.size = len(content)


def _refusing_broken(check: Callable[[Any], None]) -> Callable[[Any], None]:
    def checked(file: Any) -> None:
        try:
            check(file)
        except OSError as error:
            raise _broken() from error

    return checked


def _broken() -> ValidationError:
    words = _("This picture is broken. Open it on your phone or computer, save it anew and bring that.")
    return ValidationError(words, code="broken")
