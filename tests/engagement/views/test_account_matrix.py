"""Every account page for whoever comes: what each gets, in one table. What stands on them is one's own alone."""

import allauth.urls
import pytest
from allauth.mfa.models import Authenticator
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from engagement.models import User
from tests.engagement.cast import NOW, Cast, make_user
from tests.engagement.passkey import add_passkey
from tests.engagement.sessions import browser_of, browser_with_grant
from tests.engagement.views.test_access_matrix import ELSEWHERE, NOT_FOUND, OPEN
from tests.engagement.views.test_account_pages import confirmation_link, names, reset_link

pytestmark = pytest.mark.django_db

# Who has a passkey and codes on paper; the same with the password alone; and others, who have neither. No account page
# asks what somebody works as: the councillor stands for all who have a role.
VIEWERS = ["nobody", "resident", "owner", "owner_halfway", "another_resident", "councillor"]
EVERYBODY = dict.fromkeys(VIEWERS, OPEN)
SIGNED_OUT = dict.fromkeys(VIEWERS, ELSEWHERE) | {"nobody": OPEN, "resident": OPEN}
SIGNED_IN = EVERYBODY | {"nobody": ELSEWHERE, "resident": ELSEWHERE}
# The pages where an account's keys are changed: not with a stolen password.
PROVED = SIGNED_IN | {"owner_halfway": ELSEWHERE}
NOBODY_NOW = dict.fromkeys(VIEWERS, ELSEWHERE)
OWNER_ALONE = PROVED | {"another_resident": NOT_FOUND, "councillor": NOT_FOUND}
OWNER_PROVES = NOBODY_NOW | {"owner": OPEN, "owner_halfway": OPEN}

MATRIX = {
    "account_login": SIGNED_OUT,
    "account_signup": SIGNED_OUT,
    "account_request_login_code": SIGNED_OUT,
    "account_reset_password": EVERYBODY,
    "account_reset_password_done": EVERYBODY,
    "account_reset_password_from_key_done": EVERYBODY,
    "account_email_verification_sent": EVERYBODY,
    "account_inactive": EVERYBODY,
    # A link that was sent to a mailbox leads whoever reads it on, so that it stands in no address bar.
    "account_reset_password_from_key": NOBODY_NOW,
    # Steps in between: who has not begun is led to where it begins.
    "account_confirm_login_code": NOBODY_NOW,
    "account_verify_phone": NOBODY_NOW,
    "account_set_password": NOBODY_NOW,
    "mfa_authenticate": NOBODY_NOW,
    "mfa_login_webauthn": NOBODY_NOW,
    "account_logout": SIGNED_IN,
    "account_reauthenticate": SIGNED_IN,
    "account_email": PROVED,
    "account_change_phone": PROVED,
    "account_change_password": PROVED,
    "mfa_index": PROVED,
    "mfa_list_webauthn": PROVED,
    "mfa_generate_recovery_codes": PROVED,
    # Only just after the password.
    "mfa_activate_totp": NOBODY_NOW,
    "mfa_add_webauthn": NOBODY_NOW,
    # There is no app to be given up.
    "mfa_deactivate_totp": PROVED | dict.fromkeys(["owner", "another_resident", "councillor"], NOT_FOUND),
    "mfa_reauthenticate": OWNER_PROVES,
    "mfa_reauthenticate_webauthn": OWNER_PROVES,
    "mfa_view_recovery_codes": OWNER_ALONE,
    "mfa_download_recovery_codes": OWNER_ALONE,
    "mfa_edit_webauthn": OWNER_ALONE,
    "mfa_remove_webauthn": OWNER_ALONE,
    # The last, since allauth lets it sign out whoever is signed in as somebody else.
    "account_confirm_email": EVERYBODY,
}
OF_ONE_PASSKEY = {"mfa_edit_webauthn": {"name": "Mine now"}, "mfa_remove_webauthn": {"yes": "yes"}}


def test_every_account_page_is_in_the_matrix() -> None:
    assert names(allauth.urls.urlpatterns) == set(MATRIX)


@pytest.fixture
def owner() -> User:
    owner = make_user("owner")
    add_passkey(browser_of(owner))
    return owner


@pytest.fixture
def browsers(cast: Cast, owner: User) -> dict[str, Client]:
    people = {
        "nobody": None,
        "owner": owner,
        "another_resident": make_user("another"),
        "councillor": cast.councillor,
    }
    return {viewer: browser_of(user) for viewer, user in people.items()} | {
        "resident": browser_with_grant(cast.raised(at=NOW), NOW),
        "owner_halfway": browser_of(owner, second_factor=False),
    }


def address(page: str, owner: User) -> str:
    if page == "account_reset_password_from_key":
        return reset_link(owner)
    if page == "account_confirm_email":
        return confirmation_link()
    return reverse(page, args=[passkey_of(owner).pk] if page in OF_ONE_PASSKEY else [])


def passkey_of(owner: User) -> Authenticator:
    return Authenticator.objects.get(user=owner, type=Authenticator.Type.WEBAUTHN)


def shown(answer: HttpResponse) -> str:
    return answer.getvalue().decode()


def test_each_viewer_gets_of_the_account_pages_what_the_matrix_says(browsers: dict[str, Client], owner: User) -> None:
    got, told = {}, set()
    for page in MATRIX:
        where = address(page, owner)
        answers = {viewer: browser.get(where) for viewer, browser in browsers.items()}
        got[page] = {viewer: answer.status_code for viewer, answer in answers.items()}
        told |= {(page, viewer) for viewer, answer in answers.items() if owner.email in shown(answer)}
    assert got == {page: dict(row) for page, row in MATRIX.items()}
    assert {viewer for _page, viewer in told} <= {"owner", "owner_halfway"}
    assert ("account_email", "owner") in told


@pytest.mark.parametrize("page", OF_ONE_PASSKEY)
def test_nobody_renames_or_removes_the_passkey_of_another(browsers: dict[str, Client], owner: User, page: str) -> None:
    before = passkey_of(owner).data
    for viewer in [viewer for viewer in VIEWERS if viewer != "owner"]:
        browsers[viewer].post(address(page, owner), OF_ONE_PASSKEY[page])
        assert passkey_of(owner).data == before, viewer
    browsers["owner"].post(address(page, owner), OF_ONE_PASSKEY[page])
    assert not Authenticator.objects.filter(user=owner, type=Authenticator.Type.WEBAUTHN, data=before).exists()
