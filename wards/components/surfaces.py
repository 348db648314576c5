"""What holds other things: cards, and a person."""

from dataclasses import dataclass
from typing import Any, Literal

from django.utils.safestring import SafeString

from wards.components.base import DeclaredComponent, Text, needs_one_of
from wards.components.figures import Fact, Facts
from wards.components.links import Actions, Icon, IconName
from wards.components.words import Tag

Level = Literal[2, 3, 4]


@dataclass(frozen=True)
class Card(DeclaredComponent):
    """One thing among others of its kind: what it is, a sentence, and its state.

    Attributes:
        title: what it is.
        url: where it leads; the title is the link.
        text: a plain sentence. Either this or `body`.
        body: what a template has drawn.
        tag: its state.
        meta: short facts, such as the ward and the day.
        level: of the title among the headings of the page.
    """

    title: Text
    url: str = ""
    text: Text = ""
    body: Text = ""
    tag: Tag | None = None
    meta: tuple[Text, ...] = ()
    level: Level = 3

    template_name = "components/card.html"

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.text or self.body:
            needs_one_of(self, "text", "body")


@dataclass(frozen=True)
class TaskCard(DeclaredComponent):
    """A thing that people came for; the whole card is its link.

    Attributes:
        title: what to do, in words that start with a verb.
        url: where it starts.
        hint: what it takes and what comes of it.
        icon: a drawing of it.
    """

    title: Text
    url: str
    hint: Text = ""
    icon: IconName = ""

    template_name = "components/task_card.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        """The arguments, with the drawing as a component."""
        return super().get_context_data() | {"icon": Icon(self.icon)}


@dataclass(frozen=True)
class Person(DeclaredComponent):
    """Somebody with a name: who they are, how to reach them, what can be started with them.

    Attributes:
        name: as they are addressed, such as "Councillor Nomsa Example".
        initials: stand in the circle while there is no photo.
        photo: the photo as markup (an `img` or a `picture`, with an empty alt: the name stands beside it).
        lines: short quiet facts below the name, such as the party.
        notes: sentences to read before doing something.
        facts: how to reach them.
        actions: what can be started.
        heading: the id of the name, by which the page can link to it.
        level: of the name among the headings of the page.
    """

    name: Text
    initials: str = ""
    photo: SafeString | None = None
    lines: tuple[Text, ...] = ()
    notes: tuple[Text, ...] = ()
    facts: tuple[Fact, ...] = ()
    actions: Actions | None = None
    heading: str = "person"
    level: Level = 2

    template_name = "components/person.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        """The arguments, with the facts as a component."""
        return super().get_context_data() | {"facts": Facts(self.facts, is_stacked=True) if self.facts else None}
