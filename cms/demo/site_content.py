"""Putting the demo's texts on its sites, as editors would have done in the weeks before."""

import io
import json
from collections.abc import Iterable
from datetime import datetime, time, timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.utils.text import slugify
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, Locale, Page
from wagtail_localize.models import Translation, TranslationSource
from wagtail_localize.synctree import create_aliases_for_new_page

from cms.demo.files import draw_portrait, draw_scene, make_pdf
from cms.demo.gazetteer import NamedMunicipality
from cms.demo.site_texts import (
    DocumentText,
    MeetingText,
    NewsText,
    NoticeText,
    PlainText,
    ServiceText,
    SiteTexts,
    Words,
)
from cms.models import (
    DocumentIndexPage,
    DocumentPage,
    EventIndexPage,
    EventPage,
    NewsIndexPage,
    NewsPage,
    NoticeIndexPage,
    NoticePage,
    PlainPage,
    ServiceIndexPage,
    ServicePage,
    SiteSettings,
)
from cms.queries.homes import home_path
from wards.models import Councillor, Municipality

TRANSLATION = "zu"


def fill_site(municipality: Municipality, plan: NamedMunicipality, texts: SiteTexts, *, at: datetime) -> None:
    """Publish everything that a site of the demo says.

    Args:
        plan: whose ward codes the texts' numbers stand for.
        at: now; the texts' days count from it.
    """
    press = _Press(municipality, plan, at)
    for notice in texts.notices:
        press.publish_notice(notice)
    for meeting in texts.meetings:
        press.publish_meeting(meeting)
    for news in texts.news:
        press.publish_news(news)
    for document in texts.documents:
        press.publish_document(document)
    for service in texts.services:
        press.publish_service(service)
    plain = {text.slug: press.publish_plain(text) for text in texts.plain}
    settings = SiteSettings.for_site(municipality.site)
    for name, value in texts.settings.items():
        setattr(settings, name, value)
    settings.privacy_page = plain["privacy"]
    settings.save()


def hang_portraits(municipality: Municipality, councillors: Iterable[Councillor]) -> None:
    """Give each of some councillors a drawn portrait."""
    collection = _collection_of(municipality)
    for councillor in councillors:
        title = f"Portrait of {councillor.name}"
        councillor.photo = _picture(collection, title, draw_portrait(councillor.name))
        councillor.save(update_fields=["photo"])


def forget_files(collections: Iterable[Collection]) -> None:
    """Delete the pictures and documents of some collections, with their files."""
    for model in (get_image_model(), get_document_model()):
        for each in model.objects.filter(collection__in=collections):
            each.delete()


