"""Meetings go into people's calendars, and stay up to date there."""

from datetime import timedelta

import pytest
from django.test import Client
from icalendar import Calendar

from cms.models import EventPage
from cms.services.sites import make_site
from tests.cms.sites import AT, SiteCast
from wards.models import Ward

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _at(time_machine) -> None:
    time_machine.move_to(AT, tick=False)


def read(client: Client, address: str) -> Calendar:
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    return Calendar.from_ical(answer.content)


def ward_calendar(site: SiteCast) -> str:
    return f"/wards/{site.cast.ward.code}/meetings.ics"


def test_a_wards_calendar_has_its_meetings_and_those_of_the_whole_municipality(client: Client, site: SiteCast) -> None:
    site.meeting(title="Mine", ward_codes=[site.cast.ward.code])
    site.meeting(title="All")
    site.meeting(title="Other", ward_codes=[site.cast.other_ward.code])
    site.meeting(title="Ten weeks ago", starts_at=AT - timedelta(days=70))
    site.meeting(title="Long ago", starts_at=AT - timedelta(days=100))
    names = [str(event["summary"]) for event in read(client, ward_calendar(site)).walk("VEVENT")]
    assert names == ["Ten weeks ago", "Mine", "All"]


def test_an_entry_says_when_where_and_what_in_a_zone_that_every_calendar_knows(client: Client, site: SiteCast) -> None:
    meeting = site.meeting(address="12 Station Road", introduction="Budget, then questions; all welcome, really.")
    event = read(client, ward_calendar(site)).walk("VEVENT")[0]
    assert event.decoded("dtstart") == meeting.starts_at
    assert event["dtstart"].to_ical() == b"20260307T070000Z"
    assert event.decoded("dtend") == meeting.ends_at
    assert str(event["location"]) == "Thutong hall, 12 Station Road"
    assert str(event["description"]) == "Budget, then questions; all welcome, really."
    assert str(event["url"]) == f"http://testserver{meeting.get_url()}"
    assert str(event["status"]) == "CONFIRMED"


def test_what_is_pasted_from_word_breaks_no_calendar(client: Client, site: SiteCast) -> None:
    site.meeting(title="Ward\x0bmeeting")
    event = read(client, ward_calendar(site)).walk("VEVENT")[0]
    assert str(event["summary"]) == "Ward meeting"


def test_an_entry_keeps_its_name_when_it_moves_and_when_it_is_called_off(client: Client, site: SiteCast) -> None:
    meeting = site.meeting()
    before = read(client, ward_calendar(site)).walk("VEVENT")[0]
    meeting.title, meeting.slug, meeting.called_off = "Moved", "moved", True
    meeting.starts_at += timedelta(hours=1)
    meeting.save_revision().publish()
    after = read(client, ward_calendar(site)).walk("VEVENT")[0]
    in_zulu = read(client, f"/zu{ward_calendar(site)}").walk("VEVENT")[0]
    assert in_zulu["location"].params["LANGUAGE"] == "en"  # nobody translated it
    assert str(before["uid"]) == str(after["uid"]) == str(in_zulu["uid"])
    assert str(after["status"]) == "CANCELLED"
    assert str(after["summary"]) == "Called off: Moved"
    assert after.decoded("last-modified") == AT


def test_each_publication_has_a_higher_number_which_every_calendar_can_read(
    client: Client, site: SiteCast, time_machine
) -> None:
    meeting = site.meeting(slug="numbered")
    numbers = [read(client, ward_calendar(site)).walk("VEVENT")[0]["sequence"]]
    for later in (timedelta(seconds=1), timedelta(days=1)):
        time_machine.shift(later)
        meeting.called_off = not meeting.called_off
        meeting.save_revision().publish()
        feeds = (ward_calendar(site), f"/zu{ward_calendar(site)}", "/meetings.ics", "/meetings/numbered.ics")
        of_feeds = {read(client, address).walk("VEVENT")[0]["sequence"] for address in feeds}
        assert len(of_feeds) == 1
        numbers += of_feeds
    assert numbers == sorted(set(numbers))
    assert len(numbers) == 3
    assert all(isinstance(number, int) and 0 <= number < 2**31 for number in numbers)


def test_a_meeting_that_was_never_published_by_hand_begins_at_the_lowest_number(client: Client, site: SiteCast) -> None:
    meeting = site.meeting()
    empty = {"last_published_at": None, "latest_revision_created_at": None}
    EventPage.objects.filter(pk=meeting.pk).update(**empty)
    event = read(client, "/meetings.ics").walk("VEVENT")[0]
    assert event["sequence"] == 0
    assert event.decoded("last-modified") < AT


