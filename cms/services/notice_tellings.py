"""Telling those who follow a ward of its notices, when they go live for the first time."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import partial

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import get_language

from cms.models import NoticePage, NoticeTelling
from cms.queries.homes import municipality_of_page
from cms.queries.translations import is_original
from cms.queries.ward_names import wards_by_code
from cms.wording import span_of_day, wards_in_words
from engagement.services.notice_follows import tell_followers_of_notice
from engagement.services.one_by_one import one_by_one
from engagement.services.queue import wake_worker
from wards.models import Municipality
from wards.queries.sites import address_for

TELL_TASK = "cms.tell_of_notices"
_LATELY = timedelta(hours=6)


@transaction.atomic
def note_first_publication(*, notice: NoticePage) -> None:
    """Let the worker tell those who follow, if a notice went live just now and for the first time.

    It is told of once, in whichever languages it stands; what changes in it afterwards is told of nobody.
    """
    if not notice.live or not is_original(notice) or notice.first_published_at != notice.last_published_at:
        return
    NoticeTelling.objects.get_or_create(notice=notice, defaults={"since": notice.first_published_at})
    transaction.on_commit(partial(wake_worker, TELL_TASK))


def tell_of_notices(*, at: datetime) -> int:
    """Write to those who follow about each notice that nobody was told of. Run twice, each gets one message.

    One that was taken off meanwhile, or is not for everybody, waits; of one that is over nobody needs to know.

    Returns:
        How many messages were written.
    """
    _note_what_was_missed(at)
    due = NoticeTelling.objects.filter(told_at=None, notice__live=True).order_by("since")
    return sum(one_by_one(due, act=lambda telling: _tell(telling, at=at)))


def _note_what_was_missed(at: datetime) -> None:
    """Notices that went live lately, and of which nobody made a note: whatever published them died right after it."""
    lately = NoticePage.objects.live().filter(
        telling=None,
        alias_of=None,
        first_published_at=F("last_published_at"),
        first_published_at__range=(at - _LATELY, at),
    )
    for notice in lately:
        if is_original(notice):
            NoticeTelling.objects.get_or_create(notice=notice, defaults={"since": notice.first_published_at})


@transaction.atomic
def _tell(telling: NoticeTelling, *, at: datetime) -> int:
    """Tell of one, unless another worker is at it or has told of it."""
    mine = NoticeTelling.objects.select_for_update(of=("self",), skip_locked=True).filter(pk=telling.pk, told_at=None)
    locked = mine.select_related("notice").first()
    if locked is None:
        return 0
    notice, written = locked.notice, 0
    municipality = municipality_of_page(notice)
    is_over = notice.is_over(at)
    if not is_over and (municipality is None or notice.get_view_restrictions().exists()):
        return 0
    if not is_over:
        written = tell_followers_of_notice(
            municipality=municipality,
            ward_codes=notice.ward_codes,
            key=str(notice.pk),
            words=partial(_words, notice, municipality, at),
            at=at,
        )
    NoticeTelling.objects.filter(pk=telling.pk).update(told_at=at)
    return written


def _words(notice: NoticePage, municipality: Municipality, at: datetime) -> Mapping[str, str]:
    """What is said of a notice in the language in use: its translation, where there is one."""
    same = NoticePage.objects.live().filter(
        translation_key=notice.translation_key, locale__language_code=get_language()
    )
    page = same.first() or notice
    with timezone.override(municipality.zone):
        return {
            "title": page.title,
            "text": page.introduction,
            "when": span_of_day(page.starts_at, page.ends_at),
            "where": wards_in_words(page.ward_codes, wards_by_code(municipality, at=at)),
            "url": f"{address_for(municipality)}{_path(page)}",
        }


def _path(page: NoticePage) -> str:
    parts = page.get_url_parts()
    return parts[2] if parts and parts[2] else ""
