"""QR codes (ISO/IEC 18004) of addresses, as the path of a picture that stands in a page."""

from collections.abc import Sequence
from dataclasses import dataclass

from qrcode import constants
from qrcode.main import QRCode

QUIET = 4
"""Modules that stay white around a code: without them a camera does not find it."""


@dataclass(frozen=True)
class QrPicture:
    """A code in units of its modules: the side of the square with its white border, and the dark modules as a path."""

    address: str
    side: int
    path: str


def qr_picture(address: str) -> QrPicture:
    """The code of an address. It still reads with an eighth of it torn or dirty (level M)."""
    code = QRCode(error_correction=constants.ERROR_CORRECT_M, border=0)
    code.add_data(address)
    code.make(fit=True)
    modules = code.get_matrix()
    return QrPicture(address, len(modules) + 2 * QUIET, path_of(modules))


def path_of(modules: Sequence[Sequence[bool]]) -> str:
    """The dark modules as bars, each as long as they stand side by side."""
    bars = []
    for y, row in enumerate(modules):
        x = 0
        while x < len(row):
            length = next((n for n, dark in enumerate(row[x:]) if not dark), len(row) - x)
            if length:
                bars.append(f"M{x + QUIET} {y + QUIET}h{length}v1h-{length}z")
            x += length or 1
    return "".join(bars)