def test_a_feed_says_how_often_to_look_again(client: Client, site: SiteCast) -> None:
    calendar = read(client, "/meetings.ics")
    assert calendar.decoded("refresh-interval") == timedelta(hours=6)
    assert str(calendar["x-published-ttl"]) == "PT6H"


def test_pages_offer_to_follow_the_feed_and_to_take_it_once(client: Client, site: SiteCast) -> None:
    for language in ("", "/zu"):
        for page, feed in (("/meetings/", "/meetings.ics"), (f"/wards/{site.cast.ward.code}/", ward_calendar(site))):
            shown = client.get(f"{language}{page}").content.decode()
            assert f'<a href="webcal://testserver{language}{feed}">' in shown
            assert f'<a href="http://testserver{language}{feed}">' in shown
            assert f"<code>http://testserver{language}{feed}</code>" in shown


def test_the_answer_is_the_same_as_long_as_nothing_changed(client: Client, site: SiteCast, time_machine) -> None:
    site.meeting()
    first = client.get(ward_calendar(site))
    time_machine.move_to(AT + timedelta(hours=1), tick=False)
    again = client.get(ward_calendar(site), headers={"if-none-match": first.headers["ETag"]})
    assert again.status_code == 304
    assert not first.cookies
    assert "public" in first.headers["Cache-Control"]


def test_one_meeting_can_be_taken_alone_also_when_it_is_long_over(client: Client, site: SiteCast) -> None:
    site.meeting(title="Alone", slug="alone", starts_at=AT - timedelta(days=400))
    site.meeting(title="Another")
    names = [str(event["summary"]) for event in read(client, "/meetings/alone.ics").walk("VEVENT")]
    assert names == ["Alone"]


def test_the_municipality_has_a_calendar_of_all_meetings(client: Client, site: SiteCast) -> None:
    site.meeting(title="One", ward_codes=[site.cast.ward.code])
    site.meeting(title="Two", ward_codes=[site.cast.other_ward.code])
    assert len(read(client, "/meetings.ics").walk("VEVENT")) == 2


def test_drafts_are_in_no_calendar(client: Client, site: SiteCast) -> None:
    site.meeting(title="Draft", slug="draft").unpublish()
    assert read(client, "/meetings.ics").walk("VEVENT") == []
    assert client.get("/meetings/draft.ics").status_code == 404


def test_codes_with_odd_characters_have_calendars_and_feeds(client: Client, site: SiteCast) -> None:
    ward = Ward.objects.get(pk=site.cast.ward.pk)
    ward.code = "Ward é 1;2"
    ward.save()
    site.meeting(title="Odd", ward_codes=[ward.code])
    for name in ("meetings.ics", "feed.xml"):
        answer = client.get(f"{ward.get_absolute_url()}{name}")
        assert answer.status_code == 200
        assert b"Odd" in answer.content
    assert "\n" not in client.get(f"{ward.get_absolute_url()}meetings.ics").headers["Content-Disposition"]


@pytest.mark.parametrize("name", ["meetings.ics", "feed.xml"])
def test_what_is_not_there_is_not_found(client: Client, site: SiteCast, name: str) -> None:
    assert client.get(f"/wards/NOWHERE/{name}").status_code == 404
    make_site(municipality=site.cast.elsewhere, hostname="other.example.org", port=80)
    elsewhere = client.get(f"/wards/{site.cast.ward.code}/{name}", headers={"host": "other.example.org"})
    assert elsewhere.status_code == 404
    site.municipality.site = None
    site.municipality.save()
    assert client.get(f"/{name}").status_code == 404


def test_the_calendar_of_a_ward_that_is_gone_leads_to_the_one_in_its_place(
    client: Client, site: SiteCast, time_machine
) -> None:
    heir = site.redraw()
    time_machine.move_to(AT + timedelta(days=2), tick=False)
    for language in ("", "/zu"):
        answer = client.get(f"{language}/wards/{site.cast.ward.code}/meetings.ics")
        assert (answer.status_code, answer["Location"]) == (301, f"{language}/wards/{heir.code}/meetings.ics")
    assert client.get(f"/wards/{site.cast.other_ward.code}/meetings.ics").status_code == 410
    assert client.get("/wards/NEVER/meetings.ics").status_code == 404
