"""/answers/: figures of wards and councillors side by side, and the open data."""

import csv
import io
import json
import re
from datetime import timedelta

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client

from engagement.enums import Helped, PublicationRefusal
from engagement.models import Case
from engagement.queries.feedback import judgement_of
from engagement.queries.numbers import responses_by_councillor, responses_by_ward
from engagement.services.feedback import reopen_concern, say_helped
from engagement.services.moderation import withdraw_publication
from engagement.views.open_data import COLUMNS
from engagement.wording import grouped
from tests.engagement.cast import EMAIL, NAME, NOW, Cast
from tests.engagement.queries.test_numbers import LATER, answered

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now() -> object:
    with time_machine.travel(LATER, tick=False) as traveller:
        yield traveller


def page(client: Client, cast: Cast) -> str:
    answer = client.get(f"/answers/in/{cast.municipality.key}/")
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode().replace("&#x27;", "'"))


def data(client: Client, cast: Cast, form: str) -> HttpResponse:
    return client.get(f"/answers/in/{cast.municipality.key}/concerns.{form}")


def rows(client: Client, cast: Cast) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data(client, cast, "csv").getvalue().decode())))


def many(cast: Cast, count: int, **facts: object) -> list[Case]:
    return [cast.confirmed(email=f"{number}@example.org", **facts) for number in range(count)]


def test_wards_stand_in_the_order_of_their_numbers_whatever_their_figures(client: Client, cast: Cast) -> None:
    for case in many(cast, 12, ward=cast.other_ward):
        answered(case, cast.other_councillor)
    many(cast, 12, ward=cast.ward)
    text = page(client, cast)
    first, second = (text.index(f">{ward.title}</a>") for ward in (cast.ward, cast.other_ward))
    assert first < second
    assert "This is no ranking." in text
    assert text.index("Nomsa Dlamini") < text.index("Sipho Ndlovu")


def test_a_figure_says_of_how_many_and_how_far_chance_may_have_moved_it(client: Client, cast: Cast) -> None:
    cases = many(cast, 12)
    for case in cases[:9]:
        answered(case, cast.councillor, after=7)
    text = page(client, cast)
    assert '75 %<br><small class="quiet">9 of 12; between 46 and 92 of 100, counting chance</small>' in text
    assert '5<br><small class="quiet">at least 5, counting chance</small>' in text


def test_thousands_stand_apart() -> None:
    assert grouped(999) == "999"
    assert grouped(1234567) == "1\u00a0234\u00a0567"


def test_below_ten_nothing_but_counts_is_said(client: Client, cast: Cast) -> None:
    for case in many(cast, 9):
        answered(case, cast.councillor)
    text = page(client, cast)
    assert "<span>9 of 9</span>" in text
    assert "Where fewer than 10 are counted, only their number stands" in text
    assert "%<br>" not in text
    assert "counting chance</small>" not in text


