"""`manage.py appoint` gives an e-mail address its work."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from engagement.enums import Role
from engagement.models import CouncillorAccount, StaffMember, User
from tests.engagement.cast import Cast
from wards.models import Councillor

pytestmark = pytest.mark.django_db

NEW = "thandi@example.org"


def appoint(*words: str) -> str:
    out = StringIO()
    call_command("appoint", *words, stdout=out)
    return out.getvalue()


def test_somebody_new_is_given_roles_and_no_password(cast: Cast) -> None:
    said = appoint(NEW, "--municipality", "KHA", "--role", "moderator", "--role", "clerk")
    member = StaffMember.objects.get(user__email=NEW)
    assert (member.municipality, set(member.roles)) == (cast.municipality, {Role.MODERATOR, Role.CLERK})
    assert not member.user.has_usable_password()
    assert NEW in said


def test_done_again_the_roles_are_replaced_and_the_account_stays(cast: Cast) -> None:
    appoint(NEW, "--municipality", "KHA", "--role", "moderator")
    appoint(NEW.upper(), "--municipality", "KHA", "--role", "auditor")
    assert StaffMember.objects.get(user__email=NEW).roles == [Role.AUDITOR]
    assert User.objects.filter(email=NEW).count() == 1


def test_an_account_answers_as_a_councillor(cast: Cast) -> None:
    councillor = Councillor.objects.get(account__user=cast.councillor)
    appoint(NEW, "--municipality", "KHA", "--councillor", councillor.name)
    assert CouncillorAccount.objects.get(councillor=councillor).user.email == NEW


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ((NEW, "--municipality", "NOWHERE", "--role", "clerk"), "no municipality NOWHERE"),
        (("thandi", "--municipality", "KHA", "--role", "clerk"), "is not an e-mail address"),
        ((NEW, "--municipality", "KHA", "--councillor", "Nobody"), "has 0 councillors named Nobody"),
    ],
)
def test_what_cannot_be_is_said_and_makes_no_account(cast: Cast, words: tuple[str, ...], reason: str) -> None:
    with pytest.raises(CommandError, match=reason):
        appoint(*words)
    assert not User.objects.filter(email__in=[NEW, "thandi"]).exists()
