"""Rounds through the workspace: each address is opened, and the form is sent to each address."""

from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from tests.cms.workspace.conftest import OTHER
from tests.cms.workspace.towns import Town
from tests.cms.workspace.walk import addresses, patterns

WORD = OTHER.lower()
"""What only the other town's things are called."""
QUERIES = ["?export=csv", "?export=xlsx", "?q=zebra&search_all=1", "?term=zebra"]
"""What is asked of a list: for a file, and for what has the other town's word."""


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
