"""Which pages say the same in other languages, and who may put translations before readers."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from wagtail.models import Locale, Page
from wagtail.query import PageQuerySet
from wagtail_localize.models import (
    SegmentOverride,
    StringSegment,
    StringTranslation,
    Translation,
    TranslationLog,
    TranslationSource,
)

from cms.models import EventPage, NoticePage


def is_original(page: Page) -> bool:
    """Whether a page is written in the installation's first language: the others follow it."""
    return page.alias_of_id is None and page.locale.language_code == settings.LANGUAGE_CODE


def translations_of(page: Page) -> PageQuerySet:
    """The same page in every other language, aliases among them."""
    return Page.objects.filter(translation_key=page.translation_key).exclude(pk=page.pk)


def translation_to(page: Page) -> Translation | None:
    """What binds a page to its original; None where it is one, or follows none. That of an alias is only begun."""
    return Translation.objects.filter(
        source__object_id=page.translation_key, target_locale=page.locale_id, enabled=True
    ).first()


def translations_into(originals: QuerySet[Page], locales: Collection[Locale]) -> QuerySet[Translation]:
    """What binds pages of some languages to their originals."""
    keys = originals.values("translation_key")
    return Translation.objects.filter(source__object_id__in=keys, target_locale__in=locales, enabled=True)


@dataclass(frozen=True)
class WaitingTranslation:
    """A translation with something left to do: sentences to be translated, or all of them to be published.

    `sentences` is how many have no words yet; none where it waits for a publisher.
    """

    original: Page
    target: Page
    sentences: int


def waiting_translations(among: QuerySet[Translation], *, at: datetime) -> list[WaitingTranslation]:
    """What is left to do of some translations, the oldest first. What is over, or not on the site, is left alone."""
    words = StringTranslation.objects.filter(
        translation_of=OuterRef("string"),
        context=OuterRef("context"),
        locale=OuterRef(OuterRef("target_locale")),
        has_error=False,
    )
    missing = StringSegment.objects.filter(~Exists(words), source=OuterRef("source")).order_by()
    counted = Subquery(missing.values("source").annotate(number=Count("pk")).values("number"))
    shown = TranslationLog.objects.filter(source=OuterRef("source"), locale=OuterRef("target_locale"))
    later = {
        "context__object_id": OuterRef("source__object_id"),
        "locale": OuterRef("target_locale"),
        "updated_at__gt": OuterRef("shown_at"),
    }
    written = [Exists(kind.objects.filter(**later)) for kind in (StringTranslation, SegmentOverride)]
    over = [kind.objects.filter(ends_at__lte=at).values("translation_key") for kind in (NoticePage, EventPage)]
    found = (
        among.filter(enabled=True)
        .exclude(Q(source__object_id__in=over[0]) | Q(source__object_id__in=over[1]))
        .annotate(sentences=Coalesce(counted, 0))
        .annotate(shown_at=Subquery(shown.order_by().values("source").annotate(at=Max("created_at")).values("at")))
        .filter(Q(sentences__gt=0) | written[0] | written[1])
        .order_by("pk")
    )
    pages = Page.objects.filter(translation_key__in=found.values("source__object_id")).select_related("locale")
    by_language = {(page.translation_key, page.locale_id): page for page in pages}
    waiting = []
    for each in found.select_related("source").defer("source__content_json"):
        original = by_language.get((each.source.object_id, each.source.locale_id))
        target = by_language.get((each.source.object_id, each.target_locale_id))
        if original and original.live and target:
            waiting.append(WaitingTranslation(original, target, each.sentences))
    return waiting


def may_publish_translations(user: Any, source: TranslationSource) -> bool:
    """Whether a person may publish every translation of a text, now and those that are only begun."""
    pages = Page.objects.filter(translation_key=source.object_id)
    return all(page.permissions_for_user(user).can_publish() for page in pages)


def may_delete_everywhere(user: Any, page: Page) -> bool:
    """Whether a person may delete a page in each language that goes with it."""
    if not is_original(page):
        return True
    return all(each.permissions_for_user(user).can_delete() for each in translations_of(page))


def precedes_its_original(page: Page) -> bool:
    """Whether a page would be on the site before what it is a translation of."""
    if page.alias_of:
        return not page.alias_of.live
    translation = translation_to(page)
    return translation is not None and not translation.source.get_source_instance().live


def may_submit(user: Any, originals: QuerySet[Page], locales: Collection[Locale]) -> bool:
    """Whether a person may have pages translated into some languages.

    A translation that is begun shows nothing new: readers see the original until it is published. It does where words
    were written for it before, which go live at once, or where the page was not to be seen: then it takes a publisher.
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