class _Press:
    """Publishes pages on one site."""

    def __init__(self, municipality: Municipality, plan: NamedMunicipality, at: datetime) -> None:
        self._municipality, self._plan, self._at = municipality, plan, at
        self._home = municipality.site.root_page
        self._collection = _collection_of(municipality)
        self._sections: dict[type[Page], Page] = {}
        self._translations = Locale.objects.get(language_code=TRANSLATION)

    def publish_notice(self, text: NoticeText) -> None:
        self._publish(
            NoticeIndexPage,
            NoticePage(
                title=text.title,
                kind=text.kind,
                introduction=text.introduction,
                starts_at=self._moment(*text.starts),
                ends_at=self._moment(*text.ends),
                ward_codes=self._codes(text.wards),
                body=_body(text.text),
            ),
            text.zulu,
            days_ago=max(1, -text.starts[0]),
        )

    def publish_meeting(self, text: MeetingText) -> None:
        starts_at = self._moment(text.day, text.hour)
        self._publish(
            EventIndexPage,
            EventPage(
                title=text.title,
                kind=text.kind,
                introduction=text.introduction,
                starts_at=starts_at,
                ends_at=starts_at + timedelta(hours=text.hours),
                place=text.place,
                ward_codes=self._codes(text.wards),
                called_off=text.called_off,
            ),
            text.zulu,
            days_ago=max(3, 10 - text.day),
        )

    def publish_news(self, text: NewsText) -> None:
        picture = None
        if text.has_picture:
            title = f"The island: {text.title}"
            picture = _picture(self._collection, title, draw_scene(text.title))
        self._publish(
            NewsIndexPage,
            NewsPage(
                title=text.title,
                day=self._moment(-text.days_ago, 9).date(),
                introduction=text.introduction,
                picture=picture,
                ward_codes=self._codes(text.wards),
                body=_body(text.text),
            ),
            text.zulu,
            days_ago=text.days_ago,
        )

    def publish_document(self, text: DocumentText) -> None:
        name = f"{slugify(text.title)}.pdf"
        content = make_pdf(text.title, f"{text.introduction}\n\n{text.text}")
        document = get_document_model()(title=text.title, collection=self._collection)
        document.file.save(name, ContentFile(content), save=False)
        document.file_size = len(content)
        document.save()
        self._publish(
            DocumentIndexPage,
            DocumentPage(
                title=text.title,
                kind=text.kind,
                day=self._moment(-text.days_ago, 9).date(),
                introduction=text.introduction,
                document=document,
                ward_codes=self._codes(text.wards),
            ),
            None,
            days_ago=text.days_ago,
        )

    def publish_service(self, text: ServiceText) -> None:
        steps = [{"title": step, "text": ""} for step in text.steps]
        self._publish(
            ServiceIndexPage,
            ServicePage(
                title=text.title,
                introduction=text.introduction,
                for_whom=text.for_whom,
                bring=text.bring,
                cost=text.cost,
                takes=text.takes,
                body=json.dumps([{"type": "steps", "value": {"steps": steps}}] if steps else []),
            ),
            text.zulu,
            days_ago=90,
        )

    def publish_plain(self, text: PlainText) -> PlainPage:
        blocks = [
            block
            for heading, words in text.parts
            for block in ({"type": "heading", "value": heading}, {"type": "text", "value": f"<p>{words}</p>"})
        ]
        page = PlainPage(title=text.title, slug=text.slug, introduction=text.introduction, body=json.dumps(blocks))
        self._add(self._home, page, None, days_ago=120)
        return page

    def _publish(self, index: type[Page], page: Page, zulu: Words | None, *, days_ago: int) -> None:
        if index not in self._sections:
            self._sections[index] = index.objects.get(path__startswith=home_path(self._home))
        self._add(self._sections[index], page, zulu, days_ago=days_ago)

    def _add(self, above: Page, page: Page, zulu: Words | None, *, days_ago: int) -> None:
        page.slug = page.slug or slugify(page.title)[:60].rstrip("-")
        page.locale_id = above.locale_id
        page.translation_key = uuid5(NAMESPACE_URL, f"{self._municipality.key}/{page.slug}")
        page.first_published_at = page.last_published_at = self._moment(-days_ago, 9)
        above.add_child(instance=page)
        create_aliases_for_new_page(page)
        if zulu:
            self._translate(page, zulu)

    def _translate(self, page: Page, words: Words) -> None:
        """Translate a page as an editor does, so that it follows its original."""
        source, _made = TranslationSource.get_or_create_from_instance(page)
        translation = Translation.objects.create(source=source, target_locale=self._translations)
        for segment in source.stringsegment_set.select_related("context", "string"):
            field = segment.context.path.partition(".")[0]
            if word := {"title": words.title, "introduction": words.introduction, "body": words.text}.get(field):
                segment.string.translations.create(
                    locale=self._translations, context=segment.context, data=word, translation_type="manual"
                )
        translation.save_target(publish=False)
        # It went live with its original, and not on the day on which the demo was loaded.
        Page.objects.filter(pk=translation.get_target_instance().pk).update(
            has_unpublished_changes=False,
            first_published_at=page.first_published_at,
            last_published_at=page.first_published_at,
        )

    def _codes(self, numbers: Iterable[int]) -> list[str]:
        return [self._plan.ward_code(number) for number in numbers]

    def _moment(self, days: int, hour: int) -> datetime:
        """An hour of the municipality's day, so many days from today."""
        day = self._municipality.day_at(self._at) + timedelta(days=days)
        return datetime.combine(day, time(hour), tzinfo=self._municipality.zone)


def _body(text: str) -> Any:
    return json.dumps([{"type": "text", "value": f"<p>{text}</p>"}] if text else [])


def _collection_of(municipality: Municipality) -> Collection:
    return Collection.objects.get(name__startswith=f"{municipality.key} ")


def _picture(collection: Collection, title: str, content: bytes) -> Any:
    file = ImageFile(io.BytesIO(content), name=f"{slugify(title)[:60]}.png")
    return get_image_model().objects.create(title=title, collection=collection, file=file, file_size=len(content))
