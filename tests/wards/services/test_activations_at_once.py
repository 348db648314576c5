"""Two people who switch boundaries at the same moment take turns."""

from datetime import UTC, date, datetime, timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection

from tests.wards.factories import DelimitationFactory, MunicipalityFactory, WardFactory
from wards.models import Activation
from wards.services.activations import ActivationError, activate_delimitation

AT = datetime(2026, 9, 1, 8, 0, tzinfo=UTC)


@pytest.mark.django_db(transaction=True)
def test_of_several_at_once_each_counts_its_own_days() -> None:
    municipality = MunicipalityFactory()
    editions = [DelimitationFactory(edition=str(year)) for year in range(2021, 2025)]
    for edition in editions:
        WardFactory(municipality=municipality, delimitation=edition, number=1)
    together, refused = Barrier(len(editions)), []

    def switch(place: int) -> None:
        together.wait()
        try:
            activate_delimitation(
                municipality=municipality,
                delimitation=editions[place],
                # The last two want the same day.
                starts_on=date(2026, 9, 1) + timedelta(days=min(place, 2)),
                by=None,
                at=AT,
            )
        except ActivationError as error:
            refused.append(error)
        finally:
            connection.close()

    threads = [Thread(target=switch, args=[place]) for place in range(len(editions))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(refused) == 1
    ranges = [(each.in_force.lower, each.in_force.upper) for each in Activation.objects.order_by("starts_on")]
    days = [date(2026, 9, 1) + timedelta(days=place) for place in range(3)]
    assert ranges == [(days[0], days[1]), (days[1], days[2]), (days[2], None)]
