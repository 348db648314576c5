"""Who may put translations before readers: those who may publish the pages that they become."""

from collections.abc import Collection
from typing import Any

from django.db.models import QuerySet
from wagtail.models import Locale, Page
from wagtail_localize.models import SegmentOverride, StringTranslation, TranslationSource


def may_publish_translations(user: Any, source: TranslationSource) -> bool:
    """Whether a person may publish every translation of a text, now and those that are only begun."""
    pages = Page.objects.filter(translation_key=source.object_id)
    return all(page.permissions_for_user(user).can_publish() for page in pages)


def may_submit(user: Any, originals: QuerySet[Page], locales: Collection[Locale]) -> bool:
    """Whether a person may have pages translated into some languages.

    A translation that is begun goes live where its original is. That shows nothing new where readers saw an alias. It
    does where words were written for it before, or where the page was not to be seen: then it takes a publisher.
    """
    guarded = [page for page in originals if not page.permissions_for_user(user).can_publish()]
    keys = {page.translation_key for page in guarded}
    targets = Page.objects.filter(translation_key__in=keys, locale__in=locales)
    shown_keys = {page.translation_key for page in [*guarded, *targets] if page.live}
    hidden = targets.filter(live=False, translation_key__in=[page.translation_key for page in guarded if page.live])
    about = {"locale__in": locales, "context__object_id__in": shown_keys}
    return not (
        hidden.exists()
        or StringTranslation.objects.filter(**about).exists()
        or SegmentOverride.objects.filter(**about).exists()
    )
