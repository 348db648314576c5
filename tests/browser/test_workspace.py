"""Staff at work: an edition is inspected before it counts, and a neighbour sees nothing of it."""

import re
from collections.abc import Callable

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from cms.demo.accounts import MODERATOR, NEIGHBOUR, OFFICE, OFFICER, ROADS
from engagement.enums import Publication, ReportReason
from engagement.models import Case, Report
from tests.browser.accessibility import faults
from tests.browser.steps import signed_in
from tests.browser.visitor import DESK, PHONE, Visitor
from wards.models import Activation, Delimitation, Municipality

MakeVisitor = Callable[..., Visitor]
on_both_screens = pytest.mark.parametrize("screen", [DESK, PHONE], ids=["desk", "phone"])


@on_both_screens
def test_the_officer_sees_what_the_next_edition_changes(new_visitor: MakeVisitor, screen: dict) -> None:
    visitor = new_visitor(viewport=screen)
    signed_in(visitor, OFFICER, "/admin/")
    page = visitor.open(f"/admin/wards/editions/inspect/{edition_ahead().pk}/")
    page.get_by_role("link", name="Khanya Local Municipality").click()
    expect(page.get_by_role("row", name="Ward 13, Sterrewag").first).to_be_visible()
    expect(page.get_by_role("row", name="Ward 3, Thutong").first).to_be_visible()
    expect(page.locator(".wk-counts")).to_contain_text(re.compile(r"\b1 new ward\b"))
    assert page.evaluate("document.documentElement.scrollWidth") <= screen["width"]


def test_the_neighbours_officer_sees_the_own_municipality_alone(new_visitor: MakeVisitor) -> None:
    visitor = new_visitor(viewport=DESK)
    page = signed_in(visitor, NEIGHBOUR, "/admin/")
    visitor.open(f"/admin/wards/editions/inspect/{edition_ahead().pk}/")
    expect(page.get_by_role("link", name="Lwazi Island Municipality")).to_be_visible()
    assert "Khanya" not in page.content()
    khanya = Municipality.objects.get(code="ZZ001")
    visitor.open(f"/admin/wards/editions/inspect/{edition_ahead().pk}/{khanya.pk}/")
    expect(page.get_by_role("heading", name="Sterrewag")).to_have_count(0)
    assert "Sterrewag" not in page.content()
    visitor.forgive("404 (Not Found)")


def test_a_day_that_can_be_read_two_ways_puts_nothing_in_force(new_visitor: MakeVisitor) -> None:
    visitor = new_visitor(viewport=DESK)
    signed_in(visitor, OFFICER, "/admin/")
    khanya = Municipality.objects.get(code="ZZ001")
    standing = Activation.objects.filter(municipality=khanya, undone_at=None)
    before = set(standing.values_list("delimitation__edition", "starts_on"))
    page = visitor.open(f"/admin/wards/editions/inspect/{edition_ahead().pk}/{khanya.pk}/")
    day = page.get_by_label("First day in force")
    for typed in ("01/12/2026", "garbage"):
        day.fill("")
        day.press_sequentially(typed)
        day.press("Tab")
        expect(day).to_have_value(typed)
        page.get_by_role("button", name="Look at this day").click()
        expect(page.get_by_text("Write it as 2026-12-01 or 1 December 2026")).to_be_visible()
        expect(day).to_have_value(typed)
        expect(page.get_by_role("button", name="Put in force")).to_have_count(0)
    day.fill("1 December 2030")
    day.press("Enter")
    expect(page.get_by_label("I have looked at what changes on Sunday 1 December 2030")).to_be_visible()
    expect(page.get_by_role("button", name="Put in force from Sunday 1 December 2030")).to_be_visible()
    assert faults(page, ".nice-padding") == []
    assert set(standing.values_list("delimitation__edition", "starts_on")) == before


def test_each_finds_the_own_work_in_the_menu(new_visitor: MakeVisitor) -> None:
    moderator = menu_of(signed_in(new_visitor(viewport=DESK), MODERATOR, "/admin/"))
    expect(moderator.get_by_role("link", name="Moderation")).to_be_visible()
    officer = menu_of(signed_in(new_visitor(viewport=DESK), OFFICER, "/admin/"))
    expect(officer.get_by_role("button", name="Wards")).to_be_visible()
    expect(officer.get_by_role("link", name="Moderation")).to_have_count(0)


@on_both_screens
def test_no_page_of_the_work_on_concerns_keeps_anybody_out(new_visitor: MakeVisitor, screen: dict) -> None:
    held = Case.objects.filter(publication=Publication.HELD, confirmed_at__isnull=False).first().reference
    shown = Case.objects.filter(publication=Publication.PUBLISHED).first().reference
    refused = Case.objects.filter(publication=Publication.REFUSED).first().reference
    report, _made = Report.objects.get_or_create(
        case=Case.objects.get(reference=shown),
        reason=ReportReason.PERSONAL_DATA,
        defaults={"reported_at": timezone.now()},
    )
    found = {}
    for account, paths in (
        (
            MODERATOR,
            (
                "moderation/",
                "moderation/published/",
                "moderation/refused/",
                f"moderation/{held}/",
                f"moderation/{refused}/",
                f"moderation/{shown}/",
                f"moderation/{shown}/words/",
                f"moderation/{shown}/withdraw/",
                f"moderation/reports/{report.pk}/",
            ),
        ),
        (OFFICE, ("overdue/", "answering/departments/", "answering/templates/", "answering/days-off/")),
        (ROADS, ("referrals/",)),
        (OFFICER, ("messages/",)),
    ):
        visitor = new_visitor(viewport=screen)
        signed_in(visitor, account, "/admin/")
        for path in paths:
            page = visitor.open(f"/admin/{path}")
            expect(page).to_have_url(f"{visitor.site}/admin/{path}")
            wide = page.evaluate("document.documentElement.scrollWidth")
            found[path] = faults(page, "#main") + ([f"{wide} px wide"] if wide > screen["width"] else [])
    assert {path: faults for path, faults in found.items() if faults} == {}


def edition_ahead() -> Delimitation:
    """The edition that is loaded and does not count yet."""
    return Delimitation.objects.get(country="ZZ", edition="2026")


def menu_of(page: Page) -> Locator:
    """The workspace's menu."""
    return page.get_by_role("navigation", name="Main menu")
