"""What the floor adds to a ward's page."""

from datetime import date
from html import unescape

import pytest
import time_machine
from django.test import Client

from engagement.models import CouncillorAccount, StaffMember
from engagement.ward_extension import EXTENSION, SHOWN
from tests.engagement.cast import EMAIL, NAME, NOW, Cast
from tests.engagement.sessions import browser_of
from tests.engagement.succession import vacate
from wards.enums import TermEnd
from wards.extensions import MovedCount, registered
from wards.models import Delimitation, Ward

pytestmark = pytest.mark.django_db


def section(ward: Ward) -> str:
    with time_machine.travel(NOW, tick=False):
        return "".join(str(component.render_html()) for component in EXTENSION.sections(ward, None))


def test_it_is_registered() -> None:
    assert EXTENSION in registered()


def test_a_resident_can_write_from_the_wards_page(cast: Cast) -> None:
    [action] = EXTENSION.actions(cast.ward)
    assert (action.label, action.url) == (
        "Raise an issue",
        f"/wards/{cast.ward.code}/raise/?in={cast.municipality.key}",
    )


def test_the_page_lists_what_was_published_with_its_state_in_words(cast: Cast) -> None:
    case = cast.published()
    cast.confirmed(subject="Held")
    html = section(cast.ward)
    assert case.concern.subject in html
    assert f"/track/{case.reference}/" in html
    assert "Waiting for an answer, 10 working days left" in html
    assert "Held" not in html
    assert NAME not in html
    assert EMAIL not in html


def test_the_page_of_a_vacant_ward_says_who_answers_meanwhile(client: Client, cast: Cast) -> None:
    page = f"/wards/{cast.ward.code}/"
    with time_machine.travel(NOW, tick=False):
        assert "office of Municipality KHA reads it" not in client.get(page).content.decode()
        cast.ward.terms.all().delete()
        assert "office of Municipality KHA reads it" in client.get(page).content.decode()
        StaffMember.objects.all().delete()
        text = client.get(page).content.decode()
    assert "office of Municipality KHA reads it" not in text
    assert "nobody who answers for this ward reads messages on this site" in text
    assert f"/wards/{cast.ward.code}/raise/" not in text


def test_where_the_council_is_dissolved_the_pages_name_the_administrators_office(client: Client, cast: Cast) -> None:
    case = cast.confirmed(is_public=False)
    for ward in (cast.ward, cast.other_ward):
        vacate(ward, TermEnd.DISSOLVED)
    ward, desk = f"/wards/{cast.ward.code}/", "/councillor/"
    with time_machine.travel(NOW, tick=False):
        office = browser_of(cast.speaker)
        page, form, desk, answer, home = (
            unescape(browser.get(address).content.decode())
            for browser, address in (
                (client, ward),
                (client, f"{ward}raise/"),
                (office, desk),
                (office, f"{desk}cases/{case.reference}/"),
                (office, "/admin/"),
            )
        )
    assert "The council of this municipality was dissolved" in page
    assert "by-election" not in page
    assert "office of Municipality KHA reads it and promises an answer within 10 working days" in page
    assert "The council of Municipality KHA was dissolved" in form
    assert "Administrator's office of Municipality KHA" in desk
    assert "The administrator's office answers, not you." in answer
    assert "Residents who wait for the administrator's office" in home
    assert not [shown for shown in (page, form, desk, answer, home) if "Speaker" in shown]


def test_the_page_of_a_councillor_without_an_account_says_that_the_office_answers(client: Client, cast: Cast) -> None:
    CouncillorAccount.objects.all().delete()
    with time_machine.travel(NOW, tick=False):
        text = client.get(f"/wards/{cast.ward.code}/").content.decode()
    assert "The councillor does not read messages on this site yet" in text
    assert f"/wards/{cast.ward.code}/raise/" in text


def test_where_nobody_answers_nothing_can_be_started(client: Client, cast: Cast) -> None:
    CouncillorAccount.objects.all().delete()
    StaffMember.objects.filter(municipality=cast.municipality).delete()
    with time_machine.travel(NOW, tick=False):
        assert EXTENSION.actions(cast.ward) == []
        text = client.get(f"/wards/{cast.ward.code}/").content.decode()
    assert "You cannot write here yet" in text
    assert f"/wards/{cast.ward.code}/raise/" not in text


def test_an_empty_list_says_what_can_be_done(cast: Cast) -> None:
    assert "Nothing that everyone may read has been raised here yet." in section(cast.ward)


def test_words_of_residents_are_shown_as_words(cast: Cast) -> None:
    cast.published(subject="<script>alert(1)</script>", text="<b>bold</b>")
    html = section(cast.ward)
    assert "<script>" not in html
    assert "&lt;b&gt;bold" in html


def test_the_list_takes_the_same_statements_for_one_and_for_many(cast: Cast, django_assert_num_queries: object) -> None:
    for count in (1, SHOWN + 1):
        for number in range(count):
            cast.published(email=f"{count}-{number}@example.org")
        with django_assert_num_queries(4):
            html = section(cast.ward)
    assert html.count("<li>") == SHOWN


def test_the_inspection_of_an_edition_counts_open_cases(cast: Cast) -> None:
    cast.confirmed()
    later = Delimitation.objects.create(country="ZZ", edition="2030", published_on=date(2030, 1, 1))
    counts = EXTENSION.count_moved(cast.municipality, later, date(2030, 1, 1))
    assert list(counts) == [MovedCount(label="open case", open=1, moved=1)]
