"""Who answers for what a municipality takes in. The site, which knows address and Information Officer, says so."""

from collections.abc import Callable

from engagement.rules.notices import Controller
from wards.models import Municipality

Source = Callable[[Municipality], Controller]

_sources: list[Source] = []


def register(source: Source) -> None:
    """Let a higher app say who answers for a municipality's data.

    Raises:
        ValueError: another one says so already.
    """
    if _sources and source not in _sources:
        raise ValueError("Another source says already who answers for the data of a municipality.")
    _sources[:] = [source]


def controller_of(municipality: Municipality) -> Controller:
    """Who answers for what a municipality takes in; its name alone where nobody knows more."""
    return _sources[0](municipality) if _sources else Controller(municipality.name)
