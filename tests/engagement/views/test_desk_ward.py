"""/councillor/ward/: figures, meetings and the committee of a desk's ward, and the sheet for a ward meeting."""

import re
from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse

from engagement.desk_extensions import DeskExtension, register
from engagement.models import User
from engagement.views import desk_ward
from tests.engagement.cast import EMAIL, NAME, NOW, Cast, make_ward
from tests.engagement.queries.test_numbers import LATER, answered, councillor_of
from tests.engagement.sessions import browser_of
from wards.components import Notice
from wards.enums import SeatKind
from wards.models import CouncillorTerm, WardCommitteeMember

pytestmark = pytest.mark.django_db
WARD, SHEET = "/councillor/ward/", "/councillor/ward/print/"


@pytest.fixture(autouse=True)
def now() -> object:
    with time_machine.travel(LATER, tick=False) as traveller:
        yield traveller


def page(user: User, address: str = WARD) -> str:
    answer = browser_of(user).get(address)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode().replace("&#x27;", "'"))


def test_a_councillor_sees_the_figures_of_the_ward_and_of_this_term(cast: Cast) -> None:
    for number in range(11):
        answered(cast.confirmed(email=f"{number}@example.org", is_public=False), cast.councillor)
    cast.confirmed(email="last@example.org")
    text = page(cast.councillor)
    assert cast.ward.title in text
    assert "1 concern is open." in text
    assert "How this ward is answered: the last twelve months" in text
    assert "How Councillor Nomsa Dlamini answers: this term" in text
    assert text.count("(11 of 12; between 64 and 99 of 100, counting chance)") == 2


def test_who_sits_on_the_committee_and_agreed_to_be_named_is_listed(cast: Cast) -> None:
    WardCommitteeMember.objects.create(ward=cast.ward, name="Zanele Khumalo", agreed_on=date(2026, 1, 1))
    WardCommitteeMember.objects.create(ward=cast.other_ward, name="Of Another Ward", agreed_on=date(2026, 1, 1))
    text = page(cast.councillor)
    assert "Zanele Khumalo" in text
    assert "Of Another Ward" not in text


def test_meetings_come_from_the_floors_above(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    registry: dict[str, DeskExtension] = {}
    monkeypatch.setattr("engagement.desk_extensions._extensions", registry)
    assert "No meeting is announced." in page(cast.councillor)
    register(DeskExtension("meetings", meetings=lambda _request, ward, _at: Notice(f"We meet in {ward.title}")))
    assert f"We meet in {cast.ward.title}" in page(cast.councillor)
    with pytest.raises(ValueError, match="registered already"):
        register(DeskExtension("meetings"))


def test_the_office_sees_its_vacant_wards_and_a_councillor_their_own(cast: Cast) -> None:
    vacant = make_ward(cast.municipality, 3)
    assert vacant.title in page(cast.speaker)
    assert cast.ward.title not in page(cast.speaker)
    for address in (WARD, SHEET, "/councillor/map/", "/councillor/map.json"):
        assert browser_of(cast.speaker).get(address, {"ward": cast.ward.code}).status_code == 404
        assert browser_of(cast.councillor).get(address, {"ward": cast.other_ward.code}).status_code == 404
        assert browser_of(cast.councillor, second_factor=False).get(address).status_code == 302


def test_who_holds_several_wards_chooses(cast: Cast) -> None:
    stood_in = make_ward(cast.municipality, 3)
    CouncillorTerm.objects.create(
        councillor=councillor_of(cast.councillor), seat=SeatKind.WARD, ward=stood_in, served=(date(2026, 1, 1), None)
    )
    text = page(cast.councillor)
    assert f"<h1>{cast.ward.title}</h1>" in text
    assert f"?ward={stood_in.code}" in text
    text = page(cast.councillor, f"{WARD}?ward={stood_in.code}")
    assert f"<h1>{stood_in.title}</h1>" in text
    assert f"{SHEET}?ward={stood_in.code}" in text


def test_who_holds_no_ward_is_told(cast: Cast) -> None:
    cast.ward.terms.all().delete()
    assert "You answer for no ward today." in page(cast.councillor)
    assert "You answer for no ward today." in page(cast.councillor, "/councillor/map/")
    assert browser_of(cast.councillor).get(SHEET).url == WARD


def test_the_sheet_holds_what_everyone_may_read_and_nothing_else(cast: Cast) -> None:
    shown = cast.published(email="a@example.org", subject="Pump without power")
    cast.confirmed(email="b@example.org", subject="For the councillor alone", is_public=False)
    cast.confirmed(email="c@example.org", subject="Not looked at yet")
    text = page(cast.councillor, SHEET)
    assert "Pump without power" in text
    assert f"/track/{shown.reference}/" in text
    for hidden in ("For the councillor alone", "Not looked at yet", shown.concern.text, NAME, EMAIL, "a@example.org"):
        assert hidden not in text


def test_the_codes_lead_to_the_ward_to_writing_and_to_each_concern(cast: Cast, settings: object) -> None:
    settings.WAGTAILADMIN_BASE_URL = "https://imbizo.example.org"
    case = cast.published()
    text = page(cast.councillor, SHEET)
    for path in (
        cast.ward.get_absolute_url(),
        reverse("engagement:raise", args=[cast.ward.code]),
        reverse("engagement:story", args=[case.reference]),
    ):
        address = f"https://imbizo.example.org{path}"
        assert f"<span>{address}</span>" in text
        assert desk_ward.qr_picture(address).path in text


def test_the_sheet_tells_what_was_answered_since_the_last_meeting(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engagement.desk_extensions._extensions", {})
    for number, day, is_public in ((1, 1, True), (2, 20, True), (3, 20, False)):
        case = cast.published(email=f"{number}@example.org", subject=f"Concern number {number}")
        answered(case, cast.councillor, after=day, is_public=is_public)
    text = page(cast.councillor, SHEET)
    assert "Concern number 1" in text
    assert "Concern number 2" in text
    # An answer to the resident alone is not read out.
    assert "Concern number 3" not in text
    register(DeskExtension("meetings", last_meeting=lambda _ward, _at: NOW + timedelta(days=10)))
    text = page(cast.councillor, SHEET)
    assert "Answered since the last meeting on" in text
    assert "Concern number 1" not in text
    assert "Concern number 2" in text


def test_the_sheet_says_how_many_have_no_room(cast: Cast) -> None:
    for number in range(desk_ward.OPEN_PRINTED + 2):
        cast.published(email=f"{number}@example.org", at=NOW)
    text = page(cast.councillor, SHEET)
    assert len(set(re.findall(r"/track/[A-Z0-9-]+/", text))) == desk_ward.OPEN_PRINTED
    assert "2 more on the ward's page." in text


def test_a_sheet_of_many_takes_as_many_statements_as_of_one(cast: Cast, django_assert_max_num_queries: object) -> None:
    for number in range(desk_ward.OPEN_PRINTED):
        answered(cast.published(email=f"a{number}@example.org"), cast.councillor)
        cast.published(email=f"b{number}@example.org")
    browser = browser_of(cast.councillor)
    with django_assert_max_num_queries(30):
        browser.get(SHEET)


def test_the_first_that_are_open_are_listed_with_the_way_to_the_rest(cast: Cast) -> None:
    for number in range(desk_ward.OPEN_SHOWN + 1):
        cast.confirmed(email=f"{number}@example.org", subject=f"Concern {number}", at=NOW + timedelta(days=number))
    text = page(cast.councillor)
    assert "Concern 0" in text
    assert f"Concern {desk_ward.OPEN_SHOWN}" not in text
    assert "Everything that is open" in text
