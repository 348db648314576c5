"""Drawing a component where a template names it.

`{% draw "Tag" words=row.words tone="ok" %}` makes the component and draws it. `{% around "Notice" kind="danger" %}...
{% endaround %}` hands what stands between the tags to its `body`. A name or an argument that no component has is
refused when the template is read, not when a resident opens the page.
"""

from typing import Any

from django import template
from django.template.base import FilterExpression, Node, NodeList, Parser, Token, token_kwargs
from django.utils.safestring import SafeString, mark_safe

import wards.components
from wards.components.base import DeclaredComponent, declared_types

register = template.Library()

Arguments = dict[str, FilterExpression]


class DrawNode(Node):
    """Makes a component from arguments of the template, and draws it."""

    def __init__(self, cls: type[DeclaredComponent], arguments: Arguments, body: NodeList | None = None) -> None:
        self.cls = cls
        self.arguments = arguments
        self.nodelist = body if body is not None else NodeList()
        self.has_body = body is not None

    def render(self, context: template.Context) -> SafeString:
        """The component's markup."""
        values: dict[str, Any] = {name: value.resolve(context) for name, value in self.arguments.items()}
        if self.has_body:
            values["body"] = mark_safe(self.nodelist.render(context))  # noqa: S308  a template has escaped it
        return self.cls(**values).render_html(context)


@register.tag
def draw(parser: Parser, token: Token) -> DrawNode:
    """`{% draw "Name" argument=value ... %}`."""
    return DrawNode(*_component(parser, token))


@register.tag
def around(parser: Parser, token: Token) -> DrawNode:
    """`{% around "Name" argument=value ... %}...{% endaround %}`: what stands between is the component's body."""
    cls, arguments = _component(parser, token)
    if "body" not in declared_types(cls) or "body" in arguments:
        raise template.TemplateSyntaxError(f"{cls.__name__} takes no body from the template.")
    body = parser.parse(("endaround",))
    parser.delete_first_token()
    return DrawNode(cls, arguments, body)


def _component(parser: Parser, token: Token) -> tuple[type[DeclaredComponent], Arguments]:
    tag, *words = token.split_contents()
    name = words.pop(0).strip("\"'") if words else ""
    cls = getattr(wards.components, name, None)
    if not (isinstance(cls, type) and issubclass(cls, DeclaredComponent)) or cls is DeclaredComponent:
        raise template.TemplateSyntaxError(f"{tag}: there is no component {name!r} in wards.components.")
    arguments = token_kwargs(words, parser)
    unknown = [*words, *(set(arguments) - set(declared_types(cls)))]
    if unknown:
        declared = ", ".join(declared_types(cls))
        raise template.TemplateSyntaxError(f"{tag}: {name} takes {declared}; it does not take {', '.join(unknown)}.")
    return cls, arguments
