"""Draw the picture of the README from the demo: `make services`, then `.venv/bin/python -m docs.pictures.make`."""

import io
from pathlib import Path

from PIL import Image, ImageDraw
from playwright.sync_api import Browser

from tests.bench.browser import chromium
from tests.bench.scratch import Scratch, scratch
from tests.bench.server import served

PICTURE = Path(__file__).with_name("imbizo.png")
DESK, PHONE = (1200, 900), (360, 740)
GAP = 24
COLOURS = 192
"""Enough for flat colours and smooth letters; the file stays small."""


def photograph(browser: Browser, address: str, size: tuple[int, int]) -> Image.Image:
    """What a window of a size shows of an address."""
    page = browser.new_page(viewport={"width": size[0], "height": size[1]})
    try:
        page.goto(address, wait_until="networkidle")
        return Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    finally:
        page.close()


def beside(desk: Image.Image, phone: Image.Image) -> Image.Image:
    """A wide window and a phone side by side, equally high, on white."""
    desk = desk.resize((desk.width * phone.height // desk.height, phone.height), Image.Resampling.LANCZOS)
    picture = Image.new("RGB", (desk.width + GAP + phone.width, phone.height), "white")
    for part, left in ((desk, 0), (phone, desk.width + GAP)):
        picture.paste(part, (left, 0))
        edge = (left, 0, left + part.width - 1, part.height - 1)
        ImageDraw.Draw(picture).rectangle(edge, outline="#9aa5a8")
    return picture


def draw(place: Scratch) -> Image.Image:
    """A ward on a desk, and home on a phone."""
    place.manage("load_demo")
    with place.connect() as connection:
        row = connection.execute('SELECT code FROM wards_ward ORDER BY code COLLATE "C" LIMIT 1').fetchone()
    with served(place) as port, chromium() as browser:
        site = f"http://127.0.0.1:{port}"
        return beside(photograph(browser, f"{site}/wards/{row[0]}/", DESK), photograph(browser, f"{site}/", PHONE))


if __name__ == "__main__":
    with scratch() as place:
        draw(place).quantize(COLOURS, dither=Image.Dither.NONE).save(PICTURE, optimize=True)
