"""What a log may say of an address: nothing that opens a case or an account to whoever reads the log."""

import logging
import re

_PLACES = "track/confirm|accounts/confirm-email|accounts/password/reset/key"
_SECRET = re.compile(rf"(?P<kept>(/[a-z]+)?/({_PLACES})/).+")
_SECRET_IN_WORDS = re.compile(rf"(?P<kept>/({_PLACES})/)[^\s\"']+")


def without_secrets(path: str) -> str:
    """An address without the token that opens a case or an account to whoever has it: /track/confirm/-."""
    found = _SECRET.fullmatch(path)
    return f"{found['kept']}-" if found else path


class HideSecrets(logging.Filter):
    """Takes tokens out of every message: Django names the address of each request that it refuses or fails on."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record pass, without tokens."""
        message = record.getMessage()
        if _SECRET_IN_WORDS.search(message):
            record.msg, record.args = _SECRET_IN_WORDS.sub(r"\g<kept>-", message), ()
        return True
