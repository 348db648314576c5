"""The cast of the workspace: a clerk of one municipality, a clerk of another, somebody without rights, the operator."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.test import Client

from tests.engagement.sessions import browser_of
from tests.wards.conftest import Grants
from tests.wards.factories import MunicipalityFactory, make_grid
from wards.models import Municipality, Ward
from wards.permissions import ACTIVATE_DELIMITATION, IMPORT_REGISTER

MODELS = ("councillor", "wardcommitteemember", "place", "municipality", "delimitation")
EVERYTHING = (
    *(f"wards.{action}_{model}" for action in ("add", "change", "delete", "view") for model in MODELS),
    IMPORT_REGISTER,
    ACTIVATE_DELIMITATION,
)


@dataclass
class Cast:
    """Who is there: municipalities `own` and `other`, and a browser for each person."""

    own: Municipality
    other: Municipality
    wards: list[Ward]
    clerk_user: Any
    clerk: Client
    stranger: Client
    bystander: Client
    operator: Client


@pytest.fixture
def person(grants: Grants) -> Callable[..., Any]:
    """Makes somebody who gets into the workspace, with permissions in a municipality."""

    def make(name: str, municipality: Municipality | None = None, *permissions: str) -> Any:
        user = get_user_model().objects.create_user(f"{name}@example.org", first_name=name)
        user.user_permissions.add(Permission.objects.get(codename="access_admin"))
        if municipality:
            grants.give(user, municipality, *permissions)
        return user

    return make


@pytest.fixture
def cast(person: Callable[..., Any]) -> Cast:
    wards = make_grid(2, 2)
    own = wards[0].municipality
    other = make_grid(2, 2, municipality=MunicipalityFactory(), origin=(-9.0, -30.0))[0].municipality
    clerk = person("clerk", own, *EVERYTHING)
    return Cast(
        own=own,
        other=other,
        wards=wards,
        clerk_user=clerk,
        clerk=browser_of(clerk),
        stranger=browser_of(person("stranger", other, *EVERYTHING)),
        bystander=browser_of(person("bystander")),
        operator=browser_of(get_user_model().objects.create_superuser("operator@example.org")),
    )