def test_what_residents_say_of_answers_is_told_once_ten_said_something(
    client: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    cases = [answered(case, cast.councillor) for case in many(cast, 12)]
    said = dict(zip((case.pk for case in cases), ["yes"] * 7 + ["partly"] * 2 + ["no"], strict=False))
    monkeypatch.setattr("engagement.queries.numbers.said_of", lambda _clocks: said)
    told = "7 of 10; between 39 and 90 of 100, counting chance; partly: 2; no: 1"
    assert f'70 %<br><small class="quiet">{told}</small>' in page(client, cast)
    said.popitem()
    told = page(client, cast)
    assert '<span><small class="quiet">too few</small></span>' in told
    assert "7 of 9" not in told, "a count of a few would tell what one of them said"


def test_a_page_of_another_municipality_and_one_that_is_not_there(client: Client, cast: Cast) -> None:
    cast.published()
    assert cast.ward.title not in client.get(f"/answers/in/{cast.elsewhere.key}/").content.decode()
    assert client.get("/answers/in/ZZ-NONE/").status_code == 404
    assert client.get("/answers/in/ZZ-NONE/concerns.csv").status_code == 404
    assert client.get("/answers/concerns.csv").status_code == 404
    assert f"/answers/in/{cast.municipality.key}/" in client.get("/answers/").content.decode()


def test_the_ward_page_shows_the_same_figures_and_leads_to_all_of_them(client: Client, cast: Cast) -> None:
    for case in many(cast, 12)[:9]:
        answered(case, cast.councillor, after=7)
    text = client.get(f"/wards/{cast.ward.code}/").content.decode()
    assert "(9 of 12; between 46 and 92 of 100, counting chance)" in text
    assert f"/answers/in/{cast.municipality.key}/" in text


def test_open_data_holds_the_facts_of_what_everyone_may_read(client: Client, cast: Cast) -> None:
    case = cast.published(email="a@example.org")
    answered(case, cast.councillor)
    [row] = rows(client, cast)
    assert row == {
        "reference": case.reference,
        "ward": cast.ward.code,
        "nature": "issue",
        "opened_on": "2026-03-02",
        "promised_by": "2026-03-16",
        "first_answered_on": "2026-03-03",
        "reopened_on": "",
        "second_promised_by": "",
        "second_answered_on": "",
        "outcome": "answered",
        "status": "answered",
        "supporters": "0",
    }
    assert list(row) == list(COLUMNS)
    told = json.loads(data(client, cast, "json").getvalue())
    assert told["concerns"] == [{name: value or None for name, value in row.items()} | {"supporters": 0}]
    assert told["licence"] == "https://creativecommons.org/licenses/by/4.0/"
    assert set(told["columns"]) == set(row)


def test_what_is_opened_again_stays_in_the_figures_and_in_the_open_data(client: Client, cast: Cast) -> None:
    case = answered(cast.published(email="a@example.org"), cast.councillor)
    at = NOW + timedelta(days=2)
    sequence = judgement_of(case, at=at).answer_sequence
    say_helped(case=case, answer_sequence=sequence, helped=Helped.NO, why="", by=None, at=at)
    reopen_concern(case=case, text="It leaks still.", key="again", by=None, at=at)
    [row] = rows(client, cast)
    told = ("promised_by", "first_answered_on", "reopened_on", "second_promised_by", "second_answered_on", "status")
    days = ["2026-03-16", "2026-03-03", "2026-03-04", "2026-03-18", ""]
    assert [row[name] for name in told] == [*days, "waiting"]
    by_ward = responses_by_ward(cast.municipality, at=LATER)[cast.ward.pk]
    assert (by_ward.answered, by_ward.waiting) == (1, 1)
    whose = cast.councillor.councillor_account.councillor_id
    since = {whose: NOW.date() - timedelta(days=1)}
    assert responses_by_councillor(cast.municipality, since, at=LATER)[whose].waiting == 1
    answered(case, cast.councillor, after=4)
    [row] = rows(client, cast)
    assert [row[name] for name in told] == [*days[:4], "2026-03-06", "answered"]
    assert responses_by_ward(cast.municipality, at=LATER)[cast.ward.pk].waiting == 0
    assert "Opened again" in client.get("/how-answers-are-counted/").content.decode()


def test_open_data_holds_nothing_that_not_everyone_may_read(client: Client, cast: Cast) -> None:
    shown = cast.published(email="a@example.org")
    cast.confirmed(is_public=False, email="b@example.org")
    cast.confirmed(email="c@example.org")
    cast.raised(email="d@example.org")
    for form in ("csv", "json"):
        text = data(client, cast, form).getvalue().decode()
        assert set(re.findall(r"KH-[A-Z0-9]{4}-[A-Z0-9]{4}", text)) == {shown.reference}
        assert text.count(cast.ward.code) == 1
        for planted in (shown.concern.subject, shown.concern.text, NAME, EMAIL, "a@example.org", '"language"', "point"):
            assert planted not in text


def test_what_is_taken_down_leaves_the_open_data(client: Client, cast: Cast) -> None:
    case = cast.published()
    assert len(rows(client, cast)) == 1
    reason = PublicationRefusal.PERSONAL_DATA
    withdraw_publication(case=case, reason=reason, erase_words=False, by=cast.moderator, at=NOW)
    assert rows(client, cast) == []


def test_open_data_is_asked_for_again_only_when_it_changed(client: Client, cast: Cast) -> None:
    cast.published(email="a@example.org")
    first = data(client, cast, "csv")
    assert first.streaming
    assert first["Link"].endswith('rel="license"')
    assert "public" in first["Cache-Control"]
    address = f"/answers/in/{cast.municipality.key}/concerns.csv"
    assert client.get(address, headers={"if-none-match": first["ETag"]}).status_code == 304
    assert client.get(address.replace("csv", "json"), headers={"if-none-match": first["ETag"]}).status_code == 200
    cast.published(email="b@example.org")
    assert client.get(address, headers={"if-none-match": first["ETag"]}).status_code == 200


def test_open_data_of_many_takes_as_many_statements_as_of_one(
    client: Client, cast: Cast, django_assert_max_num_queries: object
) -> None:
    for number in range(5):
        cast.published(email=f"{number}@example.org")
    with django_assert_max_num_queries(4):
        assert len(rows(client, cast)) == 5
