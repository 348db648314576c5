"""With what people sign in."""

from typing import Any


def sign_in_with(*, phones: bool) -> dict[str, Any]:
    """The settings ACCOUNT_... that say with what people sign in.

    Args:
        phones: text messages can be sent, so that an account may have a telephone number beside its e-mail address.
    """
    return {
        "ACCOUNT_LOGIN_METHODS": {"email", "phone"} if phones else {"email"},
        # allauth has pages for a number only where signing up may ask for one. Ours does not: it is added afterwards.
        "ACCOUNT_SIGNUP_FIELDS": ["email*", *(["phone"] if phones else []), "password1*", "password2*"],
    }
