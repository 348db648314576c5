"""How translations follow their original: what it says, when it comes and goes, whose words are read meanwhile."""

import logging
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import models, transaction
from wagtail.models import Locale, Page, PageLogEntry, PageViewRestriction
from wagtail_localize.fields import SynchronizedField, get_translatable_fields
from wagtail_localize.models import (
    LocaleSynchronization,
    SegmentOverride,
    StringTranslation,
    Translation,
    TranslationSource,
)

from cms.queries.translations import is_original, translation_to, translations_of

TAKEN_OFF_WITH_ORIGINAL = "cms.taken_off_with_original"
"""The entry in a translation's history by which it is known again when its original comes back."""
COMINGS_AND_GOINGS = [
    "wagtail.publish",
    "wagtail.publish.scheduled",
    "wagtail.unpublish",
    "wagtail.unpublish.scheduled",
    TAKEN_OFF_WITH_ORIGINAL,
]
logger = logging.getLogger(__name__)


@transaction.atomic
def follow_publication(*, page: Page) -> None:
    """Bring what belongs to a page in step after it went live.

    Of an original: it gets its address in every language, translations that went off the site with it come back,
    translators are shown what changed, and the facts go to every translation. One that is to appear later changes
    nothing before: Wagtail tells of it when the date is chosen, and lets its aliases appear at once.
    """
    if page.alias_of_id and not page.alias_of.live:
        Page.objects.filter(pk=page.pk).update(live=False)
    if not page.live:
        return
    if is_original(page):
        _add_missing_aliases(page)
        _tell_translators(page)
        _bring_back(page)
    copy_facts(page=page)


@transaction.atomic
def take_off_translations(*, page: Page) -> None:
    """Take an original that went off the site off it in every language. Aliases go with it by themselves.

    Of a translation that went alone readers see the original again, as before it was published.
    """
    if is_original(page):
        for target in translations_of(page).live().filter(alias_of=None).specific():
            target.unpublish(log_action=TAKEN_OFF_WITH_ORIGINAL)
        return
    translation = None if page.alias_of_id else translation_to(page)
    if translation and translation.source.get_source_instance().live:
        _show_original(translation)


@transaction.atomic
def share_restrictions(*, page: Page) -> None:
    """Keep the same people out of an original in every language: its aliases say the same words."""
    if not is_original(page):
        return
    restrictions = list(page.view_restrictions.prefetch_related("groups"))
    for target in translations_of(page):
        target.view_restrictions.all().delete()
        for each in restrictions:
            shared = PageViewRestriction.objects.create(
                page=target, restriction_type=each.restriction_type, password=each.password
            )
            shared.groups.set(each.groups.all())


@transaction.atomic
def delete_translations(*, translation_key: UUID) -> None:
    """Delete what is left of a page in other languages once its original is gone: an alias would pose as a page."""
    while page := Page.objects.filter(translation_key=translation_key).first():
        page.specific.delete()


@transaction.atomic
def move_translations(*, page: Page, to: Page) -> None:
    """Move a page in every language to where the page above it stands in that language."""
    if is_original(page):
        for target in translations_of(page):
            above = to.get_translation_or_none(target.locale)
            if above and target.get_parent().pk != above.pk:
                target.move(above, pos="last-child")


@transaction.atomic
def show_original_meanwhile(*, translation: Translation, by: Any) -> bool:
    """Let readers of a translation that is only begun see the original, and see that it is one, until it is published.

    Until then the page is an alias: it says what the original says, each time that is published, in the language in
    which it was written. Publishing the translation makes it a page of its own.

    Args:
        translation: one that was begun just now.
        by: who began it.

    Returns:
        Whether it is so. Not of a page that is read, where words were written for it before: they are published.
    """
    about = {"locale": translation.target_locale, "context__object_id": translation.source.object_id}
    has_words = any(kind.objects.filter(**about).exists() for kind in (StringTranslation, SegmentOverride))
    original, target = translation.source.get_source_instance(), translation.get_target_instance()
    if target.pk == original.pk:
        return False
    if has_words and original.live:
        translation.save_target(user=by, publish=True)
        return False
    _show_original(translation)
    return True


def _show_original(translation: Translation) -> None:
    original, target = translation.source.get_source_instance(), translation.get_target_instance()
    target.alias_of = original
    target.save(update_fields=["alias_of"], clean=False)
    if original.live:
        original.update_aliases()


