"""Ward pages follow the boundaries in force, and keep what editors wrote."""

from datetime import timedelta

import pytest

from cms.models import WardPage
from cms.services.ward_pages import keep_ward_pages
from cms.tasks import keep_all_ward_pages
from tests.cms.sites import AT, SiteCast
from tests.engagement.cast import make_ward
from tests.wards.factories import DelimitationFactory, WardFactory, square
from wards.models import Activation, Ward
from wards.services.activations import activate_delimitation

pytestmark = pytest.mark.django_db

LATER = AT + timedelta(days=30)


def titles(language: str = "en", *, live: bool = True) -> list[str]:
    pages = WardPage.objects.filter(locale__language_code=language, live=live)
    return sorted(pages.values_list("title", flat=True))


def change_edition(site: SiteCast, *numbers: int) -> list[Ward]:
    """Put another edition in force that has wards of these numbers."""
    edition = DelimitationFactory(edition="2031")
    wards = [
        WardFactory(
            municipality=site.municipality,
            delimitation=edition,
            number=number,
            code=f"{site.municipality.code}-{number:03}",
            boundary=square(number * 3),
        )
        for number in numbers
    ]
    activate_delimitation(municipality=site.municipality, delimitation=edition, starts_on=LATER.date(), by=None, at=AT)
    return wards


def test_each_ward_in_force_has_a_page_in_each_language(site: SiteCast) -> None:
    assert titles("en") == ["Ward 1", "Ward 2"]
    assert len(titles("zu")) == 2
    assert WardPage.objects.exclude(alias_of=None).count() == 2


def test_kept_again_nothing_changes(site: SiteCast) -> None:
    before = list(WardPage.objects.values_list("pk", "title", "latest_revision_created_at").order_by("pk"))
    done = keep_ward_pages(municipality=site.municipality, at=AT)
    assert (done.made, done.changed, done.taken_down) == (0, 0, 0)
    assert list(WardPage.objects.values_list("pk", "title", "latest_revision_created_at").order_by("pk")) == before


def test_a_new_ward_gets_a_page(site: SiteCast) -> None:
    make_ward(site.municipality, 3)
    assert keep_ward_pages(municipality=site.municipality, at=AT).made == 1
    assert "Ward 3" in titles()


def test_another_edition_moves_pages_takes_some_down_and_makes_others(site: SiteCast) -> None:
    page = site.ward_page()
    page.introduction = "What the editor wrote."
    page.save_revision().publish()
    first, _third = change_edition(site, 1, 3)
    keep_ward_pages(municipality=site.municipality, at=LATER)
    page.refresh_from_db()
    assert page.ward == first
    assert page.introduction == "What the editor wrote."
    assert titles() == ["Ward 1", "Ward 3"]
    assert titles(live=False) == ["Ward 2"]
    assert titles("zu", live=False) != []
    assert site.ward_page("zu").ward == first


def test_the_page_of_a_ward_that_comes_back_is_live_again_with_what_editors_wrote(site: SiteCast) -> None:
    page = WardPage.objects.get(code=site.cast.other_ward.code, locale__language_code="en")
    page.introduction = "Between the river and the road."
    page.save_revision().publish()
    change_edition(site, 1)
    keep_ward_pages(municipality=site.municipality, at=LATER)
    page.refresh_from_db()
    assert not page.live
    keep_ward_pages(municipality=site.municipality, at=AT)
    page.refresh_from_db()
    assert page.live
    assert page.introduction == "Between the river and the road."
    assert {each.live for each in WardPage.objects.filter(code=site.cast.other_ward.code)} == {True}


def test_a_title_that_an_editor_chose_stays(site: SiteCast) -> None:
    page = site.ward_page()
    page.title = "Thutong and the harbour"
    page.save_revision().publish()
    change_edition(site, 1, 2)
    keep_ward_pages(municipality=site.municipality, at=LATER)
    page.refresh_from_db()
    assert page.title == "Thutong and the harbour"


def test_the_sweep_brings_in_step_what_began_to_count_by_its_date(site: SiteCast, time_machine) -> None:
    change_edition(site, 1, 3)
    time_machine.move_to(AT)
    keep_all_ward_pages()
    assert titles() == ["Ward 1", "Ward 2"]
    time_machine.move_to(LATER + timedelta(days=1))
    keep_all_ward_pages()
    assert titles() == ["Ward 1", "Ward 3"]


def test_a_municipality_without_a_site_gets_no_pages(site: SiteCast) -> None:
    make_ward(site.cast.elsewhere, 7)
    assert keep_ward_pages(municipality=site.cast.elsewhere, at=AT).made == 0
    assert Activation.objects.filter(municipality=site.cast.elsewhere).exists()
    assert "Ward 7" not in titles()
