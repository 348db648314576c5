"""Municipalities and editions are found as people type them, in one way for every command."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.engagement.cast import make_user
from tests.wards.factories import DelimitationFactory, MunicipalityFactory, make_grid
from wards.management.finding import find_edition, find_municipality
from wards.models import Activation

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("code", "country"), [("QUAY", None), ("quay", "zz"), (" Quay ", "ZZ")])
def test_a_municipality_is_found_whatever_the_case(code: str, country: str | None) -> None:
    quay = MunicipalityFactory(code="QUAY")
    assert find_municipality(code, country) == quay


def test_a_code_of_two_countries_asks_which() -> None:
    quays = {country: MunicipalityFactory(country=country, code="QUAY") for country in ("ZY", "ZZ")}
    with pytest.raises(CommandError, match="in ZY, ZZ"):
        find_municipality("quay")
    assert find_municipality("quay", "zz") == quays["ZZ"]
    with pytest.raises(CommandError, match="There is no municipality quay in ZX"):
        find_municipality("quay", "zx")


def test_an_edition_is_found_whatever_the_case() -> None:
    edition = DelimitationFactory(edition="2026-draft")
    assert find_edition("2026-DRAFT", "zz") == edition


def test_every_command_takes_a_code_as_it_is_typed() -> None:
    quay = make_grid(1, 1, municipality=MunicipalityFactory(code="QUAY"), active_from=None)[0].municipality
    call_command("activate_wards", "2021", "--municipality", "quay", "--on", "2030-11-04", stdout=StringIO())
    assert Activation.objects.get().municipality == quay
    clerk = make_user("clerk")
    call_command("appoint", clerk.email, "--municipality", "quay", "--role", "clerk", stdout=StringIO())
    assert clerk.staff_memberships.get().municipality == quay
