"""How the steps of a guide are written on a page."""

from django import template
from django.templatetags.static import static
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from cms.guides.structure import LABEL, Guide, Step, Words

register = template.Library()


@register.filter
def labelled(words: Words) -> SafeString:
    """A sentence in which what is written on the screen stands out."""
    return mark_safe(LABEL.sub(r"<b>“\1”</b>", escape(str(words))))  # noqa: S308


@register.simple_tag
def picture(guide: Guide, step: Step) -> str:
    """The picture of a step, if it has one, with its size, so that nothing jumps while it loads."""
    name = guide.picture_of(step)
    if not name:
        return ""
    width, height = guide.window
    return format_html(
        '<img src="{}" width="{}" height="{}" alt="{}" loading="lazy" decoding="async">',
        static(f"cms/guide/{name}.webp"),
        width,
        height,
        step.shows,
    )
