"""Working through rows so that one that fails holds up none of the others."""

import logging
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from django.db import models

logger = logging.getLogger(__name__)

Row = TypeVar("Row", bound=models.Model)
Done = TypeVar("Done")


def one_by_one(rows: Iterable[Row], *, act: Callable[[Row], Done]) -> Iterator[Done]:
    """Act on each row; one that fails is logged, and tried again by the next run.

    Args:
        act: a transaction of its own.

    Yields:
        What came of each that did not fail.
    """
    for row in rows:
        try:
            done = act(row)
        except Exception:
            logger.exception("%s %s could not be worked through; the others go on.", row._meta.label, row.pk)
        else:
            yield done
