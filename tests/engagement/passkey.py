"""A phone with a passkey, in software: what a browser would send, without one."""

import hashlib
import json
import secrets
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from django.test import Client
from fido2 import cbor
from fido2.cose import ES256
from fido2.utils import websafe_encode

HOST = "testserver"
_PRESENT, _VERIFIED, _HAS_CREDENTIAL = 0x01, 0x04, 0x40


class Passkey:
    """One passkey.

    Attributes:
        is_unlocked: whether finger, face or PIN are shown when it is used.
        origin: the site at which the browser says that it is.
    """

    def __init__(self) -> None:
        self.is_unlocked = True
        self.origin = f"https://{HOST}"
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._id = secrets.token_bytes(16)
        self._owner = b""

    def make(self, options: dict[str, Any]) -> dict[str, Any]:
        """The browser's answer to the options for a new one."""
        asked = options["publicKey"]
        self._owner = asked["user"]["id"]
        key = cbor.encode(ES256.from_cryptography_key(self._key.public_key()))
        own = bytes(16) + len(self._id).to_bytes(2, "big") + self._id + key
        attestation = {"fmt": "none", "attStmt": {}, "authData": self._state(_HAS_CREDENTIAL) + own}
        said = {"attestationObject": websafe_encode(cbor.encode(attestation))}
        return self._answer("webauthn.create", asked["challenge"], said)

    def show(self, options: dict[str, Any]) -> dict[str, Any]:
        """The browser's answer to the options for using it."""
        state = self._state(0)
        client_data = self._client_data("webauthn.get", options["publicKey"]["challenge"])
        signed = self._key.sign(state + hashlib.sha256(client_data).digest(), ec.ECDSA(hashes.SHA256()))
        said = {
            "authenticatorData": websafe_encode(state),
            "signature": websafe_encode(signed),
            "userHandle": self._owner,
        }
        return self._answer("webauthn.get", options["publicKey"]["challenge"], said)

    def _answer(self, kind: str, challenge: str, said: dict[str, Any]) -> dict[str, Any]:
        return {
            "type": "public-key",
            "id": websafe_encode(self._id),
            "rawId": websafe_encode(self._id),
            "response": said | {"clientDataJSON": websafe_encode(self._client_data(kind, challenge))},
            "clientExtensionResults": {"credProps": {"rk": True}} if kind == "webauthn.create" else {},
        }

    def _client_data(self, kind: str, challenge: str) -> bytes:
        return json.dumps({"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": False}).encode()

    def _state(self, flags: int) -> bytes:
        flags |= _PRESENT | (_VERIFIED if self.is_unlocked else 0)
        return hashlib.sha256(HOST.encode()).digest() + bytes([flags]) + (0).to_bytes(4, "big")


def add_passkey(browser: Client, name: str = "My phone") -> Passkey:
    """Add a passkey in a browser that may. Returns it."""
    passkey = Passkey()
    options = browser.get("/accounts/2fa/webauthn/add/").context["js_data"]["creation_options"]
    answer = {"name": name, "credential": json.dumps(passkey.make(options))}
    assert browser.post("/accounts/2fa/webauthn/add/", answer).status_code == 302
    return passkey


def sign_in_with(passkey: Passkey, **then: str) -> tuple[Client, str]:
    """Sign in with a passkey alone. Returns the browser and where it is led."""
    browser = Client()
    said = browser.get("/accounts/2fa/webauthn/login/", headers={"accept": "application/json"}).json()
    answer = {"credential": json.dumps(passkey.show(said["request_options"]))} | then
    return browser, browser.post("/accounts/2fa/webauthn/login/", answer)["Location"]
