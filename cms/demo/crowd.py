"""Letters without end: what hundreds of invented residents wrote over a year and a half, in every state there is."""

from collections.abc import Iterator
from dataclasses import replace
from random import Random
from typing import Any

from cms.demo.crowd_texts import MISSING, QUESTIONS, THEMES, WHY_NOT, Theme
from cms.demo.gazetteer import KHANYA, NamedWard
from cms.demo.letters import Appeal, Letter, Objection, Question, Reply, Report
from cms.demo.seed import dice
from engagement.enums import Helped, Obstacle, Outcome, PublicationRefusal, ReportReason

OLDEST_DAYS, NEWEST_DAYS = 540, 2
_DEPARTMENTS = ("Electricity", "Parks and libraries", "Roads and storm water", "Water and sanitation")
# Of a hundred: how many stay private, are refused, and how they are answered.
_PRIVATE, _REFUSED = 22, 3
_REFERRED, _COUNCIL, _CANNOT = 20, 8, 12
# Of a hundred: who never confirms, comes by phone, shares a name, sends a photo, is asked back, or is reported.
_UNCONFIRMED, _BY_PHONE, _SHARES, _PHOTO, _ASKED, _REPORTED = 5, 12, 15, 12, 9, 4
# Of a hundred answers: on which nothing is said, and what is said of the others.
_SILENT, _YES, _PARTLY = 45, 36, 10
# Of a hundred published: how many have no supporters, a few, many; the others have dozens.
_NONE, _FEW, _MANY = 35, 48, 11


def invent_letters(count: int) -> Iterator[Letter]:
    """Letters of one municipality; the first of a longer list are those of a shorter one."""
    throw = dice("crowd")
    for _ in range(count):
        yield _invent(throw)


def _invent(throw: Random) -> Letter:
    ward = throw.choice(KHANYA.wards)
    theme = throw.choice(THEMES)
    words = {"place": _place_in(ward, throw), "days": throw.randint(3, 40), "count": throw.randint(2, 9)}
    days_ago = throw.randint(NEWEST_DAYS, OLDEST_DAYS)
    is_public = not _happens(throw, _PRIVATE)
    letter = Letter(
        ward=ward.number,
        days_ago=days_ago,
        subject=throw.choice(theme.subjects).format(**words),
        text=throw.choice(theme.texts).format(**words),
        place=str(words["place"]),
        nature=theme.nature,
        is_public=is_public,
        is_confirmed=not _happens(throw, _UNCONFIRMED),
        by_phone=_happens(throw, _BY_PHONE),
        shares_name=_happens(throw, _SHARES),
        shares_contact=_happens(throw, _SHARES),
        photos=throw.randint(1, 2) if _happens(throw, _PHOTO) else 0,
        shows_photos=throw.randrange(4) > 0,
        agrees=throw.choice((True, False, None)),
    )
    if not letter.is_confirmed:
        return letter
    if is_public and _happens(throw, _REFUSED):
        reason = throw.choice(list(PublicationRefusal))
        appeal = Appeal("Please read it again: nobody can be recognised.", throw.choice((True, False)))
        letter = replace(letter, refused=reason, appeal=appeal if throw.randrange(2) and days_ago > _SETTLED else None)
    elif is_public:
        letter = replace(letter, **_readers(throw, days_ago))
    if days_ago > _SETTLED and _happens(throw, _ASKED):
        asked, replied = throw.choice(QUESTIONS)
        letter = replace(letter, question=Question(asked, replied, throw.randint(1, 4)))
    after = max(8 if letter.question else 2, round(throw.gammavariate(2.2, 3.2)))
    return replace(letter, replies=tuple(_replies(theme, words, letter, after, throw)))


_SETTLED = 14
"""Before so many days everything about publishing a letter and asking back has come to its end."""


