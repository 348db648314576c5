"""An edition is looked at before it counts, put in force on a day, and taken back."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from tests.engagement.sessions import browser_of
from tests.wards.factories import DelimitationFactory, WardFactory, make_grid, square
from tests.wards.views.reading import text_of
from tests.wards.views.workspace.conftest import Cast
from wards.models import Activation, Delimitation

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition(cast: Cast) -> Delimitation:
    """The clerk's municipality gets a third column of wards; the wards' numbers go on row by row."""
    edition = DelimitationFactory(edition="2026", published_on=date(2024, 5, 1))
    make_grid(3, 2, municipality=cast.own, delimitation=edition, active_from=None)
    return edition


def address(cast: Cast, edition: Delimitation) -> str:
    return f"/admin/wards/editions/inspect/{edition.pk}/{cast.own.pk}/"


def test_an_edition_lists_where_it_counts_among_the_persons_municipalities(cast: Cast, edition: Delimitation) -> None:
    page = cast.clerk.get(f"/admin/wards/editions/inspect/{edition.pk}/").content.decode()
    assert address(cast, edition) in page
    assert "not in force, not scheduled" in page
    page = cast.stranger.get(f"/admin/wards/editions/inspect/{edition.pk}/").content.decode()
    assert "None of your municipalities has wards in this edition." in page


def test_what_would_change_is_drawn_counted_and_listed(cast: Cast, edition: Delimitation) -> None:
    page = cast.clerk.get(address(cast, edition)).content.decode()
    assert "would take the place of ZZ 2021" in page
    assert page.count('class="fate-unchanged"') == 2 + 1  # wards 1 and 2, and the legend
    assert page.count('class="fate-moved"') == 2 + 1  # wards 3 and 4 keep their codes and lie elsewhere
    assert page.count('class="fate-new"') == 2 + 1
    assert f'id="ward-new-{cast.own.code}005"' in page
    assert f'href="#ward-new-{cast.own.code}005"' in page


@pytest.mark.parametrize(("columns", "words"), [(2, "1 new ward "), (3, "2 new wards ")])
def test_what_changes_is_counted_in_one_and_in_many(cast: Cast, columns: int, words: str) -> None:
    edition = DelimitationFactory(edition="2026")
    make_grid(columns, 2, municipality=cast.own, delimitation=edition, active_from=None)
    if columns == 2:
        WardFactory(municipality=cast.own, delimitation=edition, number=5, boundary=square(3))
    assert words in text_of(cast.clerk.get(address(cast, edition)))


def test_an_edition_is_put_in_force_ahead_and_taken_back(cast: Cast, edition: Delimitation) -> None:
    page, day = address(cast, edition), timezone.localdate() + timedelta(days=30)
    answer = cast.clerk.post(page, {"on": day})
    assert answer.status_code == 422
    assert "Look at what changes" in answer.content.decode()
    cast.clerk.post(page, {"on": day, "sure": "on"})
    activation = Activation.objects.get(delimitation=edition)
    assert (activation.starts_on, activation.set_by) == (day, cast.clerk_user)
    shown = cast.clerk.get(page).content.decode()
    assert "scheduled from" in shown
    assert f'value="{day.isoformat()}"' in shown, "it opens with the day that is set"
    cast.clerk.post(f"{page}undo/{activation.pk}/")
    activation.refresh_from_db()
    assert activation.undone_by == cast.clerk_user
    assert "undone by" in cast.clerk.get(page).content.decode()


def test_the_switch_stands_below_the_day_that_was_looked_at_and_says_it_in_words(
    cast: Cast, edition: Delimitation
) -> None:
    page = address(cast, edition)
    unasked = cast.clerk.get(page).content.decode()
    assert "Look at this day" in unasked
    assert 'name="sure"' not in unasked
    for typed in ("2030-12-02", "2 December 2030"):
        shown = cast.clerk.get(page, {"on": typed}).content.decode()
        assert "I have looked at what changes on Monday 2 December 2030" in shown
        assert "Put in force from Monday 2 December 2030" in shown
        assert '<input type="hidden" name="on" value="2030-12-02"' in shown


@pytest.mark.parametrize("typed", ["02/12/2030", "2.12.2030", "garbage", ""])
def test_what_is_no_safe_day_is_kept_and_answered_with_what_to_write(
    cast: Cast, edition: Delimitation, typed: str
) -> None:
    page = address(cast, edition)
    shown = cast.clerk.get(page, {"on": typed}).content.decode()
    assert "2026-12-01 or 1 December 2026." in shown
    assert ("This is no day that can be read safely" if typed else "Write the day") in shown
    assert f'value="{typed}"' in shown
    assert 'name="sure"' not in shown
    assert cast.clerk.post(page, {"on": typed, "sure": "on"}).status_code == 422
    assert not Activation.objects.filter(delimitation=edition).exists()


def test_an_edition_is_not_put_in_force_before_it_was_published(cast: Cast, edition: Delimitation) -> None:
    assert "Not before 1 May 2024" in cast.clerk.get(address(cast, edition)).content.decode()
    answer = cast.clerk.post(address(cast, edition), {"on": "2024-04-30", "sure": "on"})
    assert answer.status_code == 422
    assert "was published on Wednesday 1 May 2024" in answer.content.decode()
    assert not Activation.objects.filter(delimitation=edition).exists()


def test_undoing_asks_first_and_says_what_would_count(cast: Cast, edition: Delimitation) -> None:
    page = address(cast, edition)
    cast.clerk.post(page, {"on": "2030-12-02", "sure": "on"})
    activation = Activation.objects.get(delimitation=edition)
    undo = f"{page}undo/{activation.pk}/"
    shown = cast.clerk.get(page).content.decode()
    assert f'href="{undo}"' in shown
    assert f'action="{undo}"' not in shown
    asked = cast.clerk.get(undo).content.decode()
    assert "from Monday 2 December 2030; ZZ 2021 would count on" in " ".join(asked.split())
    activation.refresh_from_db()
    assert activation.undone_at is None
    assert cast.stranger.get(undo).status_code == 404
    assert cast.clerk.post(undo).status_code == 302
    assert cast.clerk.get(undo).status_code == 302, "undone already: back to the edition"


def test_a_day_that_is_taken_is_refused_on_the_form(cast: Cast, edition: Delimitation) -> None:
    other = DelimitationFactory(edition="2027")
    make_grid(2, 2, municipality=cast.own, delimitation=other, active_from=None)
    taken = {"on": "2030-12-02", "sure": "on"}
    assert cast.clerk.post(address(cast, other), taken).status_code == 302
    answer = cast.clerk.post(address(cast, edition), taken)
    assert answer.status_code == 422
    assert "Undo it first, or choose another day" in answer.content.decode()


def test_somebody_who_may_only_look_is_offered_no_switch_and_cannot_switch(
    cast: Cast, edition: Delimitation, person: object
) -> None:
    reader = browser_of(person("reader", cast.own, "wards.view_delimitation"))
    page = address(cast, edition)
    asked = {"on": timezone.localdate()}
    assert "Put in force from" in cast.clerk.get(page, asked).content.decode()
    assert "Put in force from" not in reader.get(page, asked).content.decode()
    reader.post(page, {"on": timezone.localdate(), "sure": "on"})
    assert not Activation.objects.filter(delimitation=edition).exists()


def test_another_municipalitys_switch_does_not_exist(cast: Cast, edition: Delimitation) -> None:
    page = address(cast, edition)
    cast.clerk.post(page, {"on": timezone.localdate(), "sure": "on"})
    activation = Activation.objects.get(delimitation=edition)
    assert cast.stranger.get(page).status_code == 404
    assert cast.stranger.post(page, {"on": timezone.localdate(), "sure": "on"}).status_code == 404
    assert cast.stranger.post(f"{page}undo/{activation.pk}/").status_code == 404
    activation.refresh_from_db()
    assert activation.undone_at is None


def test_an_edition_of_another_country_does_not_exist(cast: Cast) -> None:
    foreign = DelimitationFactory(country="ZY", edition="2021")
    assert cast.clerk.get(f"/admin/wards/editions/inspect/{foreign.pk}/").status_code == 404
    assert cast.operator.get(f"/admin/wards/editions/inspect/{foreign.pk}/").status_code == 200
