"""What happens in a ward or a municipality, for feed readers and other sites (Atom, RFC 4287). Public things alone."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.models import EventPage, HomePage, NewsPage, NoticePage
from cms.queries.homes import language_of
from cms.queries.listed import about_wards, listed
from cms.queries.ward_names import wards_by_code
from cms.views.calendars import home_here
from cms.wording import notice_time, span_of_day, wards_in_words
from engagement.models import Case, TimelineEvent
from engagement.queries.concerns import answered_in, published_of
from engagement.wording import answered_by
from wards.models import Municipality, Ward
from wards.rules.words import without_controls
from wards.views.gone_wards import lead_on
from wards.views.public import public_page

MOST = 40
"""How many entries a feed has; what is older drops out."""


@dataclass(frozen=True)
class FeedEntry:
    """One entry: `key` stays the same for as long as it is there, in every language.

    `language` is the code of the one that it is written in, where that may be another than the feed's.
    """

    key: str
    title: str
    url: str
    about: str
    category: str
    published_at: datetime
    changed_at: datetime
    language: str = ""


class _Feed(Atom1Feed):
    """A feed whose entries may each be in a language of their own."""

    def item_attributes(self, item: dict[str, Any]) -> dict[str, str]:
        language = item["language"]
        return {"xml:lang": language} if language and language != get_language() else {}


@public_page
def ward_feed(request: HttpRequest, code: str) -> HttpResponse:
    """What happens in a ward, with what concerns the whole municipality.

    Raises:
        Http404: the host is no municipality's, or no ward there ever had this code.
    """
    home, municipality = home_here(request)
    ward = wards_by_code(municipality, at=timezone.now()).get(code)
    if ward is None:
        return lead_on(request, code, within=municipality, route="ward_feed")
    title = _("%(ward)s, %(municipality)s") % {"ward": ward.title, "municipality": municipality.name}
    return _answer(request, home, municipality, title=title, link=ward.get_absolute_url(), ward=ward)


@public_page
def site_feed(request: HttpRequest) -> HttpResponse:
    """What happens in a municipality.

    Raises:
        Http404: the host is no municipality's.
    """
    home, municipality = home_here(request)
    return _answer(request, home, municipality, title=municipality.name, link=reverse("home"))


def _answer(
    request: HttpRequest, home: HomePage, municipality: Municipality, *, title: str, link: str, ward: Ward | None = None
) -> HttpResponse:
    with timezone.override(municipality.zone):
        entries = sorted(_entries(request, home, municipality, ward), key=lambda entry: entry.changed_at, reverse=True)
    feed = _Feed(
        title=title,
        link=request.build_absolute_uri(link),
        description=_("Notices, news, meetings, and what residents raised and were answered."),
        language=get_language(),
        author_name=municipality.name,
        feed_url=request.build_absolute_uri(request.path),
        feed_guid=_tag(municipality, f"{ward.code if ward else 'site'}:{get_language()}"),
    )
    for entry in entries[:MOST]:
        feed.add_item(
            title=without_controls(entry.title),
            link=request.build_absolute_uri(entry.url),
            # Readers take a summary for markup; people wrote words.
            description=escape(without_controls(entry.about)),
            unique_id=_tag(municipality, entry.key),
            pubdate=entry.published_at,
            updateddate=entry.changed_at,
            categories=[entry.category],
            language=entry.language,
        )
    return HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


def _tag(municipality: Municipality, key: str) -> str:
    """The name of an entry (RFC 4151) that does not change where the site moves to another host."""
    return f"tag:imbizo,2026:{municipality.key}:{key}"


def _entries(
    request: HttpRequest, home: HomePage, municipality: Municipality, ward: Ward | None
) -> Iterator[FeedEntry]:
    wards, at = wards_by_code(municipality, at=timezone.now()), timezone.now()

    def where(page: Any) -> str:
        return wards_in_words(page.ward_codes, wards)

    def of_notice(page: NoticePage) -> list[str]:
        return [page.introduction, notice_time(page.starts_at, page.ends_at, at=at), where(page)]

    def of_meeting(page: EventPage) -> list[str]:
        called_off = _("This meeting is called off.") if page.called_off else ""
        return [called_off, page.introduction, span_of_day(page.starts_at, page.ends_at), page.place, where(page)]

    def of_news(page: NewsPage) -> list[str]:
        return [page.introduction]

    kinds: list[tuple[type[Page], Callable[[Any], list[str]]]] = [
        (NoticePage, of_notice),
        (EventPage, of_meeting),
        (NewsPage, of_news),
    ]
    for kind, words in kinds:
        pages = listed(kind, home).exclude(changed_at=None).order_by("-changed_at")
        for page in (about_wards(pages, [ward.code]) if ward else pages)[:MOST]:
            yield _of_page(page, request, words(page))
    yield from _of_cases(published_of(municipality, ward)[:MOST])
    yield from _of_answers(
        (answered_in(municipality).filter(case__ward=ward) if ward else answered_in(municipality))[:MOST]
    )


def _of_page(page: Any, request: HttpRequest, words: Iterable[str]) -> FeedEntry:
    return FeedEntry(
        key=f"page:{page.translation_key}",
        title=page.title,
        url=page.get_url(request),
        about=" · ".join(filter(None, words)),
        category=str(page.get_kind_display())
        if hasattr(page, "get_kind_display")
        else str(page._meta.verbose_name_plural),
        published_at=page.first_published_at or page.changed_at,
        changed_at=page.changed_at,
        language=language_of(page),
    )


def _of_cases(cases: Iterable[Case]) -> Iterator[FeedEntry]:
    for case in cases:
        yield FeedEntry(
            key=f"case:{case.reference}",
            title=case.concern.public_title,
            url=reverse("engagement:story", args=[case.reference]),
            about=case.concern.public_text,
            category=_("Raised by residents"),
            published_at=case.published_at,
            changed_at=case.published_at,
            language=case.language,
        )


def _of_answers(answers: Iterable[TimelineEvent]) -> Iterator[FeedEntry]:
    for answer in answers:
        # An answer given before the case was published is news from that hour on.
        at = max(answer.at, answer.case.published_at)
        yield FeedEntry(
            key=f"case:{answer.case.reference}:{answer.sequence}",
            title=_("Answered: %(title)s") % {"title": answer.case.concern.public_title},
            url=reverse("engagement:story", args=[answer.case.reference]),
            about=f"{answered_by(answer)} {answer.payload['text']}",
            category=_("Answers"),
            published_at=at,
            changed_at=at,
        )
