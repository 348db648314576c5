"""How pages of the site are drawn in lists: notices, meetings, news, documents."""

from dataclasses import dataclass
from typing import Literal

from django.utils.safestring import SafeString

from wards.components import DeclaredComponent, Tag, Text

Level = Literal[2, 3]


@dataclass(frozen=True)
class NoticeRow:
    """One notice: what, where, from when until when; `language` where it is another than the page's."""

    title: Text
    url: str
    when: Text
    where: Text
    kind: Text
    text: Text = ""
    is_outage: bool = False
    is_over: bool = False
    language: str = ""


@dataclass(frozen=True)
class Notices(DeclaredComponent):
    """Notices, one box each.

    Attributes:
        rows: each a NoticeRow (title, url, when, where, kind, text, is_outage, is_over, language).
        level: of their titles among the headings of the page.
    """

    rows: tuple[NoticeRow, ...]
    level: Level = 3

    template_name = "cms/components/notices.html"


@dataclass(frozen=True)
class MeetingRow:
    """One meeting: the month and the day of the leaf, when, where, who meets; `language` where it is another's."""

    title: Text
    url: str
    month: Text
    day: int
    when: Text
    place: Text
    kind: Text
    where: Text = ""
    is_called_off: bool = False
    language: str = ""


@dataclass(frozen=True)
class Meetings(DeclaredComponent):
    """Meetings, each beside a leaf of the calendar.

    Attributes:
        rows: each a MeetingRow (title, url, month, day, when, place, kind, where, is_called_off, language).
        level: of their titles among the headings of the page.
    """

    rows: tuple[MeetingRow, ...]
    level: Level = 3

    template_name = "cms/components/meetings.html"


@dataclass(frozen=True)
class CalendarLinks(DeclaredComponent):
    """Two ways of taking meetings into a calendar: one that hears of changes, and one that does not.

    Attributes:
        follow_url: what a calendar subscribes to, `webcal://...`.
        file_url: the whole address of the same as a file, which is also what people paste.
    """

    follow_url: str
    file_url: str

    template_name = "cms/components/calendar_links.html"


@dataclass(frozen=True)
class NewsRow:
    """One piece of news: its first sentences, and its picture as markup where it has one."""

    title: Text
    url: str
    day: Text
    text: Text = ""
    where: Text = ""
    picture: SafeString | None = None
    language: str = ""


@dataclass(frozen=True)
class News(DeclaredComponent):
    """News, each a teaser.

    Attributes:
        rows: each a NewsRow (title, url, day, text, where, picture, language).
        level: of their titles among the headings of the page.
    """

    rows: tuple[NewsRow, ...]
    level: Level = 3

    template_name = "cms/components/news.html"


@dataclass(frozen=True)
class DocumentRow:
    """One document: what it is, and what opening it costs: "PDF, 120 KB"."""

    title: Text
    url: str
    file: Text
    day: Text
    text: Text = ""
    tag: Tag | None = None
    language: str = ""


@dataclass(frozen=True)
class Documents(DeclaredComponent):
    """Documents to open.

    Attributes:
        rows: each a DocumentRow (title, url, file, day, text, tag, language).
        level: of their titles among the headings of the page.
    """

    rows: tuple[DocumentRow, ...]
    level: Level = 3

    template_name = "cms/components/documents.html"
