"""What a guide is made of.

What stands in “these” marks is written on the screen exactly so: the browser test that walks the guide looks for it.
"""

import re
from dataclasses import dataclass, field

from django.utils.functional import Promise

from engagement.enums import Role

Words = str | Promise
LABEL = re.compile("“([^”]+)”")

WORKSPACE, PHONE = (1000, 640), (360, 640)
"""Sizes of the windows that pictures are taken of, in CSS pixels."""


@dataclass(frozen=True)
class Step:
    """One thing to do.

    Args:
        name: tells it from the guide's other steps; part of the picture's name.
        shows: what the picture of it shows, for those who do not see it; a step without has no picture.
    """

    name: str
    text: Words
    shows: Words = ""


@dataclass(frozen=True)
class Task:
    """Something that people come to do, from the first step to the last. `about` is worth knowing before."""

    name: str
    title: Words
    steps: tuple[Step, ...]
    about: Words = ""


@dataclass(frozen=True)
class Trouble:
    """Something that goes wrong, and what to do then."""

    what: Words
    remedy: Words


@dataclass(frozen=True)
class Guide:
    """How one kind of work is done.

    Args:
        name: stands in its address and in the names of its pictures.
        roles: whose work it is. `for_councillors`: theirs too, who have no role.
        rules: what to keep in mind whatever one does.
    """

    name: str
    title: Words
    about: Words
    roles: frozenset[Role]
    tasks: tuple[Task, ...]
    rules: tuple[Words, ...] = ()
    troubles: tuple[Trouble, ...] = ()
    for_councillors: bool = False
    window: tuple[int, int] = field(default=WORKSPACE)

    @property
    def steps(self) -> list[Step]:
        """Every step, in the order of the page."""
        return [step for task in self.tasks for step in task.steps]

    def picture_of(self, step: Step) -> str:
        """The name of a step's picture, such as "moderation-decide"; empty where it has none."""
        return f"{self.name}-{step.name}" if step.shows else ""

    @property
    def pictures(self) -> list[str]:
        """The names of all its pictures, in the order of the page."""
        return [name for step in self.steps if (name := self.picture_of(step))]


def labels(words: Words) -> list[str]:
    """What a sentence says is written on the screen; of “Submit to …” what stands before the three dots."""
    return [label.removesuffix("…").strip() for label in LABEL.findall(str(words))]
