"""The file of a document is as public as the pages that show it."""

from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from wagtail.documents.models import Document
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from cms.models import DocumentIndexPage, DocumentPage
from engagement.enums import Role
from tests.cms.sites import SiteCast
from tests.engagement.cast import make_staff, make_user
from tests.engagement.sessions import browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _files_on_disk(settings: Any, tmp_path: Path) -> None:
    settings.STORAGES = {**settings.STORAGES, "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"}}
    settings.MEDIA_ROOT = tmp_path


def make_file(site: SiteCast, name: str = "minutes") -> Document:
    collection = Collection.objects.get(name__startswith=f"{site.municipality.key} ")
    return Document.objects.create(title=name, file=ContentFile(b"%PDF-1.4", name=f"{name}.pdf"), collection=collection)


def make_draft(site: SiteCast, file: Document) -> DocumentPage:
    section = DocumentIndexPage.objects.get(locale__language_code="en")
    page = section.add_child(instance=DocumentPage(title="Minutes", slug="minutes", document=file, live=False))
    page.save_revision()
    return page


def status_of(file: Document, browser: Client | None = None) -> int:
    return (browser or Client()).get(file.url).status_code


def test_a_file_is_public_from_when_its_page_is_published_until_it_is_taken_down(site: SiteCast) -> None:
    file = make_file(site)
    assert status_of(file) == 404
    page = make_draft(site, file)
    assert status_of(file) == 404
    page.save_revision().publish()
    assert status_of(file) == 200
    DocumentPage.objects.get(pk=page.pk).unpublish()
    assert status_of(file) == 404


def test_a_file_goes_with_a_page_that_is_deleted(site: SiteCast) -> None:
    page = site.document()
    assert status_of(page.document) == 200
    page.delete()
    assert status_of(page.document) == 404


def test_a_draft_of_a_live_page_opens_no_other_file(site: SiteCast) -> None:
    page, new = site.document(), make_file(site, "new")
    former = page.document
    page.document = new
    draft = page.save_revision()
    assert (status_of(former), status_of(new)) == (200, 404)
    draft.publish()
    assert (status_of(former), status_of(new)) == (404, 200)


def test_a_live_page_in_any_language_shows_the_file(site: SiteCast) -> None:
    file, section = make_file(site), DocumentIndexPage.objects.get(locale__language_code="zu")
    page = DocumentPage(title="Amaminithi", slug="amaminithi", document=file, locale=section.locale)
    section.add_child(instance=page)
    assert status_of(file) == 200
    page.unpublish()
    assert status_of(file) == 404


def test_a_file_in_the_body_of_a_live_page_is_public(site: SiteCast) -> None:
    linked, offered, other = (make_file(site, name) for name in ("linked", "offered", "other"))
    text = f'<p><a linktype="document" id="{linked.pk}">Minutes</a></p>'
    page = site.news(body=[("text", text), ("file", {"document": offered})])
    assert [status_of(file) for file in (linked, offered, other)] == [200, 200, 404]
    page.unpublish()
    assert [status_of(file) for file in (linked, offered)] == [404, 404]


def test_staff_open_the_drafts_of_their_own_municipality_alone(site: SiteCast) -> None:
    file = make_file(site)
    own, stranger = make_staff(site.municipality, Role.EDITOR), make_staff(site.cast.elsewhere, Role.EDITOR)
    assert status_of(file, browser_of(own)) == 200
    assert status_of(file, browser_of(get_user_model().objects.create_superuser("operator@example.org"))) == 200
    for somebody in (stranger, make_user("resident"), make_staff(site.municipality, Role.CLERK)):
        assert status_of(file, browser_of(somebody)) == 404
    assert status_of(file, browser_of(own, second_factor=False)) == 404


def test_what_staff_alone_may_see_is_kept_nowhere_and_what_is_public_for_a_minute(site: SiteCast) -> None:
    file, editor = make_file(site), browser_of(make_staff(site.municipality, Role.EDITOR))
    assert editor.get(file.url)["Cache-Control"] == "private, no-store"
    make_draft(site, file).save_revision().publish()
    answer = Client().get(file.url)
    assert answer["Cache-Control"] == "public, max-age=60"
    assert "Cookie" not in answer.get("Vary", "")
    again = Client().get(file.url, headers={"if-none-match": answer["ETag"]})
    assert (again.status_code, again["Cache-Control"]) == (304, "public, max-age=60")


def test_a_page_that_is_for_some_people_opens_its_file_to_nobody_else(site: SiteCast) -> None:
    page = site.document()
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    page.get_translations().get().unpublish()
    assert status_of(page.document) == 404


def test_what_a_collection_keeps_from_the_public_no_cache_keeps(site: SiteCast) -> None:
    page = site.document()
    CollectionViewRestriction.objects.create(
        collection=page.document.collection, restriction_type=CollectionViewRestriction.LOGIN
    )
    assert status_of(page.document) == 302
    answer = browser_of(make_user("resident")).get(page.document.url)
    assert (answer.status_code, answer["Cache-Control"]) == (200, "private, no-store")


def test_a_public_file_asks_little_of_the_database(
    site: SiteCast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    page = site.document()
    Client().get(page.document.url)
    for _each in range(2):
        # The document, pages for some people alone, a live page that shows it, the collection and whom it keeps out.
        with django_assert_num_queries(5):
            Client().get(page.document.url)
        site.news(title="More", body=[("file", {"document": page.document})])


def test_a_file_is_only_read(site: SiteCast) -> None:
    page = site.document()
    assert Client().post(page.document.url).status_code == 405
