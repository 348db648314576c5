"""Photos that residents send along: taken in, shown to everyone by a moderator, and forgotten with their files."""

from collections.abc import Collection
from datetime import datetime, timedelta
from functools import partial
from pathlib import PurePosixPath
from uuid import UUID

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import QuerySet

from engagement.enums import Actor, EventKind, Impossible, Visibility
from engagement.errors import NotPossibleError
from engagement.models import Case, ConcernDraft, Photo, User
from engagement.models.photo import photo_storage
from engagement.rules.photos import CONTENT_TYPE, MOST_PHOTOS, prepare_photo
from engagement.services.timeline import record_event

# Longer than any request that is about to write the row of a file.
_STRAY_AFTER = timedelta(days=1)


def take_photo(*, draft: ConcernDraft, data: bytes, at: datetime) -> Photo:
    """Keep a photo for a draft. The same photo taken twice is kept once.

    Args:
        data: the file as it was sent; what is kept is drawn anew, see `prepare_photo`.

    Raises:
        NotPossibleError: it is no photo that can be kept, or `TOO_MANY_PHOTOS`.
    """
    prepared = prepare_photo(data)
    with transaction.atomic():
        ConcernDraft.objects.select_for_update().get(pk=draft.pk)
        kept = list(Photo.objects.filter(draft=draft))
        for photo in kept:
            if photo.sha256 == prepared.digest:
                return photo
        if len(kept) >= MOST_PHOTOS:
            raise NotPossibleError(Impossible.TOO_MANY_PHOTOS)
        return Photo.objects.create(
            draft=draft,
            file=ContentFile(prepared.content, name="photo.jpg"),
            preview=ContentFile(prepared.preview, name="preview.jpg"),
            content_type=CONTENT_TYPE,
            width=prepared.width,
            height=prepared.height,
            bytes=len(prepared.content),
            sha256=prepared.digest,
            position=max((photo.position for photo in kept), default=0) + 1,
            added_at=at,
        )


def attach_photos(*, draft: ConcernDraft, case: Case) -> int:
    """Hand the photos of a draft to the case that was made of it; a case that has photos already keeps its own.

    Returns:
        How many the case was given.
    """
    photos = Photo.objects.filter(draft=draft)
    if photos and Photo.objects.filter(case=case).exists():
        forget_photos(photos=photos)
        return 0
    return photos.update(case=case, draft=None) if photos else 0


def show_photos(*, case: Case, tokens: Collection[UUID], by: User, at: datetime) -> int:
    """Let everyone see these photos of a locked case, and no others. Shown twice, they are shown since the first time.

    Returns:
        How many of its photos everyone may see now, as soon as the case itself is published.
    """
    photos = Photo.objects.filter(case=case)
    changed = photos.exclude(token__in=tokens).exclude(shown_at=None).update(shown_at=None, shown_by=None)
    changed += photos.filter(token__in=tokens, shown_at=None).update(shown_at=at, shown_by=by)
    shown = photos.filter(shown_at__isnull=False).count()
    if changed:
        record_event(
            case=case,
            kind=EventKind.PHOTOS_SHOWN,
            visibility=Visibility.RESIDENT,
            actor=Actor.STAFF,
            by=by,
            at=at,
            payload={"shown": shown},
        )
    return shown


@transaction.atomic
def forget_photos(*, photos: QuerySet[Photo]) -> int:
    """Delete photos and, once that is certain, their files.

    Returns:
        How many photos went.
    """
    going = list(photos.values_list("pk", "file", "preview"))
    if not going:
        return 0
    Photo.objects.filter(pk__in=[pk for pk, *_names in going]).delete()
    transaction.on_commit(partial(_delete_files, [name for _pk, *names in going for name in names]))
    return len(going)


def sweep_photo_files(*, at: datetime) -> int:
    """Delete files that belong to no photo, such as one whose request broke off between file and row.

    Returns:
        How many files went.
    """
    storage, went = photo_storage(), 0
    if not storage.exists(""):
        return 0
    for folder in storage.listdir("")[0]:
        names = {str(PurePosixPath(folder, name)) for name in storage.listdir(folder)[1]}
        known = {
            name
            for pair in Photo.objects.filter(file__startswith=f"{folder}/").values_list("file", "preview")
            for name in pair
        } | set(Photo.objects.filter(preview__in=names).values_list("preview", flat=True))
        strays = [name for name in names - known if storage.get_modified_time(name) < at - _STRAY_AFTER]
        _delete_files(strays)
        went += len(strays)
    return went


def _delete_files(names: Collection[str]) -> None:
    storage = photo_storage()
    for name in names:
        storage.delete(name)
