"""How a case is drawn: its promise, and its story."""

from dataclasses import dataclass
from datetime import datetime

from engagement.rules.promises import Promise
from wards.components import DeclaredComponent, Tag, Text


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
