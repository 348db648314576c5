"""`/wards/<code>/`: one ward."""

import gzip
import re
from datetime import date

import pytest
import time_machine
from django.db.backends.postgresql.psycopg_any import DateRange
from django.template import engines
from django.test import Client
from laces.components import Component

from tests.wards.factories import (
    ActivationFactory,
    CouncillorFactory,
    CouncillorTermFactory,
    DelimitationFactory,
    MunicipalityFactory,
    WardFactory,
    make_grid,
    square,
)
from tests.wards.views.reading import links_of, text_of
from wards import extensions
from wards.extensions import WardAction, WardExtension
from wards.models import Ward, WardCommitteeMember

pytestmark = pytest.mark.django_db


@pytest.fixture
def khanya() -> list[Ward]:
    return make_grid(4, 3, municipality=MunicipalityFactory(code="KHA", name="Khanya"))


class Sentence(Component):
    """A section as a higher floor may add one."""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence

    def render_html(self, parent_context: object = None) -> str:
        return engines["django"].from_string("<p>{{ sentence }}</p>").render({"sentence": self.sentence})


@pytest.fixture
def _extended(monkeypatch: pytest.MonkeyPatch) -> None:
    extension = WardExtension(
        key="songs",
        actions=lambda ward: [WardAction("Sing", f"/sing/{ward.code}/"), WardAction("Hum", "/hum/")],
        sections=lambda ward, viewer: [Sentence(f"Songs of {ward.title} for {viewer}")],
    )
    monkeypatch.setattr(extensions, "_extensions", {"songs": extension})


def test_it_names_the_ward_its_municipality_its_code_and_its_edition(client: Client, khanya: list[Ward]) -> None:
    khanya[2].name = "Thutong"
    khanya[2].save()
    answer = client.get("/wards/KHA003/")
    assert answer.status_code == 200
    assert "Ward 3, Thutong Khanya · code KHA003 · boundaries of 2021" in text_of(answer)
    assert "<title>Ward 3, Thutong, Khanya" in answer.content.decode()
    assert {"/wards/in/ZZ-KHA/", "/wards/"} <= set(links_of(answer))


def test_the_councillor_can_be_reached_at_the_office(client: Client, khanya: list[Ward]) -> None:
    councillor = CouncillorFactory(
        municipality=khanya[0].municipality,
        name="Nomsa van der Example",
        party="Sea Party",
        office_phone="011 555 0100 (office)",
        office_email="nomsa@example.org",
        office_hours="Tuesdays 14:00 to 17:00, Thutong library",
    )
    CouncillorTermFactory(ward=khanya[0], councillor=councillor)
    answer = client.get("/wards/KHA001/")
    assert "NE Councillor Nomsa van der Example Sea Party · since 1 November 2021 Tuesdays 14:00 to 17:00" in (
        text_of(answer)
    )
    assert {"tel:0115550100", "mailto:nomsa@example.org"} <= set(links_of(answer))


def test_a_vacant_seat_is_told_in_words(client: Client, khanya: list[Ward]) -> None:
    CouncillorTermFactory(ward=khanya[0], served=DateRange(date(2021, 11, 1), date(2024, 5, 1)))
    said = text_of(client.get("/wards/KHA001/"))
    assert "This ward has no councillor at the moment The seat is vacant since 1 May 2024. Voters of the ward" in said


def test_a_ward_without_any_councillor_on_record_is_told_in_words(client: Client, khanya: list[Ward]) -> None:
    assert "The municipality has not told us yet who holds the seat" in text_of(client.get("/wards/KHA001/"))


def test_the_ward_committee_is_named(client: Client, khanya: list[Ward]) -> None:
    assert "Ward committee" not in text_of(client.get("/wards/KHA001/"))
    WardCommitteeMember.objects.create(ward=khanya[0], name="Ayo", portfolio="Water", agreed_on=date(2024, 1, 1))
    assert "Ward committee Ayo Water" in text_of(client.get("/wards/KHA001/"))


@pytest.mark.usefixtures("_extended")
def test_higher_floors_add_actions_and_sections(client: Client, khanya: list[Ward]) -> None:
    answer = client.get("/wards/KHA003/")
    assert "Songs of Ward 3 for None" in text_of(answer)  # the page is the same for everybody
    assert re.findall(r'<a class="(btn[^"]*)" href="(/sing[^"]*|/hum/)"', answer.content.decode()) == [
        ("btn", "/sing/KHA003/"),
        ("btn plain", "/hum/"),
    ]


def test_the_ward_is_drawn_among_its_neighbours_and_lightly(client: Client, khanya: list[Ward]) -> None:
    page = client.get("/wards/KHA006/").content.decode()
    svg = re.search(r'<svg viewBox="0 64 512 384".*?</svg>', page, re.DOTALL)[0]
    assert svg.count('<path class="here"') == 1
    assert svg.count("<path d=") == 8
    assert ">6</text>" in svg
    assert 'aria-label="Map of Ward 6 among its neighbours"' in svg
    assert len(gzip.compress(svg.encode())) < 10_000


