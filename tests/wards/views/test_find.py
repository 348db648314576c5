"""`/wards/find.json`: the ward of a position, as other programs rely on it."""

from datetime import date

import pytest
import time_machine
from django.db.backends.postgresql.psycopg_any import DateRange
from django.http import HttpResponse
from django.test import Client

from tests.wards.factories import (
    CELL,
    SEA,
    ActivationFactory,
    DelimitationFactory,
    MunicipalityFactory,
    WardFactory,
    make_grid,
    square,
)

pytestmark = pytest.mark.django_db

WEST, SOUTH = SEA


def ask(client: Client, column: float, row: float, **query: str) -> HttpResponse:
    """Ask for a position counted in cells from the grid's corner."""
    return client.get("/wards/find.json", {"lat": SOUTH + row * CELL, "lon": WEST + column * CELL} | query)


def test_a_position_gets_its_ward(client: Client) -> None:
    ward = make_grid(2, 2, municipality=MunicipalityFactory(code="SEA", name="Sea Municipality"))[3]
    ward.name = "Thutong"
    ward.save()
    answer = ask(client, 1.5, 1.5)
    assert answer.status_code == 200
    assert answer.json() == {
        "ward": {
            "country": "ZZ",
            "code": "SEA004",
            "number": 4,
            "name": "Thutong",
            "municipality": "Sea Municipality",
            "url": "/wards/SEA004/",
        },
        "on_border": False,
    }


def test_a_ward_without_a_number_has_none(client: Client) -> None:
    WardFactory(municipality=ActivationFactory().municipality, number=None, code="A", boundary=square())
    assert ask(client, 0.5, 0.5).json()["ward"]["number"] is None


def test_a_position_on_a_border_says_so(client: Client) -> None:
    wards = make_grid(2, 1)
    answer = ask(client, 1, 0.5).json()
    assert (answer["ward"]["code"], answer["on_border"]) == (wards[0].code, True)


def test_outside_every_ward_is_404_with_an_error(client: Client) -> None:
    make_grid(2, 2)
    answer = ask(client, 2.5, 0.5)
    assert answer.status_code == 404
    assert answer.json() == {"error": "This position lies outside every ward that is known here."}


def test_a_position_whose_numbers_were_swapped_is_404_and_says_so(client: Client) -> None:
    make_grid(2, 2)
    answer = client.get("/wards/find.json", {"lat": WEST + CELL / 2, "lon": SOUTH + CELL / 2})
    assert answer.status_code == 404
    assert answer.json()["error"].endswith("Swapped, lat and lon would lie in one.")


@pytest.mark.parametrize("query", [{}, {"lat": "-30"}, {"lat": "nan", "lon": "1"}, {"lat": "1", "lon": "181"}])
def test_bad_input_is_400_with_an_error(client: Client, query: dict[str, str]) -> None:
    answer = client.get("/wards/find.json", query)
    assert answer.status_code == 400
    assert list(answer.json()) == ["error"]


def test_a_bad_day_is_400(client: Client) -> None:
    make_grid(1, 1)
    assert ask(client, 0.5, 0.5).status_code == 200
    assert ask(client, 0.5, 0.5, on="tomorrow").status_code == 400


@time_machine.travel("2026-11-03T22:30:00Z", tick=False)  # half past midnight on the 4th in Johannesburg
def test_the_day_counts_and_is_today_in_the_municipality_when_left_out(client: Client) -> None:
    municipality = MunicipalityFactory()
    old, new = DelimitationFactory(edition="2021"), DelimitationFactory(edition="2026")
    WardFactory(municipality=municipality, delimitation=old, code="OLD", boundary=square())
    WardFactory(municipality=municipality, delimitation=new, code="NEW", boundary=square())
    changes_on = date(2026, 11, 4)
    ActivationFactory(municipality=municipality, delimitation=old, in_force=DateRange(date(2021, 11, 1), changes_on))
    ActivationFactory(municipality=municipality, delimitation=new, starts_on=changes_on)

    assert ask(client, 0.5, 0.5, on="2026-11-03").json()["ward"]["code"] == "OLD"
    assert ask(client, 0.5, 0.5, on="2026-11-04").json()["ward"]["code"] == "NEW"
    assert ask(client, 0.5, 0.5).json()["ward"]["code"] == "NEW"
    assert ask(client, 0.5, 0.5, on="2020-01-01").status_code == 404


def test_every_answer_may_be_read_by_any_site_and_sets_no_cookie(client: Client) -> None:
    make_grid(1, 1)
    answers = [ask(client, 0.5, 0.5), ask(client, 5, 5), client.get("/wards/find.json")]
    assert [answer.status_code for answer in answers] == [200, 404, 400]
    for answer in answers:
        assert answer["Access-Control-Allow-Origin"] == "*"
        assert not answer.cookies
        assert "Cookie" not in answer.get("Vary", "")


def test_an_answer_is_kept_by_the_asker_alone_and_a_refusal_by_nobody(client: Client) -> None:
    make_grid(1, 1)
    assert ask(client, 0.5, 0.5)["Cache-Control"] == "private, max-age=300"
    assert ask(client, 5, 5)["Cache-Control"] == "no-store"


def test_it_is_only_read(client: Client) -> None:
    make_grid(1, 1)
    assert client.post("/wards/find.json").status_code == 405
    assert client.head("/wards/find.json", {"lat": SOUTH + CELL / 2, "lon": WEST + CELL / 2}).status_code == 200


def test_a_found_ward_costs_one_statement(client: Client, django_assert_num_queries) -> None:
    make_grid(2, 2)
    ask(client, 0.5, 0.5)  # the first one on a connection also asks PostGIS for its version
    with django_assert_num_queries(1):
        assert ask(client, 1.5, 0.5).status_code == 200


def test_it_has_no_language_prefix(client: Client) -> None:
    make_grid(1, 1)
    assert ask(client, 0.5, 0.5).status_code == 200
    assert client.get("/zu/wards/find.json", {"lat": SOUTH, "lon": WEST}, follow=True).status_code == 404
