"""How a page introduces itself to other programs, for the base template."""

from django import template
from django.template import Context
from django.utils.safestring import SafeString, mark_safe

from cms.views.page_card import PageCard, card_of

register = template.Library()


@register.simple_tag(takes_context=True)
def page_card(context: Context) -> PageCard | None:
    """The card of what is shown: `{% page_card as card %}`; None for pages that are nothing to share."""
    return card_of(context.flatten())


@register.filter
def data_block(card: PageCard) -> SafeString:
    """The card's JSON-LD as a script element that is data and runs nothing."""
    if not card.data:
        return mark_safe("")
    return mark_safe(f'<script type="application/ld+json">{card.data}</script>')  # noqa: S308  what ends it is escaped
