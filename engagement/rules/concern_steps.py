"""In which order the questions of a concern are asked, and where somebody stands in them."""

from collections.abc import Collection
from dataclasses import dataclass

from engagement.enums import ConcernStep


@dataclass(frozen=True)
class Walk:
    """The questions that one person is asked, and which of them are answered.

    Attributes:
        steps: in their order; the last one checks and sends.
        answered: those that were answered, skipping counted as an answer.
    """

    steps: tuple[ConcernStep, ...]
    answered: Collection[str]

    @property
    def first_unanswered(self) -> ConcernStep:
        """Where to go on: the first question that waits, or the last step."""
        return next((step for step in self.steps[:-1] if step not in self.answered), self.steps[-1])

    def may_open(self, step: ConcernStep) -> bool:
        """Whether everything before a step is answered."""
        return step in self.steps and self.steps.index(step) <= self.steps.index(self.first_unanswered)

    def number(self, step: ConcernStep) -> int:
        """The how-manieth question it is, counted from one."""
        return self.steps.index(step) + 1

    def before(self, step: ConcernStep) -> ConcernStep | None:
        """The step before; None at the first."""
        at = self.steps.index(step)
        return self.steps[at - 1] if at else None

    def after(self, step: ConcernStep) -> ConcernStep:
        """The step that follows; the last one stays."""
        return self.steps[min(self.steps.index(step) + 1, len(self.steps) - 1)]


def walk_of(answered: Collection[str], *, knows_contact: bool) -> Walk:
    """The questions for somebody.

    Args:
        answered: the steps that were answered.
        knows_contact: whether an account has proved how they are reached; they may then go on without giving a name.
    """
    known = {ConcernStep.CONTACT} if knows_contact else set()
    return Walk(tuple(ConcernStep), frozenset(answered) | known)