@transaction.atomic
def copy_facts(*, page: Page) -> list[Page]:
    """Give the facts of a live original to its live translations, each as a version of its own in the history.

    Words stay as they are, and so does what a translator put in the place of the original's, such as another file.

    Args:
        page: the page that went live: the original, or a translation, made of what the original said once.

    Returns:
        The translations that said something else.
    """
    return [target for original, target in _pairs(page) if _copy(original, target)]


def _add_missing_aliases(page: Page) -> None:
    """A copy of a page, and a page that an import made, have none yet."""
    following = LocaleSynchronization.objects.filter(sync_from=page.locale_id)
    has = translations_of(page).values("locale")
    for locale in Locale.objects.filter(pk__in=following.values("locale")).exclude(pk__in=has):
        page.copy_for_translation(locale, copy_parents=True, alias=True)
        share_restrictions(page=page)


def _bring_back(page: Page) -> None:
    for target in translations_of(page).not_live().filter(alias_of=None).specific():
        history = PageLogEntry.objects.filter(page=target.pk, action__in=COMINGS_AND_GOINGS)
        last = history.order_by("-timestamp", "-pk").values_list("action", flat=True).first()
        if last == TAKEN_OFF_WITH_ORIGINAL:
            if translation_to(target):
                _say_the_facts(page, target)
            _publish(target)


def _tell_translators(page: Page) -> None:
    """Sentences that changed wait to be translated. What stood in the place of a fact goes where the fact changed."""
    source = TranslationSource.objects.filter(object_id=page.translation_key, locale=page.locale_id).first()
    if source is None:
        return
    overrides = SegmentOverride.objects.filter(context__object_id=page.translation_key)
    if chosen := set(overrides.values_list("context__path", flat=True)):
        former = source.as_instance()
        changed = [
            fact.field_name
            for fact, field in _synchronized(type(page))
            if fact.field_name in chosen and getattr(former, field.attname) != getattr(page, field.attname)
        ]
        overrides.filter(context__path__in=changed).delete()
    source.update_from_db()


def _pairs(page: Page) -> Iterator[tuple[Page, Page]]:
    """Live originals with their live translations; those that stopped following the original are left out."""
    kept = Translation.objects.filter(source__object_id=page.translation_key, enabled=True)
    for translation in kept.select_related("source__specific_content_type", "target_locale"):
        original = translation.source.get_source_instance()
        target = translation.get_target_instance()
        if page.locale_id in (original.locale_id, target.locale_id) and _is_read(original) and _is_read(target):
            yield original, target


def _is_read(page: Page) -> bool:
    return page.live and page.alias_of_id is None


def _copy(original: Page, target: Page) -> bool:
    return _say_the_facts(original, target) and _publish(target)


def _say_the_facts(original: Page, target: Page) -> bool:
    """Whether a translation says something else than before. Only its original has dates at which it comes and goes."""
    facts = {name: getattr(original, name) for name in _facts(original, target.locale)}
    facts |= {"go_live_at": None, "expire_at": None}
    changed = {name: value for name, value in facts.items() if getattr(target, name) != value}
    for name, value in changed.items():
        setattr(target, name, value)
    return bool(changed)


def _publish(target: Page) -> bool:
    """Put a version of its own before readers. One that is no longer valid keeps the original from nobody."""
    try:
        with transaction.atomic():
            target.save_revision(clean=False, log_action=True).publish()
    except ValidationError:
        logger.exception("The translation %s cannot follow its original.", target.pk)
        return False
    return True


def _facts(original: Page, language: Locale) -> Iterator[str]:
    """The columns that are the same in every language, but for those that a translator chose another value for."""
    context = {"context__object_id": original.translation_key, "locale": language}
    chosen = set(SegmentOverride.objects.filter(**context).values_list("context__path", flat=True))
    for fact, field in _synchronized(type(original)):
        if fact.field_name not in chosen:
            yield field.attname


def _synchronized(kind: type[Page]) -> Iterator[tuple[SynchronizedField, models.Field]]:
    for fact in get_translatable_fields(kind):
        field = fact.get_field(kind)
        # An address that people know stays, whatever becomes of the original's.
        if isinstance(fact, SynchronizedField) and isinstance(field, models.Field) and field.name != "slug":
            yield fact, field
