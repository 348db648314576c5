"""In which order questions are asked."""

import pytest

from engagement.enums import ConcernStep
from engagement.rules.concern_steps import walk_of

WHAT, WHERE, PHOTOS, READERS, CONTACT, CHECK = ConcernStep


def test_whoever_has_proved_a_contact_may_go_on_without_giving_a_name() -> None:
    before = [WHAT, WHERE, PHOTOS, READERS]
    assert walk_of(before, knows_contact=True).first_unanswered == CHECK
    assert walk_of(before, knows_contact=True).after(READERS) == CONTACT


@pytest.mark.parametrize(
    ("answered", "first"),
    [
        ([], WHAT),
        ([WHAT], WHERE),
        ([WHAT, PHOTOS], WHERE),
        ([WHAT, WHERE, PHOTOS, READERS], CONTACT),
        ([WHAT, WHERE, PHOTOS, READERS, CONTACT], CHECK),
    ],
)
def test_the_first_question_without_an_answer_comes_next(answered: list[ConcernStep], first: ConcernStep) -> None:
    walk = walk_of(answered, knows_contact=False)
    assert walk.first_unanswered == first
    assert walk.may_open(first)
    assert all(walk.may_open(step) == (walk.number(step) <= walk.number(first)) for step in walk.steps)


def test_a_step_knows_its_neighbours_and_its_number() -> None:
    walk = walk_of([], knows_contact=False)
    assert (walk.before(WHAT), walk.after(WHAT), walk.number(WHAT)) == (None, WHERE, 1)
    assert (walk.before(CHECK), walk.after(CHECK), walk.number(CHECK)) == (CONTACT, CHECK, 6)
    assert not walk.may_open(CONTACT)
