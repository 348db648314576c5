"""Residents raise concerns while staff bring in files or switch boundaries: nothing that those lock is in the way."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from django.db import OperationalError, connection, transaction

from engagement.models import Case, Resident
from tests.engagement.cast import NOW, Cast, assemble
from tests.wards.factories import DelimitationFactory, WardFactory
from wards.enums import ImportKind
from wards.importers.boundaries.facts import MunicipalityFacts
from wards.importers.boundaries.options import WardImportOptions
from wards.models import ImportReport
from wards.services.activations import activate_delimitation
from wards.services.councillors import lock_council
from wards.services.municipalities import store_municipalities
from wards.services.ward_plans import lock_edition

pytestmark = pytest.mark.django_db(transaction=True)


def lock_terms(cast: Cast) -> None:
    lock_council(cast.municipality)


def switch_boundaries(cast: Cast) -> None:
    edition = DelimitationFactory(country="ZZ", edition="2031")
    WardFactory(municipality=cast.municipality, delimitation=edition, number=1)
    activate_delimitation(
        municipality=cast.municipality, delimitation=edition, starts_on=date(2026, 6, 1), by=None, at=NOW
    )


def name_municipalities(cast: Cast) -> None:
    report = ImportReport.objects.create(kind=ImportKind.WARDS, file_name="a.geojson", started_at=NOW)
    facts = [MunicipalityFacts(code=cast.municipality.code, name="Renamed")]
    store_municipalities(country="ZZ", facts=facts, overwrite=True, source=report)


def take_an_edition(_cast: Cast) -> None:
    lock_edition(WardImportOptions(country="ZZ", edition="2026"))


@contextmanager
def meanwhile(work: Callable[[], object]) -> Iterator[None]:
    """Do something in another connection, and keep its transaction open for as long as the block runs."""
    done, over, failures = threading.Event(), threading.Event(), []

    def hold() -> None:
        try:
            with transaction.atomic():
                work()
                done.set()
                over.wait(30)
        except Exception as error:
            failures.append(error)
        finally:
            done.set()
            connection.close()

    thread = threading.Thread(target=hold)
    thread.start()
    done.wait(30)
    try:
        yield
    finally:
        over.set()
        thread.join()
    assert not failures


@contextmanager
def without_waiting() -> Iterator[None]:
    """Let a statement fail that would wait for somebody else's lock."""
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = '500ms'")
        try:
            yield
        finally:
            cursor.execute("RESET lock_timeout")


@pytest.mark.parametrize("work", [lock_terms, switch_boundaries, name_municipalities, take_an_edition])
def test_a_concern_is_raised_beside(work: Callable[[Cast], None]) -> None:
    cast = assemble()
    with meanwhile(lambda: work(cast)), without_waiting():
        cast.raised()
    assert Case.objects.count() == Resident.objects.count() == 1


@pytest.mark.parametrize("work", [lock_terms, name_municipalities, take_an_edition])
def test_two_of_the_same_take_turns(work: Callable[[Cast], None]) -> None:
    cast = assemble()
    with meanwhile(lambda: work(cast)), without_waiting(), pytest.raises(OperationalError), transaction.atomic():
        work(cast)
