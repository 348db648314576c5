"""A councillor's pages: the office, every term, and the pages on which a term begins and ends."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from tests.wards.factories import CouncillorFactory, CouncillorTermFactory, DelimitationFactory, make_grid
from tests.wards.views.workspace.conftest import Cast
from wards.enums import TermEnd
from wards.models import CouncillorTerm
from wards.services.activations import activate_delimitation

pytestmark = pytest.mark.django_db


def test_the_list_names_todays_seat(cast: Cast) -> None:
    term = CouncillorTermFactory(ward=cast.wards[2], councillor__name="Amahle")
    CouncillorFactory(municipality=cast.own, name="Bheki")
    page = cast.clerk.get("/admin/wards/councillors/").content.decode()
    assert str(term.ward) in page
    assert "no seat today" in page


@pytest.mark.parametrize("page", ["inspect", "edit"])
def test_every_term_stands_on_the_councillors_page(cast: Cast, page: str) -> None:
    term = CouncillorTermFactory(ward=cast.wards[0])
    shown = cast.clerk.get(f"/admin/wards/councillors/{page}/{term.councillor.pk}/").content.decode()
    assert "still serving" in shown
    assert f"/end-term/{term.pk}/" in shown


def test_a_term_begins_and_ends_on_pages_of_its_own(cast: Cast) -> None:
    councillor = CouncillorFactory(municipality=cast.own, name="Amahle")
    address = f"/admin/wards/councillors/{councillor.pk}"
    answer = cast.clerk.post(f"{address}/begin-term/", {"seat": "ward", "ward": "", "on": "2024-06-01"})
    assert (answer.status_code, "Choose the ward." in answer.content.decode()) == (422, True)
    ward = cast.wards[0].pk
    cast.clerk.post(f"{address}/begin-term/", {"seat": "ward", "ward": ward, "on": "2024-06-01"})
    term = CouncillorTerm.objects.get()
    answer = cast.clerk.post(f"{address}/end-term/{term.pk}/", {"reason": "resigned", "last_day": "2024-05-01"})
    assert "before the term began" in answer.content.decode()
    cast.clerk.post(f"{address}/end-term/{term.pk}/", {"reason": "resigned", "last_day": "2024-07-01"})
    term.refresh_from_db()
    assert term.end_reason == TermEnd.RESIGNED


def test_a_ward_that_is_held_is_refused_on_the_form(cast: Cast) -> None:
    held = CouncillorTermFactory(ward=cast.wards[0])
    councillor = CouncillorFactory(municipality=cast.own)
    form = {"seat": "ward", "ward": held.ward.pk, "on": "2024-06-01"}
    answer = cast.clerk.post(f"/admin/wards/councillors/{councillor.pk}/begin-term/", form)
    assert "End that term first" in answer.content.decode()


def test_terms_of_another_municipality_do_not_exist(cast: Cast) -> None:
    term = CouncillorTermFactory(ward=cast.wards[0])
    CouncillorTerm.objects.update(served=(date(2021, 11, 1), date(2024, 6, 1)))
    pages = ["begin-term/", f"end-term/{term.pk}/", f"correct-end/{term.pk}/"]
    for page in (f"{term.councillor.pk}/{page}" for page in pages):
        assert cast.clerk.get(f"/admin/wards/councillors/{page}").status_code == 200
        assert cast.stranger.get(f"/admin/wards/councillors/{page}").status_code == 404
        assert cast.stranger.post(f"/admin/wards/councillors/{page}").status_code == 404


def test_a_term_is_ended_on_its_own_councillors_page_alone(cast: Cast) -> None:
    term = CouncillorTermFactory(ward=cast.wards[0])
    other = CouncillorFactory(municipality=cast.own)
    form = {"reason": "resigned", "last_day": "2024-07-01"}
    assert cast.clerk.post(f"/admin/wards/councillors/{other.pk}/end-term/{term.pk}/", form).status_code == 404


def test_an_end_is_corrected_on_a_page_of_its_own(cast: Cast) -> None:
    term = CouncillorTermFactory(ward=cast.wards[0])
    address = f"/admin/wards/councillors/{term.councillor.pk}"
    assert cast.clerk.get(f"{address}/correct-end/{term.pk}/").status_code == 404  # it has none yet
    cast.clerk.post(f"{address}/end-term/{term.pk}/", {"reason": "died", "last_day": "2042-07-01"})
    assert f"/correct-end/{term.pk}/" in cast.clerk.get(f"/admin/wards/councillors/inspect/{term.councillor.pk}/").text
    answer = cast.clerk.post(f"{address}/correct-end/{term.pk}/", {"reason": "", "last_day": "2024-07-01"})
    assert "Choose why it ends." in answer.text
    cast.clerk.post(f"{address}/correct-end/{term.pk}/", {"reason": "resigned", "last_day": "2024-07-01"})
    term.refresh_from_db()
    assert (term.served.upper, term.end_reason) == (date(2024, 7, 2), TermEnd.RESIGNED)
    cast.clerk.post(f"{address}/correct-end/{term.pk}/", {"reason": "", "last_day": ""})
    term.refresh_from_db()
    assert (term.served.upper, term.end_reason) == (None, "")


def test_a_term_in_wards_that_are_coming_is_entered_ahead(cast: Cast) -> None:
    edition, councillor = DelimitationFactory(edition="2031"), CouncillorFactory(municipality=cast.own)
    coming = make_grid(1, 1, municipality=cast.own, delimitation=edition, active_from=None)[0]
    switch = timezone.now().date() + timedelta(days=60)
    activate_delimitation(municipality=cast.own, delimitation=edition, starts_on=switch, by=None, at=timezone.now())
    address = f"/admin/wards/councillors/{councillor.pk}/begin-term/"
    assert f"{coming} ({coming.code}, ZZ 2031)" in cast.clerk.get(address).text
    form = {"seat": "ward", "on": switch.isoformat()}
    assert "Another edition" in cast.clerk.post(address, {**form, "ward": cast.wards[0].pk}).text
    assert cast.clerk.post(address, {**form, "ward": coming.pk}).status_code == 302
    assert CouncillorTerm.objects.get().ward == coming


def test_a_day_that_can_be_read_two_ways_ends_no_term(cast: Cast) -> None:
    term = CouncillorTermFactory(ward=cast.wards[0])
    address = f"/admin/wards/councillors/{term.councillor.pk}/end-term/{term.pk}/"
    answer = cast.clerk.post(address, {"reason": "resigned", "last_day": "01/07/2024"})
    assert answer.status_code == 422
    assert "This is no day that can be read safely" in answer.text
    assert 'value="01/07/2024"' in answer.text
    term.refresh_from_db()
    assert term.served.upper is None


def test_no_page_of_the_register_has_a_calendar_that_guesses(cast: Cast) -> None:
    """Wagtail's calendar turns what it cannot read into today as soon as one leaves the field."""
    councillor = CouncillorTermFactory(ward=cast.wards[0]).councillor
    pages = {
        f"councillors/{councillor.pk}/begin-term/": "on",
        f"councillors/{councillor.pk}/end-term/{councillor.terms.get().pk}/": "last_day",
        "committee-members/new/": "agreed_on",
        "imports/upload/councillors/": "on",
    }
    for page, field in pages.items():
        shown = cast.clerk.get(f"/admin/wards/{page}").text
        assert f'name="{field}"' in shown, page
        assert "initDateChooser" not in shown, page
        assert "2026-12-01 or 1 December 2026" in shown, page
