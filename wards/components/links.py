"""What leads on: buttons, chips, the way up, and the pages of a long list."""

from dataclasses import dataclass
from typing import Any, Literal

from django.core.paginator import Page

from wards.components.base import DeclaredComponent, Text

IconName = Literal["", "speech", "pin", "home", "clock", "map", "calendar", "paper", "warning", "search", "people"]
ButtonKind = Literal["main", "plain", "warn"]


@dataclass(frozen=True)
class Icon(DeclaredComponent):
    """A drawing beside words that say the same; readers aloud skip it.

    Attributes:
        name: which drawing; the ring of people without one.
    """

    name: IconName = ""

    template_name = "components/icon.html"


@dataclass(frozen=True)
class Button(DeclaredComponent):
    """One thing to do: a link where it has an address, else what sends the form around it.

    Attributes:
        label: what happens, in words that start with a verb.
        url: where a link leads; empty for a button of a form.
        kind: main for the one thing most people came for, plain for the others, warn for what cannot be undone.
        hint: more words, shown while a mouse rests on it.
        icon: a drawing before the words.
        name: the name under which a form's button is sent.
        value: what is sent under that name.
    """

    label: Text
    url: str = ""
    kind: ButtonKind = "main"
    hint: Text = ""
    icon: IconName = ""
    name: str = ""
    value: str = ""

    template_name = "components/button.html"

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.url and (self.name or self.value):
            raise ValueError("Button.name and Button.value belong to a form's button; this one has an address.")

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        """The arguments, with the drawing as a component."""
        return super().get_context_data() | {"icon": Icon(self.icon) if self.icon else None}


@dataclass(frozen=True)
class Actions(DeclaredComponent):
    """Buttons in a row, the main one first; one below the other where the row has no room.

    Attributes:
        buttons: at least one.
    """

    buttons: tuple[Button, ...]

    template_name = "components/actions.html"

    def __post_init__(self) -> None:
        super().__post_init__()
        if not self.buttons:
            raise ValueError("Actions needs at least one button; draw nothing where there is nothing to do.")


@dataclass(frozen=True)
class SearchBox(DeclaredComponent):
    """One line to type in and a button beside it; it asks by address, so that the answer can be kept and sent on.

    Attributes:
        label: what is asked, above the line.
        action: the address that answers.
        hint: what can be typed; a link may stand in it.
        value: what was typed before.
        name: of the line, in the address.
        button: the word on the button; "Find" without one.
        autocomplete: what a browser may fill in.
        key: the id of the line, where a page has two boxes.
    """

    label: Text
    action: str
    hint: Text = ""
    value: str = ""
    name: str = "q"
    button: Text = ""
    autocomplete: str = "address-level2"
    key: str = "q"

    template_name = "components/search_box.html"


@dataclass(frozen=True)
class Link:
    """Words and where they lead."""

    label: Text
    url: str


@dataclass(frozen=True)
class Chip:
    """A short link among others of its kind; `is_main` marks the likeliest one, `is_current` what is shown already."""

    label: Text
    url: str
    is_main: bool = False
    is_current: bool = False


@dataclass(frozen=True)
class Chips(DeclaredComponent):
    """Short links of one kind, such as neighbouring wards.

    Attributes:
        chips: each a Chip: label, url, is_main, is_current.
    """

    chips: tuple[Chip, ...]

    template_name = "components/chips.html"


@dataclass(frozen=True)
class Crumbs(DeclaredComponent):
    """Where a page lies, from the home page down, without the page itself.

    Attributes:
        above: the pages between home and this one, each a Link; none for a page right below home.
    """

    above: tuple[Link, ...] = ()

    template_name = "components/crumbs.html"


@dataclass(frozen=True)
class Pagination(DeclaredComponent):
    """The way through a list of several pages: draws nothing where there is one.

    Attributes:
        page: Django's page of a paginator.
        label: what is counted, for readers aloud, such as "Pages of messages".
        parameter: the name in the address that holds the page's number.
        query: the rest of the address's query, such as "q=water".
        fragment: the part of the page to open at.
        earlier: words of the link to the page before.
        later: words of the link to the page after.
    """

    page: Page
    label: Text
    parameter: str = "page"
    query: str = ""
    fragment: str = ""
    earlier: Text = ""
    later: Text = ""

    template_name = "components/pagination.html"
