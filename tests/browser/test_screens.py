"""The public screens as residents see them, kept as pictures in the docs and looked at by eye."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import Page

from cms.demo.accounts import COUNCILLOR
from cms.models import DocumentIndexPage, EventPage, NewsIndexPage, NoticePage, ServicePage
from engagement.enums import Publication
from engagement.models import Case
from tests.browser.album import Album, is_keeping, screen, whole_page
from tests.browser.public_pages import WARD, page_of
from tests.browser.steps import raise_issue, signed_in
from tests.browser.visitor import DESK, PHONE, Visitor

MakeVisitor = Callable[..., Visitor]

DOCS = Path(__file__).parents[2] / "docs"
SCREENS = DOCS / "pictures" / "screens"
README = DOCS / "pictures" / "imbizo.png"
SIZES = {360: PHONE, 1200: DESK}
MOST_HEIGHT = {360: 2600, 1200: 1800}
GAP, COLOURS = 24, 192
MOST_BYTES = 120 * 1024
"""Of a whole page: letters must stay sharp enough to judge them."""

on_both_screens = pytest.mark.parametrize("width", SIZES)


@dataclass(frozen=True)
class Screen:
    """A page that is kept: the name of its picture, and how it is reached."""

    name: str
    path: str | Callable[[], str]
    scheme: str = "light"

    def __str__(self) -> str:
        return self.name

    @property
    def address(self) -> str:
        """The path of the page, which may ask the database for one of the demo's."""
        return self.path if isinstance(self.path, str) else self.path()


def public_story() -> str:
    """A concern that everyone can read, and its story."""
    case = Case.objects.filter(publication=Publication.PUBLISHED, ward__code="ZZ001-003").order_by("pk").first()
    return f"/track/{case.reference}/"


SHOWN = (
    Screen("home", "/"),
    Screen("home-zu", "/zu/"),
    Screen("home-dark", "/", scheme="dark"),
    Screen("ward", WARD),
    Screen("ward-zu", f"/zu{WARD}"),
    Screen("ward-dark", WARD, scheme="dark"),
    Screen("finder", "/wards/?q=thutong"),
    Screen("map", "/wards/map/"),
    Screen("follow", "/track/"),
    Screen("story", public_story),
    Screen("news", page_of(NewsIndexPage)),
    Screen("notice", page_of(NoticePage)),
    Screen("meeting", page_of(EventPage)),
    Screen("documents", page_of(DocumentIndexPage)),
    Screen("service", page_of(ServicePage)),
    Screen("search", "/search/?q=water"),
    Screen("not-found", "/wards/ZZ001-999/"),
)
WALKED = ("raise-refused", "raise-sent", "desk")
"""Screens that stand at the end of a few steps."""


@pytest.mark.parametrize("shown", SHOWN, ids=str)
@on_both_screens
def test_a_screen_is_as_it_is_kept(new_visitor: MakeVisitor, shown: Screen, width: int) -> None:
    visitor = new_visitor(viewport=SIZES[width], color_scheme=shown.scheme)
    page = visitor.open(shown.address, until="networkidle")
    visitor.forgive("404 (Not Found)")
    keep(page, shown.name, width)


@on_both_screens
def test_the_form_for_writing_to_a_councillor_is_as_it_is_kept(new_visitor: MakeVisitor, width: int) -> None:
    visitor = new_visitor(viewport=SIZES[width])
    page = visitor.open(f"{WARD}raise/")
    page.get_by_label("In one line").fill("Streetlights out along Lantern Street")
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("alert").wait_for()
    keep(page, "raise-refused", width)
    visitor.open(f"{WARD}raise/")
    raise_issue(page, subject="Streetlights out", email=f"screens{width}@example.org", everyone=True)
    keep(page, "raise-sent", width)


@on_both_screens
def test_the_desk_is_as_it_is_kept(new_visitor: MakeVisitor, width: int) -> None:
    page = signed_in(new_visitor(viewport=SIZES[width]), COUNCILLOR, "/councillor/")
    keep(page, "desk", width)


def test_every_kept_screen_is_taken_and_shown_with_words_for_who_does_not_see_it() -> None:
    names = {f"{name}-{width}" for name in (*map(str, SHOWN), *WALKED) for width in SIZES}
    assert Album(SCREENS).kept() == names
    page = (DOCS / "screens.md").read_text()
    assert [name for name in sorted(names) if f"](pictures/screens/{name}.webp)" not in page] == []
    assert "![](" not in page


def test_the_picture_of_the_readme_shows_a_ward_and_home(new_visitor: MakeVisitor) -> None:
    desk = screen(new_visitor(viewport=DESK).open(WARD, until="networkidle"))
    phone = screen(new_visitor(viewport=PHONE).open("/", until="networkidle"))
    picture = beside(desk, phone)
    if is_keeping():
        picture.quantize(COLOURS, dither=Image.Dither.NONE).save(README, optimize=True)
    with Image.open(README) as kept:
        assert kept.size == picture.size


def keep(page: Page, name: str, width: int) -> None:
    """Keep a page's picture under its name and width; only its width must stay, since demo texts carry dates."""
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    Album(SCREENS, only_width=True, most_bytes=MOST_BYTES).add(
        f"{name}-{width}", whole_page(page, most=MOST_HEIGHT[width])
    )


def beside(desk: Image.Image, phone: Image.Image) -> Image.Image:
    """A wide window and a phone side by side, equally high, on white."""
    desk = desk.resize((desk.width * phone.height // desk.height, phone.height), Image.Resampling.LANCZOS)
    picture = Image.new("RGB", (desk.width + GAP + phone.width, phone.height), "white")
    for part, left in ((desk, 0), (phone, desk.width + GAP)):
        picture.paste(part, (left, 0))
        edge = (left, 0, left + part.width - 1, part.height - 1)
        ImageDraw.Draw(picture).rectangle(edge, outline="#9aa5a8")
    return picture
