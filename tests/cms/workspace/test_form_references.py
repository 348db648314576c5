"""A form of the editor takes what is the person's own, whatever number is typed into it."""

import json
from typing import Any

import pytest
from django.http import HttpResponse
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from cms.models import NewsPage
from tests.cms.workspace.conftest import OTHER
from tests.cms.workspace.towns import Town


def form_for(page: NewsPage, **changes: Any) -> dict[str, Any]:
    """What the editor of a piece of news sends."""
    return nested_form_data(
        {
            "title": "Antelopia mends the road",
            "slug": page.slug,
            "day": "2026-03-02",
            "introduction": "",
            "picture": "",
            "body": streamfield([]),
            "comments": inline_formset([]),
        }
        | changes
    )


def save(town: Town, **changes: Any) -> HttpResponse:
    """The town's publisher saves a draft of the town's news."""
    address = f"/admin/pages/{town.draft.pk}/edit/"
    Page.objects.filter(pk=town.draft.pk).update(locked=False, locked_by=None)
    return town.browser("publisher").post(address, form_for(town.draft, **changes))


def saved(town: Town) -> dict[str, Any]:
    """What the last draft says."""
    revision = town.draft.revisions.order_by("created_at").last()
    return revision.content if revision else {}


def picture(town: Town) -> dict[str, Any]:
    return {"picture": town.image.pk}


def picture_in_body(town: Town) -> dict[str, Any]:
    return {"body": streamfield([("picture", {"image": town.image.pk, "alt": "", "caption": ""})])}


def linked(entity: dict[str, Any]) -> dict[str, Any]:
    text = {
        "blocks": [
            {
                "key": "00000",
                "text": "Read it",
                "type": "unstyled",
                "depth": 0,
                "inlineStyleRanges": [],
                "entityRanges": [{"key": 0, "offset": 0, "length": 4}],
            }
        ],
        "entityMap": {"0": {"mutability": "MUTABLE", **entity}},
    }
    return {"body": streamfield([("text", json.dumps(text))])}


def link_to_document(town: Town) -> dict[str, Any]:
    return linked({"type": "DOCUMENT", "data": {"id": town.document.pk}})


def link_to_draft(town: Town) -> dict[str, Any]:
    return linked({"type": "LINK", "data": {"id": town.draft.pk}})


def link_to_public_page(town: Town) -> dict[str, Any]:
    return linked({"type": "LINK", "data": {"id": town.live.pk}})


NAMING = [picture, picture_in_body, link_to_document, link_to_draft]


@pytest.mark.parametrize("naming", [*NAMING, link_to_public_page])
def test_a_page_shows_what_is_its_own(own: Town, naming: Any) -> None:
    save(own, **naming(own))
    assert saved(own)["title"] == "Antelopia mends the road"


@pytest.mark.parametrize("naming", NAMING)
def test_a_page_takes_nothing_of_another_municipality_by_its_number(own: Town, other: Town, naming: Any) -> None:
    answer = save(own, **naming(other))
    assert not saved(own)
    assert OTHER not in answer.text


@pytest.mark.parametrize("naming", NAMING)
def test_a_form_with_another_mistake_does_not_say_what_the_number_stands_for(
    own: Town, other: Town, naming: Any
) -> None:
    answer = save(own, title="", **naming(other))
    assert OTHER not in answer.text


@pytest.mark.parametrize("naming", NAMING)
def test_a_preview_shows_nothing_of_another_municipality(own: Town, other: Town, naming: Any) -> None:
    address = f"/admin/pages/{own.live.pk}/edit/preview/"
    browser = own.browser("publisher")
    answer = browser.post(address, form_for(own.live, **naming(other)))
    assert OTHER not in answer.text
    assert OTHER not in browser.get(address).text


def test_a_link_leads_to_another_municipalitys_page_while_that_is_public(own: Town, other: Town) -> None:
    save(own, **link_to_public_page(other))
    assert saved(own)["title"] == "Antelopia mends the road"


def test_a_picture_that_an_operator_put_there_stays(own: Town, other: Town) -> None:
    own.draft.picture = other.image
    own.draft.save()
    save(own, **picture(other))
    assert saved(own)["title"] == "Antelopia mends the road"


def test_a_new_page_takes_nothing_of_another_municipality(own: Town, other: Town) -> None:
    address = f"/admin/pages/add/cms/newspage/{own.news.pk}/"
    browser = own.browser("editor")
    browser.post(address, form_for(own.draft, slug="road", **picture(other)))
    assert not NewsPage.objects.filter(slug="road").exists()
    browser.post(address, form_for(own.draft, slug="road", **picture(own)))
    assert NewsPage.objects.filter(slug="road").exists()


def test_a_site_wears_no_mark_of_another_municipality(own: Town, other: Town) -> None:
    address = f"/admin/settings/cms/sitesettings/{own.site.pk}/"
    browser = own.browser("publisher")
    for town, taken in ((other, None), (own, own.image)):
        answer = browser.post(address, {"name": "Antelopia", "mark": town.image.pk, "languages": ["en"]})
        own.settings.refresh_from_db()
        assert own.settings.mark == taken, answer.text
        assert OTHER not in answer.text


def test_an_operator_shows_anything_anywhere(own: Town, other: Town) -> None:
    own.publisher.is_superuser = True
    own.publisher.save()
    save(own, **picture(other))
    assert saved(own)["picture"] == other.image.pk
