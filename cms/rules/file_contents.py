"""Whether a document is what its name says, told by its first bytes and what is packed into it."""

import io
import zipfile
from collections.abc import Callable

_OFFICE_FOLDERS = {"docx": "word/", "pptx": "ppt/", "xlsx": "xl/"}
_OPEN_DOCUMENT_TEXT = b"application/vnd.oasis.opendocument.text"
# A reader skips what stands before the mark, and so do we: some scanners write a line of their own first.
_PDF_MARK_WITHIN = 1024


def holds_what_it_says(extension: str, content: bytes) -> bool:
    """Whether the content is of the kind that the extension names, such as "pdf"; never for one that is not known."""
    check = _CHECKS.get(extension.lower())
    return check is not None and check(content)


def _is_pdf(content: bytes) -> bool:
    return b"%PDF-" in content[:_PDF_MARK_WITHIN]


def _is_rich_text(content: bytes) -> bool:
    return content.startswith(b"{\\rtf")


def _is_text(content: bytes) -> bool:
    """Text in any encoding but without the zero bytes that programs and pictures are full of."""
    return b"\0" not in content or content.startswith((b"\xff\xfe", b"\xfe\xff"))


def _is_office(folder: str) -> Callable[[bytes], bool]:
    def check(content: bytes) -> bool:
        names = _packed(content)
        return "[Content_Types].xml" in names and any(name.startswith(folder) for name in names)

    return check


def _is_open_document(content: bytes) -> bool:
    if "mimetype" not in _packed(content):
        return False
    with zipfile.ZipFile(io.BytesIO(content)) as packed, packed.open("mimetype") as kind:
        return kind.read(len(_OPEN_DOCUMENT_TEXT) + 1).strip() == _OPEN_DOCUMENT_TEXT


def _packed(content: bytes) -> list[str]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return packed.namelist()
    except zipfile.BadZipFile:
        return []


_CHECKS: dict[str, Callable[[bytes], bool]] = {
    "pdf": _is_pdf,
    "rtf": _is_rich_text,
    "txt": _is_text,
    "csv": _is_text,
    "odt": _is_open_document,
    **{extension: _is_office(folder) for extension, folder in _OFFICE_FOLDERS.items()},
}
