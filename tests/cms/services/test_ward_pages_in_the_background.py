"""Ward pages are made by the worker, once what changed the boundaries is committed."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connections

from cms.models import WardPage
from cms.services.ward_pages import keep_ward_pages
from tests.cms.sites import AT, SiteCast, make_site_cast
from tests.engagement.cast import make_ward
from tests.wards.factories import DelimitationFactory, WardFactory, square
from wards.services.activations import activate_delimitation

pytestmark = pytest.mark.django_db(transaction=True)

LATER = AT + timedelta(days=30)


@pytest.fixture
def site(transactional_db: None) -> SiteCast:
    return make_site_cast()


def titles() -> list[str]:
    return sorted(WardPage.objects.filter(locale__language_code="en", live=True).values_list("title", flat=True))


def test_an_activation_wakes_the_worker_which_keeps_the_pages(site: SiteCast, time_machine) -> None:
    time_machine.move_to(LATER + timedelta(days=1))
    edition = DelimitationFactory(edition="2031")
    WardFactory(municipality=site.municipality, delimitation=edition, number=9, code="KHA-009", boundary=square(4))
    activate_delimitation(municipality=site.municipality, delimitation=edition, starts_on=LATER.date(), by=None, at=AT)
    assert titles() == ["Ward 9"]


def test_two_workers_at_once_make_each_page_once(site: SiteCast) -> None:
    make_ward(site.municipality, 3)

    def keep() -> int:
        try:
            return keep_ward_pages(municipality=site.municipality, at=AT).made
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        made = [future.result() for future in [pool.submit(keep), pool.submit(keep)]]
    assert sorted(made) == [0, 1]
    assert titles().count("Ward 3") == 1
