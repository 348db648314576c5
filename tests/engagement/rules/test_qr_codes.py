"""QR codes as paths: what is drawn is what was encoded."""

import re

from qrcode import constants
from qrcode.main import QRCode

from engagement.rules.qr_codes import QUIET, path_of, qr_picture

ADDRESS = "https://khanya.example.org/track/AB12-CD34/"


def dark(path: str) -> set[tuple[int, int]]:
    """The modules that a path covers."""
    bars = re.findall(r"M(\d+) (\d+)h(\d+)v1h-\3z", path)
    assert "".join(f"M{x} {y}h{n}v1h-{n}z" for x, y, n in bars) == path
    return {(int(x) + step, int(y)) for x, y, length in bars for step in range(int(length))}


def test_the_picture_shows_the_modules_of_the_code() -> None:
    code = QRCode(error_correction=constants.ERROR_CORRECT_M, border=0)
    code.add_data(ADDRESS)
    code.make(fit=True)
    modules = {
        (x + QUIET, y + QUIET) for y, row in enumerate(code.get_matrix()) for x, is_dark in enumerate(row) if is_dark
    }
    picture = qr_picture(ADDRESS)
    assert dark(picture.path) == modules
    assert picture.side == code.modules_count + 2 * QUIET
    assert picture.address == ADDRESS


def test_the_border_stays_white() -> None:
    picture = qr_picture(ADDRESS)
    assert all(QUIET <= at < picture.side - QUIET for spot in dark(picture.path) for at in spot)


def test_bars_end_where_the_light_begins_and_at_the_edge() -> None:
    assert path_of([[True, True, False, True]]) == f"M{QUIET} {QUIET}h2v1h-2zM{QUIET + 3} {QUIET}h1v1h-1z"
    assert path_of([[False, False]]) == ""
