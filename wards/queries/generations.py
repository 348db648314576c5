"""Which generation of public pages counts: a kept page is good for as long as the generations it was made in.

A generation is a random word under a name; a new word ends it. A counter would begin anew where the cache was emptied,
and take an old page for a new one.
"""

import secrets
from collections.abc import Iterable

from django.core.cache import cache

EVERYWHERE = "everywhere"
"""Of every page of the installation."""
ANYTHING = "anything"
"""Of pages that show something of every municipality, such as those on the installation's own host."""


def generation_of(municipality_id: int) -> str:
    """The name under which the pages of a municipality have their generation."""
    return f"municipality-{municipality_id}"


def current_generations(names: Iterable[str]) -> dict[str, str] | None:
    """The word of each generation that counts now, made where there is none; None while the cache is away."""
    keys = {name: generation_key(name) for name in names}
    found = cache.get_many(keys.values())
    for key in keys.values():
        if key not in found:
            cache.add(key, new_generation(), timeout=None)
            found[key] = cache.get(key)
    return None if None in found.values() else {name: found[key] for name, key in keys.items()}


def still_count(generations: dict[str, str]) -> bool:
    """Whether each of these generations is the one that counts now."""
    keys = {generation_key(name): word for name, word in generations.items()}
    return cache.get_many(keys) == keys


def generation_key(name: str) -> str:
    """Where the cache keeps it."""
    return f"generation:{name}"


def new_generation() -> str:
    """A word that no generation had before."""
    return secrets.token_hex(8)
