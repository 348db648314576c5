"""One-time codes are those that authenticator apps and the sign-in expect."""

import base64
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from allauth.mfa.totp.internal.auth import validate_totp_code

from cms.demo.codes import one_time_code
from cms.demo.seed import password_for, totp_secret_for

RFC_6238_SECRET = base64.b32encode(b"12345678901234567890").decode()


@pytest.mark.parametrize(
    ("seconds", "digits"),
    [  # RFC 6238, appendix B, SHA-1, the last six of eight digits
        (59, "287082"),
        (1111111109, "081804"),
        (1111111111, "050471"),
        (1234567890, "005924"),
        (2000000000, "279037"),
    ],
)
def test_codes_are_those_of_the_standard(seconds: int, digits: str) -> None:
    assert one_time_code(RFC_6238_SECRET, datetime.fromtimestamp(seconds, tz=UTC)).digits == digits


def test_a_code_says_until_when_it_is_valid() -> None:
    at = datetime(2026, 11, 22, 8, 0, 12, tzinfo=UTC)
    assert one_time_code(RFC_6238_SECRET, at).valid_until == datetime(2026, 11, 22, 8, 0, 30, tzinfo=UTC)


@time_machine.travel(datetime(2026, 11, 22, 8, 0, 12, tzinfo=UTC), tick=False)
def test_the_sign_in_accepts_the_code_of_now_and_not_that_of_later() -> None:
    secret = totp_secret_for("nomsa.dlamini@example.org")
    now = datetime.now(tz=UTC)
    assert validate_totp_code(secret, one_time_code(secret, now).digits)
    assert not validate_totp_code(secret, one_time_code(secret, now + timedelta(minutes=5)).digits)


def test_each_account_has_its_own_password_and_secret_the_same_each_time() -> None:
    ones = (password_for("a@example.org"), totp_secret_for("a@example.org"))
    assert ones == (password_for("a@example.org"), totp_secret_for("a@example.org"))
    assert not set(ones) & {password_for("b@example.org"), totp_secret_for("b@example.org")}


def test_passwords_follow_the_installations_secret_key(settings) -> None:
    before = password_for("a@example.org")
    settings.SECRET_KEY = "another"
    assert password_for("a@example.org") != before
