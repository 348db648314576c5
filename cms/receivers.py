"""Wagtail's events after which public pages say something else. Drafts are none: they are kept as editors type."""

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.db.models.signals import m2m_changed, post_delete, post_save
from django.dispatch import receiver
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage
from wagtail.models import Locale, Page, PageViewRestriction, Site
from wagtail.signals import (
    copy_for_translation_done,
    page_published,
    page_slug_changed,
    page_unpublished,
    post_page_move,
)

from cms.models import NoticePage, SiteSettings
from cms.queries.pictures import pages_that_show
from cms.queries.translations import is_original
from cms.rules.pictures import Use
from cms.services.notice_tellings import note_first_publication
from cms.services.page_changes import note_page_change
from cms.services.translations import (
    delete_translations,
    follow_publication,
    move_translations,
    share_restrictions,
    take_off_translations,
)
from engagement.services.queue import wake_worker
from wards.models import Councillor, Municipality
from wards.services.public_pages import note_public_change, note_public_change_everywhere


@receiver([page_published, page_unpublished, page_slug_changed, post_page_move])
def note_page_changed(instance: Page, **_kwargs: Any) -> None:
    """A page shows something else, stands elsewhere, or is there no more; lists and menus beside it change too."""
    note_page_change(instance)


@receiver(page_published)
def prepare_pictures(instance: Page, **_kwargs: Any) -> None:
    """Let the worker make what the page shows of its pictures, before a reader waits for it."""
    transaction.on_commit(partial(wake_worker, "cms.make_renditions", instance.pk))


@receiver(page_published)
def keep_translations_in_step(instance: Page, **_kwargs: Any) -> None:
    """A meeting that moved, moved in every language: pages, feeds and calendars agree at once."""
    follow_publication(page=instance)


@receiver(page_published, sender=NoticePage)
def tell_those_who_follow(instance: NoticePage, **_kwargs: Any) -> None:
    """A notice comes out: by hand, after approval or by the clock."""
    note_first_publication(notice=instance)


@receiver(post_page_move)
def move_in_every_language(instance: Page, parent_page_after: Page, **_kwargs: Any) -> None:
    """Another page above it, or another municipality's site: it stands there in every language."""
    move_translations(page=instance, to=parent_page_after)


@receiver(page_unpublished)
def take_off_in_every_language(instance: Page, **_kwargs: Any) -> None:
    """By hand, in bulk or by the clock: a page is off the site in every language."""
    take_off_translations(page=instance)


@receiver(post_save, sender=SiteSettings)
def prepare_mark(instance: SiteSettings, **_kwargs: Any) -> None:
    """The mark stands on every page: none of them waits for it."""
    _prepare(instance.mark_id, Use.MARK)


@receiver(post_save, sender=Councillor)
def prepare_portrait(instance: Councillor, **_kwargs: Any) -> None:
    """The councillor's face stands on their ward's page."""
    _prepare(instance.photo_id, Use.PORTRAIT)


@receiver(copy_for_translation_done)
def note_page_translated(target_obj: Model, **_kwargs: Any) -> None:
    """A page has an address in one more language."""
    if isinstance(target_obj, Page):
        note_page_change(target_obj)


@receiver(post_delete, sender=Page)
def note_page_deleted(instance: Page, **_kwargs: Any) -> None:
    """A page of whichever kind is gone: each has a row of this model."""
    note_page_change(instance)
    if is_original(instance):
        transaction.on_commit(partial(delete_translations, translation_key=instance.translation_key))


@receiver([post_save, post_delete], sender=PageViewRestriction)
def note_privacy_changed(instance: PageViewRestriction, **_kwargs: Any) -> None:
    """A page is for some people alone from now on, or for everybody, and so are its aliases."""
    share_restrictions(page=instance.page)
    note_page_change(instance.page)


@receiver(m2m_changed, sender=PageViewRestriction.groups.through)
def note_groups_changed(instance: Model, action: str, **_kwargs: Any) -> None:
    """The groups that may open a page are written after the rest of what keeps others out."""
    if action.startswith("post_") and isinstance(instance, PageViewRestriction):
        share_restrictions(page=instance.page)


@receiver([post_save, post_delete], sender=SiteSettings)
def note_settings_changed(instance: SiteSettings, **_kwargs: Any) -> None:
    """Name, colours and numbers stand on every page of a site."""
    note_public_change(Municipality.objects.filter(site=instance.site_id).values_list("pk", flat=True))


@receiver([post_save, post_delete], sender=Redirect)
@receiver([post_save, post_delete], sender=Site)
@receiver([post_save, post_delete], sender=Locale)
def note_addresses_changed(**_kwargs: Any) -> None:
    """Other addresses lead somewhere else."""
    note_public_change_everywhere()


@receiver([post_save, post_delete], sender=get_image_model())
@receiver([post_save, post_delete], sender=get_document_model())
def note_file_changed(created: bool = False, **_kwargs: Any) -> None:
    """A picture or a document that pages show is another one, or gone. One that is new stands on no page yet."""
    if not created:
        note_public_change_everywhere()


@receiver(post_save, sender=get_image_model())
def prepare_again(instance: AbstractImage, created: bool = False, **_kwargs: Any) -> None:
    """Another file in a picture's place: its sizes went with the old one, wherever it is shown."""
    if created:
        return
    for page_id in pages_that_show(instance):
        transaction.on_commit(partial(wake_worker, "cms.make_renditions", page_id))
    if SiteSettings.objects.filter(mark=instance).exists():
        _prepare(instance.pk, Use.MARK)
    if Councillor.objects.filter(photo=instance).exists():
        _prepare(instance.pk, Use.PORTRAIT)


def _prepare(picture_id: int | None, use: Use) -> None:
    if picture_id:
        transaction.on_commit(partial(wake_worker, "cms.make_sizes", picture_id, use.value))
