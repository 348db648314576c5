"""Nothing of one municipality changes from another's workspace."""

from collections.abc import Callable

import pytest
from django.contrib.auth import get_user_model
from django.db import connection

from tests.cms.workspace.rounds import WORD, sendings
from tests.cms.workspace.saying import says
from tests.cms.workspace.towns import Town
from tests.engagement.sessions import browser_of


def looking_at(town: Town) -> Callable[[], dict[str, str]]:
    """What tells the rows of everything that belongs to a town, and how much there is of it.

    It is one statement, put together once: it is asked after each of some hundred requests.
    """
    things = {name: thing for name, thing in vars(town).items() if hasattr(thing, "pk")} | town.things
    rows = {name: type(thing)._base_manager.filter(pk=thing.pk).values() for name, thing in things.items()}
    counted = {
        "pages": town.home.get_descendants(),
        "pages in isiZulu": town.home_zu.get_descendants(),
        "files": type(town.image).objects.filter(collection=town.collection),
        "documents": type(town.document).objects.filter(collection=town.collection),
        "editors": town.editors.user_set,
        "publishers": town.publishers.user_set,
        "remarks": town.live.wagtail_admin_comments,
        "revisions": town.live.revisions,
        "strings": town.source.stringsegment_set,
        "places": town.municipality.places,
        "councillors": town.municipality.councillors,
    }
    asked = {name: ("string_agg(found::text, chr(10))", queryset) for name, queryset in rows.items()}
    asked |= {f"how many {name}": ("count(*)::text", things.all()) for name, things in counted.items()}
    parts, values = [], []
    for told, queryset in asked.values():
        question, given = queryset.query.sql_with_params()
        parts.append(f"(SELECT {told} FROM ({question}) AS found)")
        values += given
    statement = f"SELECT {', '.join(parts)}"

    def look() -> dict[str, str]:
        with connection.cursor() as cursor:
            cursor.execute(statement, values)
            return dict(zip(asked, cursor.fetchone(), strict=True))

    assert all(look().values())
    return look


@pytest.mark.parametrize("role", ["editor", "publisher"])
def test_no_form_of_the_workspace_changes_another_municipality(own: Town, other: Town, role: str) -> None:
    look = looking_at(other)
    before, telling, changed, done = look(), [], [], 0
    for path, answer in sendings(own.browser(role), own, other):
        telling += [path] if WORD in says(answer) else []
        changed += [path] if look() != before else []
        done += answer.status_code in (200, 302)
    assert (telling, changed) == ([], [])
    assert done > 80


def test_the_forms_would_have_changed_it(other: Town) -> None:
    operator = browser_of(get_user_model().objects.create_superuser("operator@example.org"))
    look = looking_at(other)
    before = look()
    changing = [path for path, _answer in sendings(operator, other) if look() != before]
    assert len(changing) > 30
