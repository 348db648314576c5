"""What stands where content would: nothing yet, on its way, no network, something wrong, a form that was refused."""

from dataclasses import dataclass
from typing import Any

from django.forms import BaseForm, BoundField

from wards.components.base import DeclaredComponent, Text, needs_one_of
from wards.components.links import Button


@dataclass(frozen=True)
class EmptyState(DeclaredComponent):
    """There is nothing here yet: says so, and what would fill it.

    Attributes:
        text: a sentence or two. Either this or `body`.
        body: what a template has drawn.
        title: in bold before the text.
        action: what to do about it.
    """

    text: Text = ""
    body: Text = ""
    title: Text = ""
    action: Button | None = None

    template_name = "components/empty_state.html"

    def __post_init__(self) -> None:
        super().__post_init__()
        needs_one_of(self, "text", "body")


@dataclass(frozen=True)
class LoadingState(DeclaredComponent):
    """Something is on its way; moves only for readers who do not mind.

    Attributes:
        text: what is awaited.
    """

    text: Text

    template_name = "components/loading_state.html"


@dataclass(frozen=True)
class OfflineState(DeclaredComponent):
    """The phone has no network. `cms/offline.js` shows it while that lasts; pages hold it hidden.

    Attributes:
        text: what still works, and what to do.
        is_hidden: until the script finds that the network is gone.
    """

    text: Text
    is_hidden: bool = True

    template_name = "components/offline_state.html"


@dataclass(frozen=True)
class ErrorState(DeclaredComponent):
    """A part of a page could not be made: the rest of the page goes on.

    Attributes:
        title: what is missing.
        text: why, as far as the reader can use it, and what to do.
        action: what to do, as a button.
    """

    title: Text
    text: Text
    action: Button | None = None

    template_name = "components/error_state.html"


@dataclass(frozen=True)
class ErrorSummary(DeclaredComponent):
    """Above the heading of a page whose form was refused: every problem, each a link to its field.

    Draws nothing for a form without errors. Takes the focus when the page opens.

    Attributes:
        form: a Django form.
    """

    form: BaseForm

    template_name = "components/error_summary.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        """`problems`: the words of each and the field it leads to; the first field for what concerns no single one."""
        general = [{"words": words, "target": "main"} for words in self.form.non_field_errors()]
        of_fields = [
            {"words": words, "target": _target(field)} for field in self.form if field.errors for words in field.errors
        ]
        return {"problems": general + of_fields}


def _target(field: BoundField) -> str:
    """The id that a link leads to: where a question has several fields, the first of them."""
    return field.id_for_label or f"{field.auto_id}_0"
