"""What a component class says of its own arguments."""

import inspect
import re
from dataclasses import MISSING, dataclass, fields
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

from wards.components import DeclaredComponent, Text
from wards.components.base import declared_types


@dataclass(frozen=True)
class Argument:
    """A declared argument: its name, what it may be, what it is without being given, and what it is for."""

    name: str
    kind: str
    default: str
    about: str


def arguments_of(cls: type[DeclaredComponent]) -> list[Argument]:
    """The declared arguments of a component class, in the order in which it takes them."""
    about = _about(cls)
    return [
        Argument(field.name, kind_of(declared_types(cls)[field.name]), _default(field.default), about[field.name])
        for field in fields(cls)  # type: ignore[arg-type]
    ]


def summary_of(cls: type) -> str:
    """What a class is for: its docstring up to its attributes, as one paragraph."""
    return re.sub(r"\s+", " ", (inspect.getdoc(cls) or "").split("\n\nAttributes:")[0])


def kind_of(hint: Any) -> str:
    """A type in words that somebody who writes a template understands."""
    if hint == Text:
        return "text"
    if get_origin(hint) is Literal:
        return " | ".join(repr(choice) for choice in get_args(hint))
    if get_origin(hint) is tuple:
        return f"several {kind_of(get_args(hint)[0])}"
    if get_origin(hint) in (Union, UnionType):
        return " or ".join(kind_of(part) for part in get_args(hint))
    if hint is NoneType:
        return "None"
    return {str: "str", bool: "True | False"}.get(hint, hint.__name__)


def _default(default: Any) -> str:
    return "" if default is MISSING else repr(default)


def _about(cls: type) -> dict[str, str]:
    """What the docstring says of each attribute.

    Raises:
        KeyError: by the caller, for an argument that is not explained.
    """
    told = (inspect.getdoc(cls) or "").partition("\nAttributes:\n")[2]
    found = re.findall(r"^ {4}(\w+): (.+?)(?=^ {4}\w+: |\Z)", told, re.S | re.M)
    return {name: re.sub(r"\s+", " ", words).strip() for name, words in found}
