"""An officer brings in a list of councillors: uploaded, read by the worker, looked at, applied."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from cms.demo.accounts import NEIGHBOUR, OFFICER
from tests.browser.accessibility import faults
from tests.browser.steps import signed_in
from tests.browser.visitor import DESK, PHONE, Visitor
from wards.models import Councillor, CouncillorTerm, ImportReport, Municipality

MakeVisitor = Callable[..., Visitor]


@pytest.fixture
def council(tmp_path: Path) -> Path:
    """Today's council of the demo, with one more seat: a list that begins one term and ends none."""
    terms = CouncillorTerm.objects.filter(councillor__municipality__code="ZZ001", served__upper_inf=True)
    seats = [f"{term.councillor.name},{term.ward.code if term.ward else 'PR'}," for term in terms]
    path = tmp_path / "council.csv"
    path.write_text("\n".join(["Councillor,Ward,Tel", *seats, "Zanele Newcomer,PR,", "Nobody Known,Ward 99,"]))
    return path


def upload(page: Page, file: Path) -> None:
    page.get_by_label("The day on which the list holds").fill("2026-11-20")
    page.get_by_label("File").set_input_files(file)
    page.get_by_role("button", name="Upload and preview").click()


@pytest.mark.parametrize("screen", [DESK, PHONE], ids=["desk", "phone"])
def test_a_list_is_looked_at_before_it_counts_and_cancelled(
    new_visitor: MakeVisitor, council: Path, screen: dict[str, int]
) -> None:
    visitor = new_visitor(viewport=screen)
    page = signed_in(visitor, OFFICER, "/admin/wards/imports/upload/councillors/")
    expect(page.get_by_role("button", name="Upload and preview")).to_be_visible()
    assert faults(page, ".nice-padding") == []
    upload(page, council)
    expect(page.locator("[data-waiting]")).to_contain_text("Needs your decision")
    expect(page.get_by_role("row", name="Zanele Newcomer")).to_be_visible()
    expect(page.get_by_text("There is no ward “Ward 99”")).to_be_visible()
    assert faults(page, ".nice-padding") == []
    assert page.evaluate("document.documentElement.scrollWidth") <= screen["width"]
    page.get_by_role("button", name="Cancel and delete the file").click()
    expect(page.locator("[data-waiting]")).to_contain_text("Cancelled")
    assert not Councillor.objects.filter(name="Zanele Newcomer").exists()


def test_a_list_is_applied_as_it_was_looked_at_without_any_script(new_visitor: MakeVisitor, council: Path) -> None:
    visitor = new_visitor(viewport=PHONE, java_script_enabled=False)
    page = signed_in(visitor, OFFICER, "/admin/wards/imports/upload/councillors/")
    upload(page, council)
    look_until(page, "Needs your decision")
    page.get_by_label("Leave out the rows with errors").check()
    page.get_by_role("button", name="Apply:").click()
    look_until(page, "Applied")
    assert Councillor.objects.get(name="Zanele Newcomer").terms.count() == 1


def look_until(page: Page, words: str) -> None:
    """Press "Look again" until the worker is through."""
    for _time in range(50):
        if words in page.locator("[data-waiting]").inner_text():
            return
        page.get_by_role("link", name="Look again").click()
    raise AssertionError(f"The import never became {words!r}.")


def test_the_neighbours_officer_finds_no_trace_of_it(new_visitor: MakeVisitor) -> None:
    khanya = Municipality.objects.get(code="ZZ001")
    councillor = Councillor.objects.filter(municipality=khanya).first()
    visitor = new_visitor(viewport=DESK)
    page = signed_in(visitor, NEIGHBOUR, "/admin/wards/councillors/")
    assert councillor.name not in page.content()
    visitor.open("/admin/wards/imports/")
    assert "council.csv" not in page.content()
    for report in ImportReport.objects.filter(municipality=khanya)[:1]:
        visitor.open(f"/admin/wards/imports/{report.pk}/")
        assert report.file_name not in page.content()
    visitor.open(f"/admin/wards/councillors/inspect/{councillor.pk}/")
    assert councillor.name not in page.content()
    visitor.forgive("404 (Not Found)")
