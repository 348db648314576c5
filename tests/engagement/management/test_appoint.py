"""`manage.py appoint` gives an e-mail address its work."""

from io import StringIO

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command
from django.test import Client

from engagement.enums import Role
from engagement.form_notices import SIGN_UP
from engagement.models import CouncillorAccount, CouncillorAssistant, StaffMember, User
from tests.engagement.cast import Cast, make_department, make_user
from tests.engagement.sessions import browser_of, set_up_second_factor
from tests.engagement.shown import notice_shown
from wards.models import Councillor

pytestmark = pytest.mark.django_db

NEW = "thandi@example.org"
PASSWORD = "a long enough password"


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


def signed_up(email: str) -> User:
    """An account that somebody made under an address that they do not read."""
    typed = {"email": email, "password1": PASSWORD, "password2": PASSWORD}
    Client().post("/accounts/signup/", typed | notice_shown(SIGN_UP))
    return User.objects.get(email=email)


def test_an_account_that_somebody_made_under_the_address_keeps_nothing(cast: Cast) -> None:
    user = signed_up(NEW)
    assert user.check_password(PASSWORD), "there must be something to take away"
    set_up_second_factor(user)
    browser = browser_of(user)
    assert browser.get("/my/").status_code == 200
    appoint(NEW, "--municipality", "KHA", "--role", "moderator")
    user.refresh_from_db()
    assert StaffMember.objects.get(user=user).roles == [Role.MODERATOR]
    assert not user.has_usable_password()
    assert not Authenticator.objects.filter(user=user).exists()
    assert browser.get("/my/").status_code == 302
    browser.post("/accounts/login/", {"login": NEW, "password": PASSWORD})
    assert "_auth_user_id" not in browser.session


def test_anothers_unproven_claim_to_the_address_ends(cast: Cast) -> None:
    claiming = make_user("claiming")
    EmailAddress.objects.create(user=claiming, email=NEW, verified=False)
    appoint(NEW, "--municipality", "KHA", "--role", "moderator")
    assert StaffMember.objects.get(user__email=NEW).user != claiming
    assert not EmailAddress.objects.filter(user=claiming, email=NEW).exists()


def test_anothers_claim_ends_also_where_the_owner_pressed_its_link(cast: Cast) -> None:
    claiming = make_user("claiming")
    EmailAddress.objects.create(user=claiming, email=NEW, verified=True)
    appoint(NEW, "--municipality", "KHA", "--role", "moderator")
    assert not StaffMember.objects.filter(user=claiming).exists()
    assert not EmailAddress.objects.filter(user=claiming, email=NEW).exists()


def test_an_account_begins_to_work_without_the_password_that_somebody_set(cast: Cast) -> None:
    user = signed_up(NEW)
    EmailAddress.objects.filter(user=user).update(verified=True)  # its owner pressed the link of a mail
    appoint(NEW, "--municipality", "KHA", "--role", "moderator")
    user.refresh_from_db()
    assert StaffMember.objects.get(user=user).roles == [Role.MODERATOR]
    assert not user.has_usable_password()


def test_another_address_of_the_account_is_no_key_to_its_work(cast: Cast) -> None:
    user = signed_up(NEW)
    EmailAddress.objects.filter(user=user).update(verified=True)
    EmailAddress.objects.create(user=user, email="other@example.org", verified=True)
    appoint(NEW, "--municipality", "KHA", "--role", "moderator")
    assert list(EmailAddress.objects.filter(user=user).values_list("email", flat=True)) == [NEW]


def test_an_account_at_work_keeps_its_keys(cast: Cast) -> None:
    user = signed_up(NEW)
    appoint(NEW, "--municipality", "KHA", "--role", "agent")
    EmailAddress.objects.filter(user=user).update(verified=True)
    user.refresh_from_db()
    user.set_password(PASSWORD)
    user.save()
    set_up_second_factor(user)
    appoint(NEW, "--municipality", "KHA", "--role", "moderator")
    user.refresh_from_db()
    assert user.check_password(PASSWORD)
    assert Authenticator.objects.filter(user=user).exists()


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


def test_an_assistant_is_given_the_desk_of_one_councillor(cast: Cast) -> None:
    said = appoint(NEW, "--municipality", "KHA", "--assistant-of", "Nomsa Dlamini")
    assistant = CouncillorAssistant.objects.get(user__email=NEW)
    assert assistant.councillor == cast.councillor.councillor_account.councillor
    assert NEW in said


def test_whoever_handles_what_is_passed_on_is_given_their_department(cast: Cast) -> None:
    roads = make_department(cast.municipality)
    appoint(NEW, "--municipality", "KHA", "--role", "agent", "--department", "roads")
    assert StaffMember.objects.get(user__email=NEW).department == roads
    with pytest.raises(CommandError, match="no department named Water"):
        appoint(NEW, "--municipality", "KHA", "--role", "agent", "--department", "Water")
