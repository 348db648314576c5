"""Taking in, showing and forgetting photos, with their files."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction

from engagement.enums import Impossible, PublicationRefusal
from engagement.errors import NotPossibleError
from engagement.models import Case, Photo
from engagement.models.photo import photo_storage
from engagement.queries.photos import visible_photos
from engagement.rules.photos import MOST_PHOTOS
from engagement.rules.visibility import Viewer
from engagement.services.cases import lock_case
from engagement.services.concerns import CONFIRM_WITHIN, expire_unconfirmed
from engagement.services.moderation import Shown, change_public_words, publish_concern, withdraw_publication
from engagement.services.photos import attach_photos, forget_photos, show_photos, sweep_photo_files, take_photo
from tests.engagement.cast import NOW, Cast
from tests.engagement.photo_files import draft_in, photo_file

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("photo_folder")]

COLOURS = ("red", "green", "yellow", "white", "black")


def with_photos(case: Case, number: int = 2) -> list[Photo]:
    draft = draft_in(case.ward)
    for colour in COLOURS[:number]:
        take_photo(draft=draft, data=photo_file(colour=colour), at=NOW)
    attach_photos(draft=draft, case=case)
    return list(Photo.objects.filter(case=case))


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_a_photo_is_kept_under_a_name_that_tells_nothing(cast: Cast, photo_folder: Path) -> None:
    photo = take_photo(draft=draft_in(cast.ward), data=photo_file(), at=NOW)
    kept = {path.name for path in files(photo_folder)}
    assert len(kept) == 2
    assert all(len(name) == 36 and name.endswith(".jpg") for name in kept)
    assert (photo.width, photo.height, photo.content_type, photo.shown_at) == (64, 32, "image/jpeg", None)
    with pytest.raises(ValueError, match="no address"):
        _url = photo.file.url


def test_the_same_photo_taken_twice_is_one(cast: Cast, photo_folder: Path) -> None:
    draft = draft_in(cast.ward)
    assert take_photo(draft=draft, data=photo_file(), at=NOW) == take_photo(draft=draft, data=photo_file(), at=NOW)
    assert len(files(photo_folder)) == 2


def test_one_more_than_the_most_is_refused_in_words(cast: Cast) -> None:
    draft = draft_in(cast.ward)
    for colour in COLOURS[:MOST_PHOTOS]:
        take_photo(draft=draft, data=photo_file(colour=colour), at=NOW)
    with pytest.raises(NotPossibleError) as refused:
        take_photo(draft=draft, data=photo_file(colour=COLOURS[MOST_PHOTOS]), at=NOW)
    assert refused.value.reason == Impossible.TOO_MANY_PHOTOS
    assert [photo.position for photo in draft.photos.all()] == [1, 2, 3, 4]


def test_a_photo_belongs_to_a_case_or_to_a_draft_and_never_to_both(cast: Cast) -> None:
    photo = take_photo(draft=draft_in(cast.ward), data=photo_file(), at=NOW)
    with pytest.raises(IntegrityError, match="photo_of_case_or_draft"), transaction.atomic():
        Photo.objects.filter(pk=photo.pk).update(case=cast.raised())
    with pytest.raises(IntegrityError, match="photo_shown_of_case"), transaction.atomic():
        Photo.objects.filter(pk=photo.pk).update(shown_at=NOW)


def test_photos_of_a_published_case_are_shown_one_by_one_by_a_moderator(cast: Cast) -> None:
    case = cast.published()
    _first, second = with_photos(case)
    stranger = Viewer()
    assert not visible_photos(case, stranger).exists()
    assert visible_photos(case, Viewer(granted=frozenset({case.pk}))).count() == 2

    assert show_photos(case=lock_case(case), tokens=[second.token], by=cast.moderator, at=NOW) == 1
    later = NOW + timedelta(hours=1)
    assert show_photos(case=lock_case(case), tokens=[second.token], by=cast.moderator, at=later) == 1
    [shown] = visible_photos(case, stranger)
    assert (shown, shown.shown_at, shown.shown_by) == (second, NOW, cast.moderator)

    assert show_photos(case=lock_case(case), tokens=[], by=cast.moderator, at=later) == 0
    chosen = case.events.filter(kind="photos_shown", visibility="resident")
    assert [event.payload["shown"] for event in chosen.order_by("sequence")][-2:] == [1, 0]
    assert not visible_photos(case, stranger).exists()


@pytest.mark.parametrize("who", ["councillor", "speaker", "stranger_moderator"])
def test_nobody_but_a_moderator_of_the_municipality_shows_a_photo(cast: Cast, who: str) -> None:
    case = cast.published()
    photo = with_photos(case, 1)[0]
    shown = Shown(case.concern.subject, case.concern.text, frozenset({photo.token}))
    with pytest.raises(NotPossibleError) as refused:
        change_public_words(case=case, shown=shown, by=getattr(cast, who), at=NOW)
    assert refused.value.reason == Impossible.NOT_MODERATOR


def test_a_case_that_has_photos_keeps_its_own(cast: Cast) -> None:
    case = cast.raised()
    kept = with_photos(case, 1)
    assert with_photos(case, 2) == kept
    assert Photo.objects.count() == 1


def test_files_go_with_their_row_once_that_is_certain(
    cast: Cast, photo_folder: Path, django_capture_on_commit_callbacks: Callable
) -> None:
    case = cast.raised()
    with_photos(case)
    with django_capture_on_commit_callbacks(execute=True):
        assert forget_photos(photos=Photo.objects.filter(case=case)) == 2
        assert len(files(photo_folder)) == 4
    assert files(photo_folder) == []
    assert forget_photos(photos=Photo.objects.filter(case=case)) == 0


def test_photos_go_when_nobody_confirms_and_when_a_moderator_removes_the_words(
    cast: Cast, photo_folder: Path, django_capture_on_commit_callbacks: Callable
) -> None:
    for case in (expiring := cast.raised(), published := cast.published(text="Other words.")):
        with_photos(case, 1)
    with django_capture_on_commit_callbacks(execute=True):
        expire_unconfirmed(at=NOW + CONFIRM_WITHIN + timedelta(minutes=1))
    assert list(Photo.objects.values_list("case", flat=True)) == [published.pk]
    assert not expiring.photos.exists()
    with django_capture_on_commit_callbacks(execute=True):
        withdraw_publication(
            case=published, reason=PublicationRefusal.PERSONAL_DATA, erase_words=True, by=cast.moderator, at=NOW
        )
    assert files(photo_folder) == []


def test_a_file_whose_row_never_came_is_swept_after_a_day(cast: Cast, photo_folder: Path) -> None:
    photo = take_photo(draft=draft_in(cast.ward), data=photo_file(), at=NOW)
    for name in ("ab/stray.jpg", f"{photo.preview.name[:2]}/stray.jpg"):
        (photo_folder / name).parent.mkdir(exist_ok=True)
        (photo_folder / name).write_bytes(b"stray")
    soon, later = (photo_storage().get_modified_time("ab/stray.jpg") + timedelta(hours=hours) for hours in (23, 25))
    assert sweep_photo_files(at=soon) == 0
    assert sweep_photo_files(at=later) == 2
    assert {path.name for path in files(photo_folder)} == {Path(photo.file.name).name, Path(photo.preview.name).name}


def test_photos_are_chosen_with_the_words_in_one_decision(cast: Cast) -> None:
    case = cast.confirmed()
    first, _second = with_photos(case)
    shown = Shown(case.concern.subject, case.concern.text, frozenset({first.token}))
    publish_concern(case=case, shown=shown, by=cast.moderator, at=NOW)
    assert list(visible_photos(case, Viewer()).values_list("token", flat=True)) == [first.token]
    kinds = list(case.events.order_by("sequence").values_list("kind", flat=True))
    assert kinds[-2:] == ["photos_shown", "published"]