def test_the_wards_next_to_it_are_links(client: Client, khanya: list[Ward]) -> None:
    (other,) = make_grid(1, 1, municipality=MunicipalityFactory(code="LES", name="Lesedi"), origin=(-10.01, -30))
    answer = client.get("/wards/KHA001/")
    for code in ("KHA002", "KHA005", "KHA006", other.code):
        assert f"/wards/{code}/" in links_of(answer)
    assert "Ward 1, Lesedi" in text_of(answer)
    assert "/wards/KHA003/" not in links_of(answer)


def test_a_code_that_several_countries_write_is_a_choice_and_no_guess(client: Client) -> None:
    for country, name in (("ZZ", "Sea"), ("YY", "Ocean")):
        municipality = MunicipalityFactory(country=country, code="A", name=name)
        delimitation = DelimitationFactory(country=country)
        WardFactory(municipality=municipality, delimitation=delimitation, code="7", number=7, boundary=square())
        ActivationFactory(municipality=municipality, delimitation=delimitation)
    answer = client.get("/wards/7/")
    assert answer.status_code == 200
    assert "Which ward 7?" in text_of(answer)
    assert links_of(answer) == ["/wards/7/?in=YY-A", "/wards/7/?in=ZZ-A"]
    assert "Ward 7 Sea · code 7" in text_of(client.get("/wards/7/?in=ZZ-A"))
    assert "Which ward 7?" in text_of(client.get("/wards/7/?in=XX-A"))


@pytest.fixture
def changed() -> None:
    """A ward of 2016 that two others share from 1 November 2021."""
    municipality = MunicipalityFactory(code="KHA", name="Khanya")
    old, new = DelimitationFactory(edition="2016"), DelimitationFactory(edition="2021")
    WardFactory(municipality=municipality, delimitation=old, code="OLD", number=7, boundary=square())
    WardFactory(municipality=municipality, delimitation=old, code="SAME", number=1, boundary=square(3))
    WardFactory(municipality=municipality, delimitation=new, code="NEW", number=9, boundary=square(0, size=0.7))
    WardFactory(municipality=municipality, delimitation=new, code="REST", number=8, boundary=square(0.7, size=0.3))
    WardFactory(municipality=municipality, delimitation=new, code="HEIR", number=2, boundary=square(3.02))
    change = date(2021, 11, 1)
    ActivationFactory(municipality=municipality, delimitation=old, in_force=DateRange(date(2016, 8, 3), change))
    ActivationFactory(municipality=municipality, delimitation=new, starts_on=change)


@pytest.mark.usefixtures("changed")
@time_machine.travel("2024-05-29T08:00:00Z", tick=False)
def test_a_ward_of_an_edition_that_no_longer_counts_is_gone_and_points_to_today(client: Client) -> None:
    answer = client.get("/wards/OLD/")
    assert answer.status_code == 410
    assert "is of the boundaries of 2016, which no longer count since 1 November 2021." in text_of(answer)
    assert "49 % in Ward 9" in text_of(answer)
    assert "9 % in Ward 8" in text_of(answer)
    assert {"/wards/NEW/", "/wards/REST/"} <= set(links_of(answer))


@pytest.mark.usefixtures("changed")
@time_machine.travel("2024-05-29T08:00:00Z", tick=False)
def test_a_ward_that_is_gone_leads_to_the_one_that_covers_nearly_all_of_it(client: Client) -> None:
    answer = client.get("/wards/SAME/")
    assert (answer.status_code, answer["Location"]) == (301, "/wards/HEIR/?was=SAME")
    assert "Ward SAME no longer exists." in text_of(client.get(answer["Location"]))


@pytest.mark.usefixtures("changed")
@time_machine.travel("2024-05-29T08:00:00Z", tick=False)
def test_an_address_cannot_invent_a_ward_that_is_gone(client: Client) -> None:
    assert "no longer exists" not in text_of(client.get("/wards/HEIR/?was=NEVER"))


@pytest.mark.usefixtures("changed")
@time_machine.travel("2021-10-31T08:00:00Z", tick=False)
def test_a_ward_that_does_not_count_yet_says_from_when(client: Client) -> None:
    answer = client.get("/wards/NEW/")
    assert answer.status_code == 404
    assert "Ward 9 of Khanya will count from 1 November 2021." in text_of(answer)


def test_an_unknown_code_is_404_with_the_finder_on_it(client: Client, khanya: list[Ward]) -> None:
    answer = client.get("/wards/NOPE/")
    assert answer.status_code == 404
    assert "There is no ward NOPE here" in text_of(answer)
    assert '<form action="/wards/" method="get"' in answer.content.decode()
    assert "/wards/KHA001/" in links_of(answer)


@pytest.mark.usefixtures("_extended")
def test_its_statements_do_not_grow_with_its_neighbours(
    client: Client, khanya: list[Ward], django_assert_num_queries
) -> None:
    ward_seat_committee_neighbours_and_picture, whose_host = 5, 2
    for code in ("KHA001", "KHA006"):
        with django_assert_num_queries(whose_host + ward_seat_committee_neighbours_and_picture):
            client.get(f"/wards/{code}/")
