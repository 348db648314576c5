"""/admin/: what waits for a person, in their own municipalities."""

from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from tests.wards.factories import DelimitationFactory, WardFactory
from tests.wards.views.workspace.conftest import Cast
from wards.enums import ImportKind, ImportState
from wards.models import Delimitation, ImportReport, Municipality

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition(cast: Cast) -> Delimitation:
    """A later edition with a ward in each of the two municipalities."""
    found = DelimitationFactory(edition="2099", country=cast.own.country, published_on=date(2099, 1, 1))
    for place in (cast.own, cast.other):
        WardFactory(municipality=place, delimitation=found)
    return found


def home(browser: Client) -> str:
    answer = browser.get("/admin/")
    assert answer.status_code == 200
    return answer.content.decode()


def report(municipality: Municipality, state: ImportState = ImportState.PREVIEWED) -> ImportReport:
    return ImportReport.objects.create(
        kind=ImportKind.COUNCILLORS,
        municipality=municipality,
        state=state,
        file_name=f"{municipality.code}-{state}.csv",
        started_at=timezone.now(),
    )


def test_an_edition_that_waits_stands_on_the_home_of_its_own_staff(cast: Cast, edition: Delimitation) -> None:
    page = home(cast.clerk)
    assert f"/admin/wards/editions/inspect/{edition.pk}/{cast.own.pk}/" in page
    assert f"/admin/wards/editions/inspect/{edition.pk}/{cast.other.pk}/" not in page
    assert f"/admin/wards/editions/inspect/{edition.pk}/{cast.other.pk}/" in home(cast.stranger)
    assert "Not scheduled." in page


def test_an_operator_sees_every_municipality(cast: Cast, edition: Delimitation) -> None:
    page = home(cast.operator)
    for place in (cast.own, cast.other):
        assert f"/admin/wards/editions/inspect/{edition.pk}/{place.pk}/" in page


def test_an_import_waits_until_it_is_confirmed(cast: Cast) -> None:
    waiting, done, elsewhere = report(cast.own), report(cast.own, ImportState.APPLIED), report(cast.other)
    page = home(cast.clerk)
    assert waiting.file_name in page
    assert f"/admin/wards/imports/{waiting.pk}/" in page
    assert done.file_name not in page
    assert elsewhere.file_name not in page
    assert elsewhere.file_name in home(cast.stranger)


def test_when_nothing_waits_the_home_says_so(cast: Cast) -> None:
    page = home(cast.clerk)
    assert "No newer edition is loaded than the one that counts." in page
    assert "Nothing waits to be confirmed." in page


def test_whoever_may_do_nothing_has_no_panels(cast: Cast, edition: Delimitation) -> None:
    report(cast.own)
    page = home(cast.bystander)
    assert "coming-editions" not in page
    assert "imports-to-confirm" not in page


def test_more_than_five_are_counted_and_linked(cast: Cast) -> None:
    for _ in range(7):
        report(cast.own)
    assert ">2 more</a>" in home(cast.clerk)
