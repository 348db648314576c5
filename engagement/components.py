"""How a case is drawn: its promise, and its story."""

from dataclasses import dataclass
from datetime import datetime

from engagement.rules.promises import Promise
from wards.components import DeclaredComponent, Figures, Link, Tag, Text


@dataclass(frozen=True)
class PromiseBox(DeclaredComponent):
    """The promise as the hero of a case: by when, and whether it was kept.

    Attributes:
        promise: how it stands, from `engagement.rules.promises.promise`.
        tag: its state in words, from `engagement.wording.status_tag`.
    """

    promise: Promise
    tag: Tag

    template_name = "components/promise_box.html"


@dataclass(frozen=True)
class Line:
    """One event of a timeline: when, what happened, what was said, and what to add."""

    at: datetime
    title: Text
    said: Text = ""
    note: Text = ""


@dataclass(frozen=True)
class Timeline(DeclaredComponent):
    """What happened, newest first.

    Attributes:
        lines: each a Line (at, title, said, note), oldest first.
    """

    lines: tuple[Line, ...]

    template_name = "components/timeline.html"


@dataclass(frozen=True)
class CaseRow:
    """One case in a list: its title and address, its first words, its state, and short facts such as the ward.

    `language` is that of title, text and answer where people wrote them, empty where they are ours. `answer` holds
    the first words of what was answered, `answered_by` who did.
    """

    title: Text
    url: str
    tag: Tag
    text: Text = ""
    language: str = ""
    meta: tuple[Text, ...] = ()
    answer: Text = ""
    answered_by: Text = ""


@dataclass(frozen=True)
class CaseList(DeclaredComponent):
    """Cases, each with its state in words; or the sentence for when there is none.

    Attributes:
        rows: each a CaseRow (title, url, tag, text, language, meta, answer, answered_by).
        title: the heading of a part of the page that holds the list; none where the page itself is the list.
        heading: the id of that heading.
        empty: what to say where there is none.
        more: the way to the rest, a Link, where the list holds only the newest.
    """

    rows: tuple[CaseRow, ...]
    title: Text = ""
    heading: str = "cases"
    empty: Text = ""
    more: Link | None = None

    template_name = "components/case_list.html"


@dataclass(frozen=True)
class ResponseFigures(DeclaredComponent):
    """How a ward is answered, each figure with what it is a part of, and the way to how it is counted.

    Attributes:
        figures: the figures.
        title: the heading of the part of the page that holds them.
        empty: what to say where nothing was promised yet; then there are no figures.
        heading: the id of the heading.
        more: the way to the figures of others, a Link.
    """

    title: Text
    figures: Figures | None = None
    empty: Text = ""
    heading: str = "answered-here"
    more: Link | None = None

    template_name = "engagement/components/response_figures.html"
