"""Meetings as a calendar file (iCalendar, RFC 5545): what a phone's calendar takes in and keeps up to date."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from icalendar import Calendar, Event, vText

from wards.rules.words import without_controls

PRODUCT = "-//Imbizo//Meetings//EN"
BEGINNING = datetime(2020, 1, 1, tzinfo=UTC)
"""Before every change: sequence numbers are counted from here, since a calendar reads at most 2,147,483,647."""
ASK_AGAIN = timedelta(hours=6)
"""How often a calendar that follows a feed is asked to look again (RFC 7986, section 5.7)."""


@dataclass(frozen=True)
class Entry:
    """One meeting.

    Attributes:
        uid: the same for as long as the meeting is on the site, in every language, whatever else changes.
        starts_at, ends_at, changed_at: aware moments; they are written in UTC, so that no calendar needs to know the
            municipality's time zone.
        url: the whole address of its page.
        language: the code of the language that the words are written in.
    """

    uid: str
    title: str
    starts_at: datetime
    ends_at: datetime
    changed_at: datetime
    place: str
    about: str
    url: str
    category: str
    is_called_off: bool
    language: str


def calendar_of(entries: Iterable[Entry], *, name: str) -> bytes:
    """The calendar file.

    Args:
        name: what a calendar calls it.
    """
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    # Most calendars read the older name of each pair alone.
    for key in ("name", "x-wr-calname"):
        calendar.add(key, name)
    calendar.add("refresh-interval", ASK_AGAIN, parameters={"value": "DURATION"})
    calendar.add("x-published-ttl", "PT6H")
    for entry in entries:
        calendar.add_component(_event(entry))
    return calendar.to_ical()


def _event(entry: Entry) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    # Without a reply to wait for, the stamp is the moment of the last change (RFC 5545, section 3.8.7.2).
    for key, moment in (
        ("dtstamp", entry.changed_at),
        ("last-modified", entry.changed_at),
        ("dtstart", entry.starts_at),
        ("dtend", entry.ends_at),
    ):
        event.add(key, moment.astimezone(UTC).replace(microsecond=0))
    for key, words in (("summary", entry.title), ("location", entry.place), ("description", entry.about)):
        if words:
            # A calendar refuses the whole file for one of them (RFC 5545, section 3.1).
            text = vText(without_controls(words))
            text.params["LANGUAGE"] = entry.language
            event.add(key, text)
    # A calendar that knows a higher number keeps what it has: each publication must rise (RFC 5545, section 3.8.7.4).
    event.add("sequence", max(0, int((entry.changed_at - BEGINNING).total_seconds())))
    event.add("url", entry.url)
    event.add("categories", [entry.category])
    event.add("status", "CANCELLED" if entry.is_called_off else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if entry.is_called_off else "OPAQUE")
    return event
