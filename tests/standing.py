"""What takes long to make, made once for all tests of a module."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction


@contextmanager
def standing(django_db_blocker: Any) -> Iterator[None]:
    """A transaction around those of a module's tests: what is made in it stands in each of them, and goes at the end.

    Each test undoes what it did, as ever, and loads anew what it changes: an object that is handed from test to test
    carries the changes of one to the next. Tests that commit make their own, in a module of their own.

    Args:
        django_db_blocker: pytest-django's fixture; whoever asks for it also asks for `django_db_setup`.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)
