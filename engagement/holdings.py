"""What is held about a person and on a case beside the case itself. Each part says how it is shown, and how it goes.

Whoever keeps something of people registers it in `AppConfig.ready()`: then it is in what a person downloads, it goes
when they have their data deleted, and it goes when its time is over.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from engagement.models import Case, Resident, User
from engagement.models.case import CaseQuerySet

Rows = Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class HeldFile:
    """A file of a person: its name in what they download, and its content, read when it is asked for."""

    name: str
    read: Callable[[], bytes]


def _nothing(*_args: Any, **_words: Any) -> tuple:
    return ()


def _none_went(*_args: Any, **_words: Any) -> int:
    return 0


@dataclass(frozen=True)
class Holding:
    """One part of what is held.

    Attributes:
        key: what it is called in what a person downloads, such as "photos".
        rows: what is held about a resident, as JSON.
        account_rows: what is held of an account, whether or not a municipality knows a resident by it.
        files: the files that belong to it.
        forget: takes a resident and `at`; deletes what is theirs. Returns how many went. Public things go too: it
            deletes whatever is the person's and not an answer of the municipality.
        forget_account: takes an account and `at`; deletes what `account_rows` shows. Returns how many went.
        period: the period of `Retention` after which it goes from a closed case; empty where it goes with the person.
        due: those of some closed cases that still hold it.
        expire: takes a locked case and `at`; deletes what it holds.
    """

    key: str
    rows: Callable[[Resident], Rows] = _nothing
    account_rows: Callable[[User], Rows] = _nothing
    files: Callable[[Resident], Iterable[HeldFile]] = _nothing
    forget: Callable[..., int] = _none_went
    forget_account: Callable[..., int] = _none_went
    period: str = ""
    due: Callable[[CaseQuerySet], CaseQuerySet] = CaseQuerySet.none
    expire: Callable[..., None] = _nothing

    def expire_on(self, case: Case, *, at: datetime) -> None:
        """Delete what a closed case holds of this; done twice, it is gone."""
        self.expire(case, at=at)


_holdings: dict[str, Holding] = {}


def register(holding: Holding) -> None:
    """Add a part.

    Raises:
        ValueError: another one has the same key.
    """
    if holding.key in _holdings:
        raise ValueError(f"Something held about people named {holding.key!r} is registered already.")
    _holdings[holding.key] = holding


def registered() -> list[Holding]:
    """Every part, in the order in which the apps registered them."""
    return list(_holdings.values())
