"""How an import moves."""

import pytest

from wards.enums import ImportState
from wards.rules.import_states import OVER, TRANSITIONS, WAITING, may_follow


def test_every_state_has_its_row() -> None:
    assert set(TRANSITIONS) == set(ImportState)


@pytest.mark.parametrize("state", ImportState)
def test_only_what_was_previewed_is_applied(state: ImportState) -> None:
    assert may_follow(state, ImportState.APPLYING) is (state == ImportState.PREVIEWED)


@pytest.mark.parametrize("state", sorted(OVER))
def test_what_is_over_stays_over(state: ImportState) -> None:
    assert not any(may_follow(state, then) for then in ImportState)


def test_nothing_is_cancelled_while_it_is_applied() -> None:
    assert not may_follow(ImportState.APPLYING, ImportState.CANCELLED)
    assert {ImportState.UPLOADED, ImportState.READING, ImportState.APPLYING} == WAITING
