"""Feeds tell what happens, and nothing that is not public."""

from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.test import Client

from engagement.enums import Outcome, PublicationRefusal
from engagement.services.answers import answer_concern
from engagement.services.moderation import withdraw_publication
from tests.cms.sites import AT, SiteCast

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(autouse=True)
def _at(time_machine) -> None:
    time_machine.move_to(AT, tick=False)


def entries(client: Client, address: str) -> dict[str, ElementTree.Element]:
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = ElementTree.fromstring(answer.content)
    return {entry.find(f"{ATOM}title").text: entry for entry in feed.iter(f"{ATOM}entry")}


def test_a_wards_feed_tells_of_pages_and_of_concerns(client: Client, site: SiteCast) -> None:
    code = site.cast.ward.code
    site.notice(title="Water off", ward_codes=[code])
    site.notice(title="Elsewhere", ward_codes=[site.cast.other_ward.code])
    site.meeting(title="Meeting for all")
    site.news(title="A new clinic")
    case = site.cast.published(at=AT - timedelta(days=2), subject="Streetlights out")
    site.cast.published(at=AT, ward=site.cast.other_ward, subject="Not here", email="b@example.org")
    answer_concern(
        case=case,
        text="They are repaired.",
        outcome=Outcome.ANSWERED,
        is_public=True,
        key="answer",
        by=site.cast.councillor,
        at=AT - timedelta(days=1),
    )
    found = entries(client, f"/wards/{code}/feed.xml")
    assert found.keys() == {
        "Water off",
        "Meeting for all",
        "A new clinic",
        "Streetlights out",
        "Answered: Streetlights out",
    }
    answered = found["Answered: Streetlights out"]
    assert answered.find(f"{ATOM}summary").text == "Councillor Nomsa Dlamini: They are repaired."
    assert answered.find(f"{ATOM}link").attrib["href"] == f"http://testserver/track/{case.reference}/"
    assert {"Elsewhere", "Not here"} < entries(client, "/feed.xml").keys()


def test_what_is_not_public_is_in_no_feed(client: Client, site: SiteCast) -> None:
    site.cast.confirmed(subject="Held")
    site.cast.confirmed(subject="Private", is_public=False)
    shown = site.cast.published(subject="Taken down", email="c@example.org")
    assert "Taken down" in entries(client, "/feed.xml")
    withdraw_publication(
        case=shown, reason=PublicationRefusal.ACCUSES, erase_words=False, by=site.cast.moderator, at=AT
    )
    site.notice(title="Draft").unpublish()
    assert entries(client, "/feed.xml") == {}


def test_what_people_wrote_is_no_markup_in_a_reader(client: Client, site: SiteCast) -> None:
    site.cast.published(text="Lights <script>alert(1)</script> & more")
    (entry,) = entries(client, "/feed.xml").values()
    summary = entry.find(f"{ATOM}summary")
    assert summary.attrib["type"] == "html"
    assert summary.text == "Lights &lt;script&gt;alert(1)&lt;/script&gt; &amp; more"


def test_what_is_pasted_from_word_breaks_no_feed(client: Client, site: SiteCast) -> None:
    site.notice(title="Water\x0boff", introduction="Until\x0bFriday")
    site.cast.published(subject="Lights\x0bout", text="Since\x0bMonday")
    found = entries(client, "/feed.xml")
    assert found.keys() == {"Water off", "Lights out"}
    assert found["Lights out"].find(f"{ATOM}summary").text == "Since Monday"


def test_entries_keep_their_names_in_every_language(client: Client, site: SiteCast) -> None:
    site.notice(title="Water off")
    english, zulu = entries(client, "/feed.xml"), entries(client, "/zu/feed.xml")
    in_words_of = "{http://www.w3.org/XML/1998/namespace}lang"
    assert zulu["Water off"].get(in_words_of) == "en"
    assert in_words_of not in english["Water off"].attrib
    assert english["Water off"].find(f"{ATOM}id").text == zulu["Water off"].find(f"{ATOM}id").text


def test_a_feed_can_be_kept_by_anybody(client: Client, site: SiteCast) -> None:
    answer = client.get("/feed.xml")
    assert not answer.cookies
    assert "public" in answer.headers["Cache-Control"]
    assert client.get("/feed.xml", headers={"if-none-match": answer.headers["ETag"]}).status_code == 304


def test_statements_do_not_grow_with_entries(client: Client, site: SiteCast, django_assert_max_num_queries) -> None:
    def fill(number: int) -> None:
        site.notice()
        site.meeting()
        site.news()
        site.cast.published(subject=f"Concern {number}", email=f"{number}@example.org")

    fill(1)
    entries(client, "/feed.xml")
    with django_assert_max_num_queries(16) as few:
        entries(client, "/feed.xml")
    fill(2)
    fill(3)
    with django_assert_max_num_queries(len(few)):
        entries(client, "/feed.xml")


def test_the_feed_of_a_ward_that_is_gone_leads_to_the_one_in_its_place(
    client: Client, site: SiteCast, time_machine
) -> None:
    heir = site.redraw()
    time_machine.move_to(AT + timedelta(days=2), tick=False)
    for language in ("", "/zu"):
        answer = client.get(f"{language}/wards/{site.cast.ward.code}/feed.xml")
        assert (answer.status_code, answer["Location"]) == (301, f"{language}/wards/{heir.code}/feed.xml")
    assert client.get(f"/wards/{site.cast.other_ward.code}/feed.xml").status_code == 410
    assert client.get("/wards/NEVER/feed.xml").status_code == 404
