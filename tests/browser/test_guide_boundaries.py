"""The guide of whoever keeps boundaries and registers, walked as it is written."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from cms.demo.accounts import OFFICER
from cms.guides import BOUNDARIES
from engagement.models import User
from tests.browser.steps import signed_in
from tests.browser.visitor import Visitor
from tests.browser.walk import Walk
from wards.models import Activation, Councillor, CouncillorTerm
from wards.services.activations import activate_delimitation, undo_activation

MakeVisitor = Callable[..., Visitor]


@pytest.fixture
def council(tmp_path: Path) -> Path:
    """Today's council of the demo with one more proportional seat, and a row that names no ward of it."""
    terms = CouncillorTerm.objects.filter(councillor__municipality__code="ZZ001", served__upper_inf=True)
    seats = [f"{term.councillor.name},{term.ward.code if term.ward else 'PR'}" for term in terms]
    path = tmp_path / "council.csv"
    path.write_text("\n".join(["Councillor,Ward", *seats, "Palesa Newseat,PR", "Nobody Known,Ward 99"]))
    return path


@pytest.fixture
def edition_ahead(site: str) -> Iterator[None]:
    """The next edition is loaded, and nobody has chosen its day."""
    ahead = Activation.objects.filter(starts_on__gt=timezone.localdate(), undone_at=None)
    chosen = ahead.select_related("municipality", "delimitation").get(municipality__code="ZZ001")
    officer = User.objects.get(email=OFFICER.email)
    undo_activation(activation=chosen, by=officer, at=timezone.now())
    yield
    for left in ahead.filter(municipality=chosen.municipality):
        undo_activation(activation=left, by=officer, at=timezone.now())
    activate_delimitation(
        municipality=chosen.municipality,
        delimitation=chosen.delimitation,
        starts_on=chosen.starts_on,
        by=officer,
        at=timezone.now(),
    )


@pytest.mark.usefixtures("edition_ahead")
def test_an_officer_follows_the_guide(new_visitor: MakeVisitor, council: Path) -> None:
    width, height = BOUNDARIES.window
    page = signed_in(new_visitor(viewport={"width": width, "height": height}), OFFICER, "/admin/")
    walk = Walk(BOUNDARIES, page)
    put_an_edition_in_force(page, walk)
    bring_in_a_council(page, walk, council)
    end_and_begin_a_term(page, walk)
    walk.finish()


def put_an_edition_in_force(page: Page, walk: Walk) -> None:
    """On a day far ahead, and undone again."""
    day = written(timezone.localdate() + timedelta(days=400))
    standing = Activation.objects.filter(undone_at=None)
    before = list(standing.values_list("pk", flat=True))

    choose(page, walk, "Editions of boundaries")
    with page.expect_navigation():
        page.go_back()
    coming = page.get_by_role("link", name="Khanya Local Municipality")
    walk.step("coming", coming)
    coming.click()
    page.get_by_label("First day in force").fill(day)
    walk.step("day", page.get_by_role("button", name="Look at this day"))
    page.get_by_role("button", name="Look at this day").click()
    page.locator(".wk-map").scroll_into_view_if_needed()
    walk.step("map")
    page.get_by_label("I have looked at what changes on").check()
    walk.step("activate", page.get_by_role("button", name="Put in force from"))
    page.get_by_role("button", name="Put in force from").click()
    walk.step("scheduled", page.get_by_text("counts in Khanya Local Municipality from").first)
    assert standing.exclude(pk__in=before).count() == 1

    walk.look()
    page.get_by_role("link", name="Undo").first.click()
    walk.step("undo", page.get_by_role("button", name="Yes, undo it from"))
    page.get_by_role("button", name="Yes, undo it from").click()
    walk.step("undone")
    assert list(standing.values_list("pk", flat=True)) == before


def bring_in_a_council(page: Page, walk: Walk, council: Path) -> None:
    """With a row that is left out."""
    choose(page, walk, "Imports")
    page.get_by_role("button", name="Bring in").click()
    kind = page.get_by_role("link", name="Bring in a list of councillors")
    walk.step("bring-in", kind)
    kind.click()
    page.get_by_label("The day on which the list holds").fill(written(timezone.localdate()))
    page.get_by_label("File").set_input_files(council)
    walk.step("upload", page.get_by_role("button", name="Upload and preview"))
    page.get_by_role("button", name="Upload and preview").click()
    expect(page.locator("[data-waiting]")).to_contain_text("Needs your decision")
    walk.step("preview", page.get_by_text("There is no ward “Ward 99”").first)
    page.get_by_label("Leave out the rows with errors").check()
    walk.step("confirm", page.get_by_role("button", name="Apply:"))
    page.get_by_role("button", name="Apply:").click()
    expect(page.locator("[data-waiting]")).to_contain_text("Applied")
    walk.step("applied", page.locator("[data-waiting]"))
    assert Councillor.objects.get(name="Palesa Newseat").terms.count() == 1


def end_and_begin_a_term(page: Page, walk: Walk) -> None:
    """Of the councillor who has just come."""
    choose(page, walk, "Councillors")
    newcomer = Councillor.objects.get(name="Palesa Newseat")
    page.goto(page.url + "?q=Palesa+Newseat")
    walk.press(page.get_by_role("link", name=newcomer.name).first)
    ends = page.get_by_role("link", name="End this term")
    walk.step("councillor", ends)
    walk.look()
    ends.click()
    page.get_by_label("Resigned").check()
    page.get_by_label("Last day in office").fill(written(timezone.localdate()))
    walk.step("end", page.get_by_role("button", name="End the term"))
    page.get_by_role("button", name="End the term").click()
    expect(page.get_by_text("The term of Palesa Newseat has its end.")).to_be_visible()
    choose(page, walk, "Councillors")
    page.goto(page.url + "?q=Palesa+Newseat")
    walk.press(page.get_by_role("link", name=newcomer.name).first)
    walk.press(page.get_by_role("link", name="Begin a term"))
    walk.step("begin", page.get_by_role("button", name="Begin the term"))


def choose(page: Page, walk: Walk, name: str) -> None:
    """Open a list of the menu "Wards"."""
    menu = page.get_by_role("navigation", name="Main menu")
    if not menu.get_by_role("link", name=name, exact=True).is_visible():
        menu.get_by_role("button", name="Wards").click()
    expect(menu.get_by_role("link", name=name, exact=True)).to_be_visible()
    walk.look()
    walk.press(menu.get_by_role("link", name=name, exact=True))


def written(day: date) -> str:
    """A day as the guide says to write it: 1 December 2026."""
    return f"{day.day} {day:%B %Y}"
