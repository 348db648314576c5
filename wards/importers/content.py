"""What kind of file the content is, told by the content and not by the name."""

import gzip
import hashlib
import io
import zipfile
import zlib
from enum import StrEnum
from pathlib import Path

from django.utils.translation import gettext as _

from wards.importers.limits import MAX_BYTES, TableError, too_large


class TableFormat(StrEnum):
    """Kinds of tables that are read."""

    TEXT = "csv"
    WORKBOOK = "xlsx"
    JSON = "json"


def read_content(path: Path) -> bytes:
    """The content of a file, unpacked where it is gzipped.

    Raises:
        TableError: it is larger than MAX_BYTES, or broken.
    """
    if path.stat().st_size > MAX_BYTES:
        raise too_large()
    return unpacked(path.read_bytes())


def unpacked(content: bytes) -> bytes:
    """The content itself, or what is in it where it is gzipped.

    Raises:
        TableError: what is in it is larger than MAX_BYTES, or it is broken.
    """
    if not content.startswith(b"\x1f\x8b"):
        return content
    try:
        with gzip.open(io.BytesIO(content)) as unpacking:
            inside = unpacking.read(MAX_BYTES + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise TableError(_("The file is packed and broken. Pack it again and bring that.")) from error
    if len(inside) > MAX_BYTES:
        raise too_large()
    return inside


def digest_of(content: Path | bytes) -> str:
    """SHA-256 of what a file holds, as an import's report keeps it; empty for a folder and for what is not there."""
    if isinstance(content, bytes):
        return hashlib.sha256(content).hexdigest()
    if not content.is_file():
        return ""
    with content.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def check_table(content: bytes) -> None:
    """Look at a file's content before it is kept.

    Raises:
        TableError: it is no table that can be read.
    """
    recognise_format(unpacked(content))


def recognise_format(content: bytes) -> TableFormat:
    """What kind of table the content is.

    Raises:
        TableError: it is none that can be read.
    """
    start = content[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if content.startswith(b"PK\x03\x04"):
        return _recognise_archive(content)
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise TableError(_("This is a workbook of the old Excel format. Save it as .xlsx or CSV and bring that."))
    if start.startswith((b"{", b"[")):
        return TableFormat.JSON
    if not start:
        raise TableError(_("The file is empty."))
    if b"\x00" in content[:4096] and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise TableError(_("This is no table. Bring a CSV, XLSX or GeoJSON file."))
    if start[:1] == b"<":
        raise TableError(_("This is a web page or XML, not a table. Bring a CSV, XLSX or GeoJSON file."))
    return TableFormat.TEXT


def _recognise_archive(content: bytes) -> TableFormat:
    try:
        members = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except zipfile.BadZipFile as error:
        raise TableError(_("The workbook is broken. Open it, save it again and bring that.")) from error
    if not any(member.filename == "xl/workbook.xml" for member in members):
        raise TableError(_("This is an archive, not a table. Unpack it and bring the CSV, XLSX or GeoJSON file in it."))
    if sum(member.file_size for member in members) > MAX_BYTES:
        raise too_large()
    return TableFormat.WORKBOOK
