"""Short words with a state: a tag, and a notice."""

from dataclasses import dataclass
from typing import Literal

from wards.components.base import DeclaredComponent, Text, needs_one_of

Tone = Literal["", "ok", "wait", "late", "info"]
NoticeKind = Literal["warn", "danger", "good", "info"]


@dataclass(frozen=True)
class Tag(DeclaredComponent):
    """A state in words. Its colour supports the words and never replaces them.

    Attributes:
        words: the state, such as "Answer overdue by 2 days".
        tone: what the colour says: well, waiting, late, or for your information; plain without one.
    """

    words: Text
    tone: Tone = ""

    template_name = "components/tag.html"


@dataclass(frozen=True)
class Notice(DeclaredComponent):
    """Something to know before going on.

    Attributes:
        text: one plain sentence or two. Either this or `body`.
        body: what a template has drawn, with its own paragraphs.
        title: what it is about, in bold before the text.
        kind: warn for what may surprise, danger for what may hurt, good for what went well, info for the rest.
        is_news: it answers what the reader has just done, and is read out.
    """

    text: Text = ""
    body: Text = ""
    title: Text = ""
    kind: NoticeKind = "warn"
    is_news: bool = False

    template_name = "components/notice.html"

    def __post_init__(self) -> None:
        super().__post_init__()
        needs_one_of(self, "text", "body")
