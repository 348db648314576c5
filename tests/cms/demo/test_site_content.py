"""The demo's sites are written as editors write theirs."""

from datetime import UTC, datetime

import pytest
from wagtail.models import Locale
from wagtail_localize.models import Translation

from cms.demo.loading import load
from cms.models import EventPage, NoticePage
from cms.queries.translations import translation_to

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)


def test_its_translations_are_bound_to_their_originals_and_follow_them(settings) -> None:
    settings.DEMO, settings.SMS_TRANSPORT = True, "cms.demo.phones.Transport"
    load(at=AT)
    zulu = Locale.objects.get(language_code="zu")
    translated = [page for kind in (NoticePage, EventPage) for page in kind.objects.filter(locale=zulu, alias_of=None)]
    assert {type(page) for page in translated} == {NoticePage, EventPage}
    for page in translated:
        assert page.live
        assert not page.has_unpublished_changes
        assert page.last_published_at <= AT
        assert isinstance(translation_to(page), Translation)
    meeting = next(page for page in translated if isinstance(page, EventPage))
    original = EventPage.objects.get(translation_key=meeting.translation_key, locale__language_code="en")
    assert meeting.title != original.title
    original.called_off = True
    original.save_revision().publish()
    meeting.refresh_from_db()
    assert meeting.called_off
