"""Everything that was raised in a ward and everyone may read can be reached from its page."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from engagement.enums import Outcome
from engagement.models import Case
from engagement.services.answers import answer_concern
from engagement.views.ward_concerns import A_PAGE
from engagement.ward_extension import SHOWN
from tests.engagement.cast import NOW, Cast
from tests.wards.factories import ActivationFactory, DelimitationFactory, WardFactory
from wards.services.activations import activate_delimitation

pytestmark = pytest.mark.django_db

ALL = "/wards/KHA-001/concerns/"
LONG_AGO = NOW - timedelta(days=40)


@pytest.fixture(autouse=True)
def now() -> object:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def raise_many(cast: Cast, number: int) -> list[Case]:
    """Published concerns of the first ward, the oldest first."""
    return [
        cast.published(subject=f"Pothole {each:02}", email=f"{each}@example.org", at=NOW - timedelta(minutes=99 - each))
        for each in range(number)
    ]


def answer(cast: Cast, case: Case, outcome: Outcome = Outcome.ANSWERED) -> None:
    answer_concern(case=case, text="Done.", outcome=outcome, is_public=True, key="a", by=cast.councillor, at=NOW)


def titles(client: Client, address: str = ALL) -> list[str]:
    page = client.get(address)
    assert page.status_code == 200
    return re.findall(r'<a href="/track/[^"]+"[^>]*>([^<]+)</a>', page.content.decode())


def test_the_ward_page_leads_to_the_rest_only_where_there_is_one(client: Client, cast: Cast) -> None:
    raise_many(cast, SHOWN)
    assert len(titles(client, "/wards/KHA-001/")) == SHOWN
    assert ALL not in client.get("/wards/KHA-001/").content.decode()
    cast.published(subject="One more", email="more@example.org")
    page = client.get("/wards/KHA-001/").content.decode()
    assert f'<a href="{ALL}">All {SHOWN + 1} concerns of this ward</a>' in page
    assert len(titles(client, "/wards/KHA-001/")) == SHOWN


def test_the_pages_hold_each_once_the_newest_first(client: Client, cast: Cast) -> None:
    raise_many(cast, A_PAGE + 3)
    shown = [*titles(client), *titles(client, f"{ALL}?page=2")]
    assert shown == [f"Pothole {each:02}" for each in reversed(range(A_PAGE + 3))]


def test_only_what_everyone_may_read_is_listed(client: Client, cast: Cast) -> None:
    cast.published(subject="For everyone")
    cast.confirmed(subject="Held")
    cast.confirmed(subject="Private", is_public=False)
    cast.raised(subject="Unconfirmed", email="other@example.org")
    cast.published(subject="Next door", ward=cast.other_ward)
    assert titles(client) == ["For everyone"]


def test_the_list_can_be_narrowed_by_how_concerns_stand(client: Client, cast: Cast) -> None:
    cast.published(subject="Waits")
    cast.published(subject="Late", at=LONG_AGO)
    answer(cast, cast.published(subject="Done", at=LONG_AGO))
    answer(cast, cast.published(subject="Followed"), Outcome.REFERRED)
    found = {state: titles(client, f"{ALL}?state={state}") for state in ("waiting", "overdue", "answered", "follow-up")}
    assert found == {"waiting": ["Waits"], "overdue": ["Late"], "answered": ["Done"], "follow-up": ["Followed"]}
    page = client.get(f"{ALL}?state=overdue").content.decode()
    assert '<a class="chip main" href="?state=overdue" aria-current="true">Overdue: 1</a>' in page
    assert '<a class="chip" href="?">Everything: 4</a>' in page
    assert len(titles(client, f"{ALL}?state=nonsense")) == 4


def test_the_pages_of_a_narrowed_list_stay_narrowed(client: Client, cast: Cast) -> None:
    raise_many(cast, A_PAGE + 1)
    answer(cast, cast.published(subject="Done"))
    assert 'href="?state=waiting&amp;page=2"' in client.get(f"{ALL}?state=waiting").content.decode()
    assert titles(client, f"{ALL}?state=waiting&page=2") == ["Pothole 00"]


def test_an_empty_list_says_so_and_leads_on(client: Client, cast: Cast) -> None:
    page = client.get(ALL).content.decode()
    assert "Nothing that everyone may read has been raised here yet." in page
    assert 'href="/wards/KHA-001/raise/' in page
    assert 'href="/wards/KHA-001/"' in page
    cast.published()
    narrowed = client.get(f"{ALL}?state=overdue").content.decode()
    assert "No concern of this ward stands like this at the moment." in narrowed
    assert '<a class="btn" href="?">All concerns of this ward</a>' in narrowed


def test_one_and_thirty_take_the_same_statements(
    client: Client, cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    answer(cast, cast.published(subject="Done"))
    cast.published(subject="Waits")
    client.get(ALL)
    with django_assert_num_queries(11):
        client.get(ALL)
    for case in raise_many(cast, 30)[15:]:
        answer(cast, case)
    for address in (ALL, f"{ALL}?page=2"):
        with django_assert_num_queries(11):
            client.get(address)


@pytest.mark.usefixtures("kept_pages")
def test_it_is_kept_until_something_is_published(
    client: Client,
    cast: Cast,
    django_assert_num_queries: DjangoAssertNumQueries,
    django_capture_on_commit_callbacks: object,
) -> None:
    cast.published(subject="First")
    titles(client)
    with django_assert_num_queries(0):
        assert titles(client) == ["First"]
    with django_capture_on_commit_callbacks(execute=True):
        cast.published(subject="Second", at=NOW + timedelta(minutes=1))
    assert titles(client) == ["Second", "First"]


def test_the_address_of_a_ward_that_is_gone_leads_on(client: Client, cast: Cast, now: time_machine.Traveller) -> None:
    cast.published(subject="Pothole before the new boundaries", email="before@example.org")
    cast.published(ward=cast.other_ward, subject="Elsewhere", email="elsewhere@example.org")
    edition = DelimitationFactory(edition="2031")
    heir = WardFactory(
        municipality=cast.municipality, delimitation=edition, number=9, code="KHA-009", boundary=cast.ward.boundary
    )
    starts_on = (NOW + timedelta(days=1)).date()
    activate_delimitation(municipality=cast.municipality, delimitation=edition, starts_on=starts_on, by=None, at=NOW)
    now.move_to(NOW + timedelta(days=2))
    for language in ("", "/zu"):
        moved = client.get(f"{language}{ALL}")
        assert (moved.status_code, moved["Location"]) == (301, f"{language}/wards/{heir.code}/concerns/")
    for address in (f"/wards/{heir.code}/concerns/", f"/wards/{heir.code}/"):
        assert titles(client, address) == ["Pothole before the new boundaries"]
    assert client.get("/wards/KHA-002/concerns/").status_code == 410
    assert client.get("/wards/NEVER/concerns/").status_code == 404


def test_where_two_countries_write_the_same_code_the_reader_chooses(client: Client, cast: Cast) -> None:
    abroad = WardFactory(municipality__country="ZY", code="KHA-001", delimitation=DelimitationFactory(country="ZY"))
    ActivationFactory(municipality=abroad.municipality, delimitation=abroad.delimitation)
    assert 'href="?in=ZZ-KHA"' in client.get(ALL).content.decode()
    raise_many(cast, A_PAGE + 1)
    chosen = client.get(f"{ALL}?in=ZZ-KHA").content.decode()
    assert 'href="?in=ZZ-KHA&amp;page=2"' in chosen