def _readers(throw: Random, days_ago: int) -> dict[str, Any]:
    """What those who read a published letter do with it."""
    if days_ago > _SETTLED and _happens(throw, _REPORTED):
        is_kept = throw.randrange(3) > 0
        reason = throw.choice((ReportReason.ACCUSES, ReportReason.PERSONAL_DATA, ReportReason.OTHER))
        return {"objection": Objection(reason, "Please look at this.", is_kept)}
    dealt = throw.randrange(100)
    if dealt < _NONE:
        return {}
    if dealt < _NONE + _FEW:
        supporters = throw.randint(1, 4)
    elif dealt < _NONE + _FEW + _MANY:
        supporters = throw.randint(5, 12)
    else:
        supporters = throw.randint(18, 40)
    return {"supporters": supporters, "followers": supporters // 8}


def _replies(theme: Theme, words: dict, letter: Letter, after: int, throw: Random) -> Iterator[Reply]:
    # One in twelve waits for whoever should have answered long ago.
    if after >= letter.days_ago or throw.randrange(12) == 0:
        return
    is_public = throw.randrange(5) > 0 and letter.is_published and letter.refused is None
    end = _judged(throw.choice(theme.answers).format(**words), is_public, throw)
    dealt = throw.randrange(100)
    if dealt < _REFERRED and theme.ask:
        done = after + throw.randint(6, 30)
        reports = _reports(after, done, letter.days_ago)
        passed_on = f"I have asked the department to look at it. {_promise(throw)}"
        department = throw.choice(_DEPARTMENTS)
        yield Reply(after, passed_on, Outcome.REFERRED, is_public, department=department, reports=reports)
        if done + 2 < letter.days_ago:
            yield replace(end, after_days=done + 2, reopens="")
    elif dealt < _REFERRED + _COUNCIL:
        council = {"council_in": throw.randint(10, 40), "item": f"Item {throw.randint(4, 12)}.{throw.randint(1, 9)}"}
        decision = "This needs a decision of the council. I put it on its list."
        yield Reply(after, decision, Outcome.COUNCIL, is_public, **council)
        done = after + throw.randint(42, 60)
        if done < letter.days_ago:
            yield replace(end, after_days=done, reopens="")
    elif dealt < _REFERRED + _COUNCIL + _CANNOT and theme.refusals:
        text = throw.choice(theme.refusals).format(**words)
        obstacle = throw.choice(list(Obstacle))
        yield replace(end, after_days=after, text=text, outcome=Outcome.CANNOT, obstacle=obstacle, reopens="")
    else:
        yield replace(end, after_days=after)
        if end.helped == Helped.PARTLY and after + 12 < letter.days_ago:
            yield from _again(after, letter, is_public, throw)


def _judged(text: str, is_public: bool, throw: Random) -> Reply:
    """An answer, with what its resident said of it if they said anything."""
    dealt = throw.randrange(100)
    if dealt < _SILENT:
        return Reply(0, text, is_public=is_public)
    if dealt < _SILENT + _YES:
        return Reply(0, text, is_public=is_public, helped=Helped.YES)
    helped = Helped.PARTLY if dealt < _SILENT + _YES + _PARTLY else Helped.NO
    missing = throw.choice(MISSING) if helped == Helped.PARTLY else ""
    return Reply(0, text, is_public=is_public, helped=helped, why=throw.choice(WHY_NOT), reopens=missing)


def _again(after: int, letter: Letter, is_public: bool, throw: Random) -> Iterator[Reply]:
    """The second answer to a letter that was opened again; one in four still waits for it."""
    done = after + throw.randint(9, 20)
    if done < letter.days_ago and throw.randrange(4):
        text = "You are right, that was left out. The team came back yesterday and finished it."
        yield Reply(done, text, is_public=is_public, helped=throw.choice((Helped.YES, None)))


def _reports(after: int, done: int, days_ago: int) -> tuple[Report, ...]:
    """How far a department said it was, as long as that is past."""
    reports = [
        Report(after + 3, "It is on our list for this month."),
        Report(done, "The team was there, and it is done.", is_end=True),
    ]
    return tuple(report for report in reports if report.after_days + 2 < days_ago)


def _promise(throw: Random) -> str:
    return f"You hear from me within {throw.randint(2, 4)} weeks."


def _place_in(ward: NamedWard, throw: Random) -> str:
    return throw.choice(ward.places).name if ward.places else ward.name


def _happens(throw: Random, share: int) -> bool:
    """Whether something that happens to so many of a hundred happens this time."""
    return throw.randrange(100) < share
