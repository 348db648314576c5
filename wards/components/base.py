"""What every component shares: arguments that are declared, checked when it is made, and handed to its template."""

from dataclasses import fields, is_dataclass
from functools import lru_cache
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from laces.components import Component

Text = str | Promise
"""Words for people: a string, or one that is translated when it is shown."""


class DeclaredComponent(Component):
    """A component whose arguments are the fields of a frozen dataclass, and which refuses wrong ones when it is made.

    Its template sees each argument by its name and nothing of the page around it, so that it looks the same on a public
    page, in the workspace and in an e-mail. A list is taken for a tuple.
    """

    def __post_init__(self) -> None:
        """Check every argument against its declared type.

        Raises:
            TypeError: an argument is of another type than declared.
            ValueError: an argument is none of the words to choose from.
        """
        for name, hint in declared_types(type(self)).items():
            value = getattr(self, name)
            if isinstance(value, list):
                value = tuple(value)
                object.__setattr__(self, name, value)
            if not _fits(value, hint):
                raise _refusal(type(self).__name__, name, hint, value)

    def render_html(self, parent_context: Any = None) -> SafeString:
        """The markup, without the line break at the end of a file: a tag may stand within a sentence."""
        return mark_safe(super().render_html(parent_context).strip())  # noqa: S308  the template has escaped it

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        """The arguments by their names."""
        return {name: getattr(self, name) for name in declared_types(type(self))}


@lru_cache
def declared_types(cls: type) -> dict[str, Any]:
    """The arguments of a component class and their types.

    Raises:
        TypeError: the class is no dataclass, so that it declares nothing.
    """
    if not is_dataclass(cls):
        raise TypeError(f"{cls.__name__} declares no arguments: make it a frozen dataclass.")
    hints = get_type_hints(cls)
    return {field.name: hints[field.name] for field in fields(cls)}


def needs_one_of(component: DeclaredComponent, *names: str) -> None:
    """Refuse a component that has none of some arguments, or more than one.

    Raises:
        ValueError: not exactly one of them is given.
    """
    given = [name for name in names if getattr(component, name)]
    if len(given) != 1:
        raise ValueError(
            f"{type(component).__name__} takes exactly one of {', '.join(names)}; it got {given or 'none'}."
        )


def _fits(value: Any, hint: Any) -> bool:
    origin = get_origin(hint)
    if hint is Any:
        return True
    if origin is Literal:
        return value in get_args(hint)
    if origin in (Union, UnionType):
        return any(_fits(value, part) for part in get_args(hint))
    if origin is tuple:
        return isinstance(value, tuple) and all(_fits(item, get_args(hint)[0]) for item in value)
    if hint is int:
        return isinstance(value, int) and not isinstance(value, bool)
    return isinstance(value, origin or hint)


def _refusal(owner: str, name: str, hint: Any, value: Any) -> Exception:
    if get_origin(hint) is Literal:
        return ValueError(f"{owner}.{name} is one of {', '.join(map(repr, get_args(hint)))}, not {value!r}.")
    wanted = hint.__name__ if isinstance(hint, type) and not get_args(hint) else str(hint)
    return TypeError(f"{owner}.{name} is to be {wanted}, not {value!r}.")
