"""How translations follow their original: what it says, when it comes and goes, whose words are read meanwhile."""

from collections.abc import Iterator
from uuid import UUID

from django.db import models, transaction
from wagtail.models import Locale, Page, PageLogEntry
from wagtail_localize.fields import SynchronizedField, get_translatable_fields
from wagtail_localize.models import (
    LocaleSynchronization,
    SegmentOverride,
    StringTranslation,
    Translation,
    TranslationSource,
)

from cms.queries.translations import is_original, translations_of

TAKEN_OFF_WITH_ORIGINAL = "cms.taken_off_with_original"
"""The entry in a translation's history by which it is known again when its original comes back."""
COMINGS_AND_GOINGS = ["wagtail.publish", "wagtail.unpublish", TAKEN_OFF_WITH_ORIGINAL]


@transaction.atomic
def follow_publication(*, page: Page) -> None:
    """Bring what belongs to a page in step after it went live.

    Of an original: it gets its address in every language, translations that went off the site with it come back,
    translators are shown what changed, and the facts go to every translation.
    """
    if is_original(page):
        _add_missing_aliases(page)
        _bring_back(page)
        _tell_translators(page)
    copy_facts(page=page)


@transaction.atomic
def take_off_translations(*, page: Page) -> None:
    """Take an original that went off the site off it in every language. Aliases go with it by themselves."""
    if is_original(page):
        for target in translations_of(page).live().filter(alias_of=None).specific():
            target.unpublish(log_action=TAKEN_OFF_WITH_ORIGINAL)


@transaction.atomic
def delete_translations(*, translation_key: UUID) -> None:
    """Delete what is left of a page in other languages once its original is gone: an alias would pose as a page."""
    while page := Page.objects.filter(translation_key=translation_key).first():
        page.specific.delete()


@transaction.atomic
def show_original_meanwhile(*, translation: Translation) -> bool:
    """Let readers of a translation that is only begun see the original, and see that it is one, until it is published.

    Until then the page is an alias: it says what the original says, each time that is published, in the language in
    which it was written. Publishing the translation makes it a page of its own.

    Args:
        translation: one that was begun just now.

    Returns:
        Whether it is so. Not where words were written for it before: beginning it again has published them.
    """
    about = {"locale": translation.target_locale, "context__object_id": translation.source.object_id}
    has_words = any(kind.objects.filter(**about).exists() for kind in (StringTranslation, SegmentOverride))
    original, target = translation.source.get_source_instance(), translation.get_target_instance()
    if has_words or target.pk == original.pk:
        return False
    target.alias_of = original
    target.save(update_fields=["alias_of"], clean=False)
    if original.live:
        original.update_aliases()
    return True


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


def _bring_back(page: Page) -> None:
    for target in translations_of(page).not_live().filter(alias_of=None).specific():
        history = PageLogEntry.objects.filter(page=target.pk, action__in=COMINGS_AND_GOINGS)
        last = history.order_by("-timestamp", "-pk").values_list("action", flat=True).first()
        if last == TAKEN_OFF_WITH_ORIGINAL:
            target.save_revision(clean=False).publish()


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
    changed = False
    for name in _facts(original, target.locale):
        value = getattr(original, name)
        if getattr(target, name) != value:
            setattr(target, name, value)
            changed = True
    if changed:
        target.save_revision(clean=False, log_action=True).publish()
    return changed


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
