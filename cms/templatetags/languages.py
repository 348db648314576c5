"""A page's languages, for the base template."""

from django import template
from django.template import Context
from wagtail.models import Page

from cms.queries.languages import PageLanguages, languages_of

register = template.Library()


@register.simple_tag(takes_context=True)
def page_languages(context: Context) -> PageLanguages:
    """The languages of the page that is shown: `{% page_languages as languages %}`."""
    page = context.get("page")
    return languages_of(context.get("request"), page if isinstance(page, Page) else None)


@register.simple_tag(takes_context=True)
def absolute(context: Context, path: str) -> str:
    """The whole address of a path on the host that was asked."""
    return context["request"].build_absolute_uri(path)
