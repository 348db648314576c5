"""Telling that public pages say something else now, so that none is shown as it was kept."""

from collections.abc import Iterable
from functools import partial

from django.core.cache import cache
from django.db import transaction

from wards.queries.generations import ANYTHING, EVERYWHERE, generation_key, generation_of, new_generation


def note_public_change(municipality_ids: Iterable[int]) -> None:
    """Once the transaction is through, let no kept page of these municipalities be shown again.

    Call it in every service that changes what a public page says. What changes by the clock alone is for views:
    `wards.views.public.keep_until`.
    """
    names = [generation_of(municipality_id) for municipality_id in municipality_ids]
    if names:
        transaction.on_commit(partial(_begin_generations, [*names, ANYTHING]))


def note_public_change_everywhere() -> None:
    """Once the transaction is through, let no kept page of the installation be shown again.

    For what pages of several municipalities show: boundaries at their borders, the hosts of their sites, places.
    """
    transaction.on_commit(partial(_begin_generations, [EVERYWHERE]))


def _begin_generations(names: list[str]) -> None:
    cache.set_many({generation_key(name): new_generation() for name in names}, timeout=None)
