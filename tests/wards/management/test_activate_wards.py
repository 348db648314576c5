"""activate_wards puts an edition in force from the console."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command

from tests.wards.factories import DelimitationFactory, MunicipalityFactory, WardFactory, make_grid
from wards.models import Activation

pytestmark = pytest.mark.django_db


@pytest.fixture
def municipalities():
    """Two municipalities, each with a ward in the edition 2026, of which only the first has one in force."""
    first, second = MunicipalityFactory(code="ZZ01"), MunicipalityFactory(code="ZZ02")
    make_grid(1, 1, municipality=first)
    for municipality in (first, second):
        WardFactory(municipality=municipality, delimitation=DelimitationFactory(edition="2026"), number=1)
    return first, second


def activated() -> list[tuple[str, str, str]]:
    standing = Activation.objects.filter(undone_at=None).order_by("starts_on", "municipality__code")
    return [(each.municipality.code, each.delimitation.edition, str(each.starts_on)) for each in standing]


BEFORE = ("ZZ01", "2021", "2021-11-01")


def test_one_municipality_from_a_day(municipalities, capsys) -> None:
    call_command("activate_wards", "2026", municipality=["ZZ02"], on=date(2026, 11, 4))
    assert activated() == [BEFORE, ("ZZ02", "2026", "2026-11-04")]
    assert capsys.readouterr().out == "ZZ02: ZZ 2026 counts from 2026-11-04.\n"


def test_every_municipality_of_the_edition(municipalities) -> None:
    MunicipalityFactory(code="ZZ03")
    call_command("activate_wards", "2026", all=True, on=date(2026, 11, 4))
    assert activated() == [BEFORE, ("ZZ01", "2026", "2026-11-04"), ("ZZ02", "2026", "2026-11-04")]


def test_undone_again(municipalities) -> None:
    call_command("activate_wards", "2026", "--all", "--on", "2030-11-04")
    call_command("activate_wards", "2026", "--all", "--on", "2030-11-04", "--undo")
    call_command("activate_wards", "2026", "--all", "--on", "2030-11-04", "--undo")
    assert activated() == [BEFORE]


def test_where_one_municipality_is_refused_nothing_is_changed(municipalities) -> None:
    with pytest.raises(CommandError, match=r"31 days ago.*Nothing was changed"):
        call_command("activate_wards", "2026", "--municipality", "ZZ02", "--municipality", "ZZ01", "--on", "2022-01-01")
    assert activated() == [BEFORE]


def test_an_edition_is_not_put_in_force_before_it_was_published(municipalities) -> None:
    with pytest.raises(CommandError, match=r"published on Thursday 26 November 2020.*Nothing was changed"):
        call_command("activate_wards", "2026", "--municipality", "ZZ02", "--on", "2020-11-25")
    assert activated() == [BEFORE]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["2031", "--all", "--on", "2030-11-04"], "no edition 2031. Known editions: ZZ 2021, ZZ 2026"),
        (["2026", "--municipality", "JHB", "--on", "2030-11-04"], "no municipality JHB in ZZ"),
        (["2026", "--all", "--on", "4/11/2030"], "is no day"),
        (["2026", "--municipality", "ZZ01", "--on", "2030-11-04", "--undo"], "never set to count in ZZ01"),
    ],
)
def test_mistakes_are_named(municipalities, arguments, message) -> None:
    with pytest.raises(CommandError, match=message):
        call_command("activate_wards", *arguments)
    assert activated() == [BEFORE]


def test_two_countries_with_an_edition_of_one_name_are_told_apart(municipalities) -> None:
    DelimitationFactory(country="YY", edition="2026")
    with pytest.raises(CommandError, match="Several countries"):
        call_command("activate_wards", "2026", "--all", "--on", "2030-11-04")
    call_command("activate_wards", "2026", "--all", "--country", "zz", "--on", "2030-11-04")
    assert len(activated()) == 3
