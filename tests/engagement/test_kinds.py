"""The registry of kinds of cases refuses duplicates, and a check names what is incomplete."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from engagement import kinds
from engagement.checks import check_case_kinds
from engagement.concern_kind import CONCERN
from engagement.enums import ConcernStatus
from engagement.models import Case
from engagement.rules.visibility import Viewer
from tests.engagement.cast import Cast


@pytest.fixture
def registry(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, kinds.CaseKind]]:
    """A registry of this test's own."""
    own = {CONCERN.key: CONCERN}
    monkeypatch.setattr(kinds, "_kinds", own)
    yield own


def test_the_concern_is_registered_and_complete() -> None:
    assert kinds.get("concern") is CONCERN
    assert CONCERN in kinds.registered()
    assert CONCERN.get_start_url() == "/wards/"
    assert check_case_kinds() == []


def test_a_second_kind_of_the_same_name_is_refused(registry: dict) -> None:
    with pytest.raises(ValueError, match="registered already"):
        kinds.register(replace(CONCERN, title="Another"))
    assert registry == {"concern": CONCERN}


def test_an_unknown_kind_is_an_error() -> None:
    with pytest.raises(KeyError):
        kinds.get("no-such-kind")


@pytest.mark.parametrize(
    ("change", "gap"),
    [
        ({"title": ""}, "title is empty"),
        ({"hint": ""}, "hint is empty"),
        ({"icon": ""}, "icon is empty"),
        ({"standards": ()}, "standards is empty"),
        ({"start_url": "no:such"}, "start_url 'no:such' leads nowhere"),
        ({"story_template": "no/such.html"}, "story_template 'no/such.html' does not exist"),
        (
            {"story_context": "engagement.views.no_such.tell"},
            "story_context 'engagement.views.no_such.tell' leads nowhere",
        ),
        ({"story_context": ""}, "story_context '' leads nowhere"),
        ({"detail": "incident"}, "detail 'incident' is no one-to-one relation of a case"),
        ({"detail": "ward"}, "detail 'ward' is no one-to-one relation of a case"),
        ({"awaiting": frozenset({"limbo"})}, "status 'limbo' is not one of its statuses"),
        ({"tones": {"limbo": "ok"}}, "status 'limbo' is not one of its statuses"),
        ({"retention": None}, "it has to say either retention or kept_like"),
        ({"kept_like": "concern"}, "it has to say either retention or kept_like"),
        ({"retention": None, "kept_like": "half"}, "kept_like 'half' is no kind that says its retention"),
        ({"initial": "lost"}, "status 'lost' is not one of its statuses"),
        ({"closed": frozenset({"gone"})}, "status 'gone' is not one of its statuses"),
        (
            {"transitions": {**CONCERN.transitions, ConcernStatus.WAITING: frozenset({"limbo"})}},
            "status 'limbo' is not one of its statuses",
        ),
        (
            {"transitions": {ConcernStatus.WAITING: frozenset({ConcernStatus.ANSWERED})}},
            "status 'answered' has no row in transitions",
        ),
    ],
)
def test_the_check_names_what_is_incomplete(registry: dict, change: dict, gap: str) -> None:
    kinds.register(replace(CONCERN, key="half", **change))
    found = check_case_kinds()
    assert any(error.msg == f"Kind of case 'half': {gap}." for error in found)
    assert {error.id for error in found} == {"engagement.E001"}


def test_every_closed_status_is_an_end_and_every_other_leads_on() -> None:
    """An answered concern leads on by one way alone: its resident opens it again."""
    ways = dict(CONCERN.transitions)
    assert ways.pop(ConcernStatus.ANSWERED) == {ConcernStatus.WAITING}
    for status, then in ways.items():
        assert (status in CONCERN.closed) == (not then)


def potholes(case: Case, *, viewer: Viewer, user: object) -> dict[str, str]:
    """What another kind's story adds, in these tests."""
    return {"subject": f"Pothole of case {case.reference}"}


def test_another_kind_tells_its_own_story_and_shows_its_own_state(
    registry: dict, cast: Cast, client: Client, settings: Any, tmp_path: Path
) -> None:
    """A kind that joins brings its template and its context; /track/ knows of neither."""
    (tmp_path / "pothole.html").write_text(
        "{{ subject }} / {{ tag.words }} / {{ timeline.lines|length }} events / {{ concern }}"
    )
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path, *settings.TEMPLATES[0]["DIRS"]]}]
    case = cast.published()
    pothole = replace(
        CONCERN,
        key="pothole",
        story_template="pothole.html",
        story_context=f"{__name__}.potholes",
        awaiting=frozenset(),
        tones={},
    )
    kinds.register(pothole)
    assert check_case_kinds() == []
    concern = client.get(f"/track/{case.reference}/").content.decode()
    assert "Streetlights out" in concern
    Case.objects.filter(pk=case.pk).update(kind="pothole")
    assert client.get(f"/track/{case.reference}/").content.decode() == (
        f"Pothole of case {case.reference} / {ConcernStatus.WAITING.label} / 2 events / "
    )
