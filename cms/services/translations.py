"""What a page and its translations agree on without anybody's doing: times, wards, kind, file."""

from collections.abc import Iterator

from django.db import models, transaction
from wagtail.models import Locale, Page
from wagtail_localize.fields import SynchronizedField, get_translatable_fields
from wagtail_localize.models import SegmentOverride, Translation


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
    for fact in get_translatable_fields(type(original)):
        field = fact.get_field(type(original))
        if isinstance(fact, SynchronizedField) and isinstance(field, models.Field) and fact.field_name not in chosen:
            yield field.attname
