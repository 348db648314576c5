"""The registry of kinds of cases refuses duplicates, and a check names what is incomplete."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from engagement import kinds
from engagement.checks import check_case_kinds
from engagement.concern_kind import CONCERN
from engagement.enums import ConcernStatus


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
    for status, then in CONCERN.transitions.items():
        assert (status in CONCERN.closed) == (not then)
