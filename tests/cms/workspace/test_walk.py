"""Nothing of one municipality shows in another's workspace, and nothing of it changes from there."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from tests.cms.workspace.conftest import OTHER
from tests.cms.workspace.saying import says
from tests.cms.workspace.towns import Town
from tests.cms.workspace.walk import addresses, patterns
from tests.engagement.sessions import browser_of

QUERIES = ["?export=csv", "?export=xlsx", "?q=zebra&search_all=1", "?term=zebra"]
"""What is asked of a list: for a file, and for what has the other town's word."""
WORD = OTHER.lower()


def at_once(path: str, *towns: Town) -> list[str]:
    """What is asked of a page that does something to several things: to all of them, and to one of each town."""
    model = path.split("/")[4]
    things = {"page": "live", "image": "image", "document": "document", "user": "editor"}
    keys = [getattr(town, things[model]).pk for town in towns]
    return ["?id=all", "?id=all&childOf=1", "?id=all&q=zebra", *(f"?id={key}" for key in keys)]


def openings(browser: Client, *towns: Town) -> Iterator[tuple[str, HttpResponse]]:
    """What a browser is answered at each address, and at each list in each of its forms."""
    browser.raise_request_exception = False
    signed_in = dict(browser.cookies)
    lists = {name for name, arguments in patterns() if not arguments} | {"wagtailadmin_explore"}
    for name, path in dict.fromkeys(addresses(*towns)):
        several = "bulk" in name
        forms = at_once(path, *towns) if several else QUERIES if name in lists or "results" in name else []
        answer = browser.get(path)
        yield path, answer
        if several or answer.status_code != 404:
            yield from ((path + query, browser.get(path + query)) for query in forms)
        # One of them signs out.
        browser.cookies.update(signed_in)
    assert browser.get("/admin/").status_code == 200


@pytest.mark.parametrize("role", ["editor", "publisher"])
def test_no_page_of_the_workspace_tells_of_another_municipality(own: Town, other: Town, role: str) -> None:
    telling, broken, opened = [], [], 0
    for path, answer in openings(own.browser(role), own, other):
        telling += [path] if WORD in says(answer) else []
        broken += [path] if answer.status_code >= 500 else []
        opened += answer.status_code == 200
    assert (telling, broken) == ([], [])
    assert opened > 300


def test_the_walk_would_have_found_it(other: Town) -> None:
    operator = browser_of(get_user_model().objects.create_superuser("operator@example.org"))
    telling = [path for path, answer in openings(operator, other) if WORD in says(answer)]
    assert len(telling) > 100


def form_of(other: Town) -> dict[str, Any]:
    """A form that names the other town's things in every field that the workspace has for them."""
    return {
        "title": "Changed",
        "name": "Changed",
        "slug": "changed",
        "new_title": "Changed",
        "new_slug": "changed",
        "alias": "on",
        "copy_subpages": "on",
        "new_parent_page": other.home.pk,
        "parent_page": other.home.pk,
        "chooser": other.home.pk,
        "position": 0,
        "collection": other.collection.pk,
        "image-chooser-upload-collection": other.collection.pk,
        "document-chooser-upload-collection": other.collection.pk,
        "locales": [other.home_zu.locale_id],
        "include_subtree": "on",
        "publish_translations": "on",
        "value": "Changed",
        "tags": "changed",
        "decision": "publish",
        "reason": "privacy",
        "comment": "Changed",
        "action-publish": "1",
        "municipality": other.municipality.pk,
        "ward": other.municipality.wards.get().pk,
        "id": other.live.pk,
    }


def state_of(town: Town) -> dict[str, Any]:
    """The rows of everything that belongs to a town, and how much there is of it."""
    things = {name: thing for name, thing in vars(town).items() if hasattr(thing, "pk")} | town.things
    rows = {name: type(thing)._base_manager.filter(pk=thing.pk).values().first() for name, thing in things.items()}
    counted = {
        "pages": (town.home.get_descendants(), town.home_zu.get_descendants()),
        "files": (type(town.image).objects.filter(collection=town.collection),),
        "documents": (type(town.document).objects.filter(collection=town.collection),),
        "people": (town.editors.user_set, town.publishers.user_set),
        "remarks": (town.live.wagtail_admin_comments,),
        "revisions": (town.live.revisions,),
        "strings": (town.source.stringsegment_set,),
        "places": (town.municipality.places,),
        "councillors": (town.municipality.councillors,),
    }
    return rows | {name: [queryset.count() for queryset in querysets] for name, querysets in counted.items()}


def sendings(browser: Client, *towns: Town) -> Iterator[tuple[str, HttpResponse]]:
    """What a browser is answered when it sends the form to each address; each time nothing has been sent before."""
    browser.raise_request_exception = False
    signed_in, form = dict(browser.cookies), form_of(towns[-1])
    for name, path in dict.fromkeys(addresses(*towns)):
        for query in at_once(path, *towns) if "bulk" in name else [""]:
            with transaction.atomic():
                yield path + query, browser.post(path + query, form)
                transaction.set_rollback(True)
            browser.cookies.update(signed_in)


@pytest.mark.parametrize("role", ["editor", "publisher"])
def test_no_form_of_the_workspace_changes_another_municipality(own: Town, other: Town, role: str) -> None:
    before, telling, changed, done = state_of(other), [], [], 0
    for path, answer in sendings(own.browser(role), own, other):
        telling += [path] if WORD in says(answer) else []
        changed += [path] if state_of(other) != before else []
        done += answer.status_code in (200, 302)
    assert (telling, changed) == ([], [])
    assert done > 80


def test_the_forms_would_have_changed_it(other: Town) -> None:
    operator = browser_of(get_user_model().objects.create_superuser("operator@example.org"))
    before = state_of(other)
    changing = [path for path, _answer in sendings(operator, other) if state_of(other) != before]
    assert len(changing) > 30
