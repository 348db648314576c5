"""What an answer tells whoever reads all of it."""

import zipfile
from io import BytesIO

from django.http import HttpResponse


def says(answer: HttpResponse) -> str:
    """Everything that an answer tells: its headers, its text, and what is packed in a spreadsheet."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if body.startswith(b"PK"):
        packed = zipfile.ZipFile(BytesIO(body))
        body = b"".join(packed.read(name) for name in packed.namelist())
    return f"{answer.headers}{body.decode(errors='replace')}".lower()
