"""Pictures that are kept: of the guides' steps, and of the public screens.

`make pictures` sets IMBIZO_KEEP_PICTURES and writes them. Any other run takes them too, keeps none, and complains where
a kept one is missing or of another size.
"""

import io
import os
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image, ImageDraw
from playwright.sync_api import Locator, Page

MOST_BYTES = 60 * 1024
ENDING = ".webp"
RING = "#d6336c"
QUALITIES = (80, 70, 60, 50, 40, 30)


def is_keeping() -> bool:
    """Whether this run renews the kept pictures."""
    return bool(os.environ.get("IMBIZO_KEEP_PICTURES"))


@dataclass
class Album:
    """The pictures of one folder; `taken` are the names so far, in their order.

    Args:
        only_width: pictures may become higher or lower, as pages do whose texts carry the day.
        most_bytes: of one picture.
    """

    folder: Path
    only_width: bool = False
    most_bytes: int = MOST_BYTES
    taken: list[str] = field(default_factory=list)

    def add(self, name: str, picture: Image.Image) -> None:
        """Keep a picture, or hold it against the one that is kept.

        Raises:
            AssertionError: none is kept under this name, or one of another size; or it was taken twice.
        """
        assert name not in self.taken, f"{name} is taken twice."
        self.taken.append(name)
        kept = self.folder / f"{name}{ENDING}"
        if is_keeping():
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_bytes(compressed(picture, most_bytes=self.most_bytes))
        assert kept.exists(), f"{kept.name} is not kept. Run `make pictures`, look at it and commit it."
        with Image.open(kept) as old:
            same = old.width == picture.width if self.only_width else old.size == picture.size
            assert same, f"{kept.name} is {old.size}, the screen is {picture.size}: `make pictures`."

    def kept(self, pattern: str = "*") -> set[str]:
        """The names of the pictures that are kept."""
        return {path.stem for path in self.folder.glob(f"{pattern}{ENDING}")}


def compressed(picture: Image.Image, *, most_bytes: int) -> bytes:
    """A picture as WebP, as good as its bytes allow.

    Raises:
        AssertionError: it does not get small enough.
    """
    for quality in QUALITIES:
        out = io.BytesIO()
        picture.save(out, "WEBP", quality=quality, method=6)
        if out.tell() <= most_bytes:
            return out.getvalue()
    raise AssertionError(f"{picture.size} is too much for {most_bytes} bytes.")


def screen(page: Page, *, mark: Locator | None = None) -> Image.Image:
    """What the window shows, with a ring around what is pressed next."""
    if mark:
        mark.evaluate("element => element.scrollIntoView({block: 'center', behavior: 'instant'})")
    taken = Image.open(io.BytesIO(page.screenshot(animations="disabled", caret="hide"))).convert("RGB")
    box = mark.bounding_box() if mark else None
    if box:
        right, bottom = box["x"] + box["width"] + 6, box["y"] + box["height"] + 6
        edge = (max(2, box["x"] - 6), max(2, box["y"] - 6), min(taken.width - 3, right), min(taken.height - 3, bottom))
        ImageDraw.Draw(taken).rounded_rectangle(edge, radius=10, outline=RING, width=4)
    return taken


def whole_page(page: Page, *, most: int) -> Image.Image:
    """A page from its head down to at most so many pixels."""
    taken = Image.open(io.BytesIO(page.screenshot(full_page=True, animations="disabled"))).convert("RGB")
    return taken.crop((0, 0, taken.width, min(taken.height, most)))
