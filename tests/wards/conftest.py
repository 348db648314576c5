"""Fixtures of the wards floor."""

from dataclasses import dataclass, field
from typing import Any

import pytest
from django.db.models import QuerySet

from wards import permissions
from wards.models import Municipality


@dataclass
class Grants:
    """A policy for tests: who holds which permissions in which municipality."""

    rows: list[tuple[Any, Municipality, frozenset[str]]] = field(default_factory=list)

    def give(self, user: Any, municipality: Municipality, *names: str) -> None:
        self.rows.append((user, municipality, frozenset(names)))

    def municipalities(self, user: Any, permission: str) -> QuerySet[Municipality]:
        return Municipality.objects.filter(
            pk__in=[place.pk for who, place, names in self.rows if who == user and permission in names]
        )


@pytest.fixture
def grants(monkeypatch: pytest.MonkeyPatch) -> Grants:
    """The policy in force, in place of the one that a higher floor registered: nobody holds anything yet."""
    policy = Grants()
    monkeypatch.setattr(permissions, "_policies", [policy])
    return policy
