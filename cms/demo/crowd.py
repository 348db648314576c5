"""Letters without end: what hundreds of invented residents wrote over a year and a half, in every state there is."""

from collections.abc import Iterator
from random import Random

from cms.demo.council import VACANT_WARD
from cms.demo.crowd_texts import THEMES, Theme
from cms.demo.gazetteer import KHANYA, NamedWard
from cms.demo.letters import Letter, Reply
from cms.demo.seed import dice
from engagement.enums import Outcome, PublicationRefusal

OLDEST_DAYS, NEWEST_DAYS = 540, 2
# Of a hundred: how many stay private, are refused, and how they are answered.
_PRIVATE, _REFUSED = 22, 3
_ANSWERED, _REFERRED, _COUNCIL, _CANNOT = 52, 20, 8, 12


def invent_letters(count: int) -> Iterator[Letter]:
    """Letters of one municipality; the first of a longer list are those of a shorter one.

    The first few are dealt so that every state is there, however short the list.
    """
    throw = dice("crowd")
    for number in range(count):
        yield _invent(number, throw)


def _invent(number: int, throw: Random) -> Letter:
    ward = throw.choice(KHANYA.wards)
    theme = throw.choice(THEMES)
    words = {"place": _place_in(ward, throw), "days": throw.randint(3, 40), "count": throw.randint(2, 9)}
    days_ago = throw.randint(NEWEST_DAYS, OLDEST_DAYS)
    is_public = throw.randrange(100) >= _PRIVATE
    refused = throw.choice(list(PublicationRefusal)) if is_public and throw.randrange(100) < _REFUSED else None
    return Letter(
        ward=ward.number,
        days_ago=days_ago,
        subject=throw.choice(theme.subjects).format(**words),
        text=throw.choice(theme.texts).format(**words),
        place=str(words["place"]),
        nature=theme.nature,
        is_public=is_public,
        refused=refused,
        replies=tuple(_replies(theme, words, days_ago, ward, throw, for_all=is_public and not refused)),
    )


def _replies(
    theme: Theme, words: dict, days_ago: int, ward: NamedWard, throw: Random, *, for_all: bool
) -> Iterator[Reply]:
    # The vacant ward waits for the Speaker's office, and one in twelve for whoever should have answered long ago.
    after = max(1, round(throw.gammavariate(2.2, 3.2)))
    if after >= days_ago or ward.number == VACANT_WARD or throw.randrange(12) == 0:
        return
    is_public = throw.randrange(5) > 0 and for_all
    dealt = throw.randrange(100)
    if dealt < _REFERRED and theme.ask:
        yield Reply(after, f"I have asked the department to look at it. {_promise(throw)}", Outcome.REFERRED, is_public)
        done = after + throw.randint(4, 30)
        if done < days_ago:
            yield Reply(done, throw.choice(theme.answers).format(**words), Outcome.ANSWERED, is_public)
    elif dealt < _REFERRED + _COUNCIL:
        yield Reply(after, "This needs a decision of the council. I put it on its list.", Outcome.COUNCIL, is_public)
        done = after + throw.randint(20, 60)
        if done < days_ago:
            yield Reply(done, throw.choice(theme.answers).format(**words), Outcome.ANSWERED, is_public)
    elif dealt < _REFERRED + _COUNCIL + _CANNOT and theme.refusals:
        yield Reply(after, throw.choice(theme.refusals).format(**words), Outcome.CANNOT, is_public)
    else:
        yield Reply(after, throw.choice(theme.answers).format(**words), Outcome.ANSWERED, is_public)


def _promise(throw: Random) -> str:
    return f"You hear from me within {throw.randint(2, 4)} weeks."


def _place_in(ward: NamedWard, throw: Random) -> str:
    return throw.choice(ward.places).name if ward.places else ward.name
