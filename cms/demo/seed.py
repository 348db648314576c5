"""One seed for everything invented: the same demo on every machine, on every day."""

import base64
import hashlib
import hmac
import random

from django.conf import settings

SEED = "khanya"
"""Change it, and another municipality with other coasts, people and passwords comes out."""


def dice(purpose: str) -> random.Random:
    """A generator of its own for each purpose, so that inventing more of one thing leaves the others as they were."""
    return random.Random(f"{SEED}:{purpose}")  # noqa: S311 - invents scenery, guards nothing


def secret_for(purpose: str) -> bytes:
    """20 bytes that this installation's secret key and the purpose decide; the page `/demo/` shows what they open."""
    return hmac.new(settings.SECRET_KEY.encode(), f"{SEED}:{purpose}".encode(), hashlib.sha1).digest()


def password_for(email: str) -> str:
    """The password of one demo account: sixteen letters and digits in groups of four, easy to read out."""
    letters = base64.b32encode(secret_for(f"password:{email}")).decode().lower()[:16]
    return "-".join(letters[start : start + 4] for start in range(0, 16, 4))


def totp_secret_for(email: str) -> str:
    """The second factor's secret of one demo account, as RFC 6238 and authenticator apps take it: base32, 160 bits."""
    return base64.b32encode(secret_for(f"totp:{email}")).decode()
