"""What a municipality decides about answering changes what is promised there, and nowhere else."""

from datetime import date

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from engagement.enums import ClockKind
from engagement.models import AnsweringPolicy, Case, ProclaimedDay
from engagement.services.policies import decide_policy
from tests.engagement.cast import NOW, Cast, make_councillor, make_user, make_ward
from tests.engagement.sessions import browser_of
from tests.engagement.writing import address, fill_in

pytestmark = pytest.mark.django_db

FRIDAY = date(2026, 3, 6)


@pytest.fixture(autouse=True)
def _on_a_monday() -> object:
    with time_machine.travel(NOW, tick=False):
        yield


def promised(case: Case) -> dict[str, tuple[int, date]]:
    """The working days and the last day of each promise on a case."""
    zone = case.municipality.zone
    return {
        clock.kind: (clock.working_days, timezone.localtime(clock.due_at, zone).date()) for clock in case.clocks.all()
    }


def raised_elsewhere(cast: Cast) -> Case:
    """A concern in the other municipality, sent at the same hour."""
    ward = make_ward(cast.elsewhere, 3)
    make_councillor(ward, "Lindiwe Khumalo")
    return cast.confirmed(ward=ward)


def test_the_office_sets_the_days_and_every_page_and_promise_goes_by_them(cast: Cast, client: Client) -> None:
    before = cast.confirmed()
    office, rules = browser_of(cast.speaker), f"/admin/answering/rules/{cast.municipality.pk}/"
    days = {"answer_working_days": "4", "moderation_working_days": "2", "holds_before_publishing": "on"}
    assert office.post(rules, days | {"answer_working_days": "61"}).status_code == 422
    assert not AnsweringPolicy.objects.exists()
    assert office.post(rules, days).status_code == 302
    assert browser_of(cast.stranger_moderator).post(rules, days).status_code == 404
    listed = office.get("/admin/answering/rules/").content.decode()
    assert "Answered within 4 working days · checked within 2 working days" in listed

    after = promised(cast.confirmed(email="second@example.org"))
    assert after == {ClockKind.FIRST_RESPONSE: (4, FRIDAY), ClockKind.MODERATION: (2, date(2026, 3, 4))}
    default = {ClockKind.FIRST_RESPONSE: (10, date(2026, 3, 16)), ClockKind.MODERATION: (1, date(2026, 3, 3))}
    assert promised(before) == default  # what was promised before stays promised
    assert promised(raised_elsewhere(cast)) == default

    assert "within 4 working days" in client.get(cast.ward.get_absolute_url()).content.decode()
    assert "within 4 working days" in client.get(address(cast.ward)).content.decode()
    last = fill_in(client, cast.ward, until="check")
    assert "within 4 working days" in client.get(last["Location"]).content.decode()


def test_a_proclaimed_day_moves_the_promise_where_it_is_a_day_off(cast: Cast) -> None:
    decided = {"answer_working_days": 4, "moderation_working_days": 1, "holds_before_publishing": True}
    decide_policy(municipality=cast.municipality, **decided, by=cast.speaker, at=NOW)
    decide_policy(municipality=cast.elsewhere, **decided, by=cast.stranger_moderator, at=NOW)
    ProclaimedDay.objects.create(
        country="ZZ", municipality=cast.municipality, day=date(2026, 3, 3), name="Day of the town"
    )
    here, there = promised(cast.confirmed()), promised(raised_elsewhere(cast))
    assert here == {ClockKind.FIRST_RESPONSE: (4, date(2026, 3, 9)), ClockKind.MODERATION: (1, date(2026, 3, 4))}
    assert there == {ClockKind.FIRST_RESPONSE: (4, FRIDAY), ClockKind.MODERATION: (1, date(2026, 3, 3))}


def test_a_day_proclaimed_for_a_country_moves_the_promises_of_all_its_municipalities(cast: Cast) -> None:
    ProclaimedDay.objects.create(country="ZZ", day=FRIDAY, name="Day of mourning")
    ProclaimedDay.objects.create(country="YY", day=date(2026, 3, 5), name="Another country's")
    for case in (cast.confirmed(), raised_elsewhere(cast)):
        assert promised(case)[ClockKind.FIRST_RESPONSE] == (10, date(2026, 3, 17))


def test_an_office_proclaims_a_day_for_its_own_municipality_alone(cast: Cast) -> None:
    office = browser_of(cast.speaker)
    day = {"day": "2026-03-03", "name": "Day of the town"}
    for refused in ("", str(cast.elsewhere.pk)):
        assert office.post("/admin/answering/days-off/new/", day | {"municipality": refused}).status_code == 200
    assert not ProclaimedDay.objects.exists()
    office.post("/admin/answering/days-off/new/", day | {"municipality": str(cast.municipality.pk)})
    found = ProclaimedDay.objects.get()
    assert (found.municipality, found.country, found.day) == (cast.municipality, "ZZ", date(2026, 3, 3))
    assert promised(cast.confirmed())[ClockKind.FIRST_RESPONSE] == (10, date(2026, 3, 17))
    assert browser_of(make_user("resident")).get("/admin/answering/days-off/").status_code == 403
