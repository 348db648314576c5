"""An edition is looked at before it counts, put in force on a day, and taken back."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from tests.engagement.sessions import browser_of
from tests.wards.factories import DelimitationFactory, make_grid
from tests.wards.views.workspace.conftest import Cast
from wards.models import Activation, Delimitation

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition(cast: Cast) -> Delimitation:
    """The clerk's municipality gets a third column of wards; the wards' numbers go on row by row."""
    edition = DelimitationFactory(edition="2026", published_on=date(2026, 5, 1))
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
    assert shown.count(f'value="{day.isoformat()}"') == 2, "it opens with the day that is set"
    assert (
        f'value="{timezone.localdate().isoformat()}"'
        in cast.clerk.get(page, {"on": timezone.localdate()}).content.decode()
    )
    cast.clerk.post(f"{page}undo/{activation.pk}/")
    activation.refresh_from_db()
    assert activation.undone_by == cast.clerk_user
    assert "undone by" in cast.clerk.get(page).content.decode()


def test_a_day_that_is_taken_is_refused_on_the_form(cast: Cast, edition: Delimitation) -> None:
    answer = cast.clerk.post(address(cast, edition), {"on": date(2021, 11, 1), "sure": "on"})
    assert answer.status_code == 422
    assert "Undo it first, or choose another day" in answer.content.decode()


def test_somebody_who_may_only_look_is_offered_no_switch_and_cannot_switch(
    cast: Cast, edition: Delimitation, person: object
) -> None:
    reader = browser_of(person("reader", cast.own, "wards.view_delimitation"))
    page = address(cast, edition)
    assert "Put in force from that day" in cast.clerk.get(page).content.decode()
    assert "Put in force from that day" not in reader.get(page).content.decode()
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


def test_a_day_that_is_none_is_looked_at_as_today(cast: Cast, edition: Delimitation) -> None:
    assert cast.clerk.get(address(cast, edition), {"on": "never"}).status_code == 200


def test_an_edition_of_another_country_does_not_exist(cast: Cast) -> None:
    foreign = DelimitationFactory(country="ZY", edition="2021")
    assert cast.clerk.get(f"/admin/wards/editions/inspect/{foreign.pk}/").status_code == 404
    assert cast.operator.get(f"/admin/wards/editions/inspect/{foreign.pk}/").status_code == 200
