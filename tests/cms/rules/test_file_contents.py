"""A document is what its name says, or it is not taken in."""

import io
import zipfile

import pytest

from cms.rules.file_contents import holds_what_it_says


def packed(**files: bytes) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, inside in files.items():
            archive.writestr(name, inside)
    return content.getvalue()


def office(folder: str) -> bytes:
    return packed(**{"[Content_Types].xml": b"<Types/>", f"{folder}/document.xml": b"<x/>"})


GOOD = {
    "pdf": b"%PDF-1.7 ...",
    "rtf": b"{\\rtf1 ...}",
    "txt": "Amanzi ayavela".encode("utf-16"),
    "csv": b"a;b\n1;2\n",
    "odt": packed(mimetype=b"application/vnd.oasis.opendocument.text"),
    "docx": office("word"),
    "pptx": office("ppt"),
    "xlsx": office("xl"),
}


@pytest.mark.parametrize("extension", GOOD)
def test_what_is_what_it_says_is_taken(extension: str) -> None:
    assert holds_what_it_says(extension, GOOD[extension])
    assert holds_what_it_says(extension.upper(), GOOD[extension])


@pytest.mark.parametrize(
    ("extension", "content"),
    [
        ("pdf", b"<html><script>alert(1)</script></html>"),
        ("pdf", b"MZ\x90\0"),
        ("txt", b"MZ\x90\0"),
        ("csv", GOOD["xlsx"]),
        ("docx", b"PK\x03\x04 broken"),
        ("docx", GOOD["xlsx"]),
        ("xlsx", packed(**{"run.exe": b"MZ"})),
        ("odt", packed(mimetype=b"application/epub+zip")),
        ("odt", GOOD["docx"]),
        ("rtf", b"plain"),
        ("html", b"<html>"),
        ("svg", b"<svg/>"),
        ("", b"text"),
    ],
)
def test_what_is_something_else_is_not(extension: str, content: bytes) -> None:
    assert not holds_what_it_says(extension, content)
