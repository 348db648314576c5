"""Every address of the workspace, filled in with the things of both towns.

An address that a new version brings is walked too: it fails here when nobody has said what its arguments stand for.
"""

import re
from collections.abc import Iterator
from itertools import product
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.contrib.settings.registry import registry as settings_registry

from tests.cms.workspace.towns import Town

UNNAMED = {"test404/", "^.*/$"}
"""A page that shows the workspace's own 404, and the address of everything else."""

THINGS = {
    "page_id": "live",
    "parent_page_id": "home",
    "page_to_move_id": "live",
    "destination_id": "home",
    "page_pk": "home",
    "revision_id": "revision",
    "revision_id_a": "revision",
    "revision_id_b": "revision",
    "task_state_id": "task_state",
    "task_id": "task",
    "workflow_pk": "workflow",
    "workflow_state_id": "workflow_state",
    "collection_id": "collection",
    "image_id": "image",
    "document_id": "document",
    "doc_id": "document",
    "redirect_id": "redirect",
    "translation_source_id": "source",
    "translation_id": "translation",
    "string_segment_id": "string",
    "overridable_segment_id": "override",
    "uploaded_file_id": "upload",
    "session_id": "session",
    "municipality": "municipality",
    "term": "term",
    "activation": "activation",
}
"""What of a town an argument stands for, wherever it has this name."""

KEYS = {
    "wagtailadmin_api:pages": "live",
    "wagtailadmin_api:images": "image",
    "wagtailadmin_api:documents": "document",
    "wagtailadmin_pages": "live",
    "wagtailadmin_collections": "collection",
    "wagtailadmin_workflows": "workflow",
    "wagtailadmin_workflows:edit_task": "task",
    "wagtailadmin_workflows:disable_task": "task",
    "wagtailadmin_workflows:enable_task": "task",
    "wagtailsettings": "site",
    "wagtaildocs_chooser": "document",
    "wagtailimages_chooser": "image",
    "wagtail_localize": "live",
    "wagtailsites": "site",
    "wagtaillocales": "locale",
    "wagtailusers_users": "editor",
    "wagtailusers_groups": "editors",
    "engagement_moderation:decide_appeal": "appeal",
    "engagement_moderation:decide_report": "case_report",
    "engagement_outbox": "notification",
    "engagement_departments": "department",
    "engagement_days-off": "day_off",
    "engagement_templates": "answer_template",
    "wards_councillors": "councillor",
    "wards_committee-members": "member",
    "wards_editions": "edition",
    "wards_places": "place",
    "wards_municipalities": "municipality",
    "wards_imports": "report",
}
"""What `pk` stands for, by the name or the namespace of an address."""

PAGE_TYPES = [("wagtailcore", "page"), ("cms", "newspage")]
"""All types of pages are looked at by the same views."""
KINDS = [("wagtailcore", "page"), ("wagtailimages", "image"), ("wagtaildocs", "document"), ("engagement", "user")]
WORDS: dict[str, list[str]] = {
    "filter_spec": ["max-10x10"],
    "mode": ["print"],
    "kind": ["councillors", "wards", "places"],
    "case_kind": ["concern"],
    "uidb64": ["MQ"],
    "token": ["set-password"],
    "name": ["editor"],
    "action_name": ["approve", "reject", "copy", "create_alias", "move", "delete", "publish", "unpublish"],
}
PAIRS = [
    ("app_label", "model_name"),
    ("app_name", "model_name"),
    ("content_type_app_name", "content_type_model_name"),
]


def patterns() -> list[tuple[str, set[str]]]:
    """The name and the arguments of each address of the workspace."""
    return [(name, arguments) for _route, name, arguments in _patterns(get_resolver().url_patterns)]


def paths_without_things() -> list[str]:
    """The path of each address with a 1 for each argument, for whoever does not get as far as to have it looked up."""
    routes = (route for route, _name, _arguments in _patterns(get_resolver().url_patterns) if "(" not in route)
    return [f"/{re.sub('<[^>]+>', '1', route).replace('^', '').replace('$', '')}" for route in routes]


def _patterns(entries: list, route: str = "", space: str = "") -> Iterator[tuple[str, str, set[str]]]:
    for entry in entries:
        here = route + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from _patterns(entry.url_patterns, here, f"{space}{entry.namespace}:" if entry.namespace else space)
        elif isinstance(entry, URLPattern) and here.startswith("admin/"):
            if entry.name is None:
                assert here.removeprefix("admin/") in UNNAMED, f"{here} has no name: say what it is"
                continue
            yield here, space + entry.name, set(entry.pattern.converters) | set(entry.pattern.regex.groupindex)


def addresses(*towns: Town) -> Iterator[tuple[str, str]]:
    """The name and the path of each address, once for each way to fill it in with the things of the towns."""
    for name, arguments in patterns():
        for filled in _filled(name, arguments, towns):
            yield name, reverse(name, kwargs=filled)


def _filled(name: str, arguments: set[str], towns: tuple[Town, ...]) -> Iterator[dict[str, Any]]:
    pair = next(((app, model) for app, model in PAIRS if {app, model} <= arguments), ())
    rest = sorted(arguments - set(pair))
    choices = [_choices(name, argument, towns) for argument in rest]
    for values in product(*choices):
        filled = dict(zip(rest, values, strict=True))
        for kind in _kinds(name) if pair else [()]:
            for action in _actions(name, kind):
                yield filled | dict(zip(pair, kind, strict=True)) | action


def _choices(name: str, argument: str, towns: tuple[Town, ...]) -> list[Any]:
    if argument == "action" and name.endswith("bulk_action"):
        return [None]
    if argument in WORDS:
        return WORDS[argument]
    if argument == "reference":
        return [town.things["case"].reference for town in towns]
    if argument == "object_id":
        return [town.live.pk for town in towns]
    space = name.rpartition(":")[0]
    thing = (KEYS.get(name) or KEYS.get(space)) if argument == "pk" else THINGS.get(argument)
    assert thing, f"Say in {__name__} what {argument!r} of {name} stands for."
    return list(dict.fromkeys(_key(town, thing) for town in towns))


def _key(town: Town, thing: str) -> int:
    found = getattr(town, thing, None) or town.things.get(thing)
    return found.pk if found else 1


def _kinds(name: str) -> list[tuple[str, str]]:
    if name.startswith("wagtailsettings"):
        return [(model._meta.app_label, model._meta.model_name) for model in settings_registry]
    if "tag" in name:
        return [("taggit", "tag")]
    if "task" in name:
        return [("wagtailcore", "groupapprovaltask")]
    return PAGE_TYPES if name.startswith("wagtailadmin_pages") else KINDS


def _actions(name: str, kind: tuple[str, ...]) -> list[dict[str, str]]:
    if not name.endswith("bulk_action"):
        return [{}]
    return [{"action": found.action_type} for found in bulk_action_registry.get_bulk_actions_for_model(*kind)]
