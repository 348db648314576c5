"""What a log may say of an address: nothing that opens a case or an account to whoever reads the log."""

import logging
import re

# deploy/nginx/imbizo.conf names the same.
_PLACES = (
    "track/(?:confirm|following|notices|reported|helped|handover)|c|councillor/(?:answer|invitation)|sms/receipts"
    "|accounts/(?:confirm-email|password/reset/key)"
)
_SECRET = re.compile(rf"(?P<kept>(/[a-z]+)?/({_PLACES})/).+")
_SECRET_IN_WORDS = re.compile(rf"(?P<kept>/({_PLACES})/)[^\s\"']+")


def without_secrets(path: str) -> str:
    """An address without the token that opens a case or an account to whoever has it: /track/confirm/-."""
    found = _SECRET.fullmatch(path)
    return f"{found['kept']}-" if found else path


class WithoutSecrets(logging.Formatter):
    """Takes tokens out of every line, tracebacks too: Django names the address of each request that it fails on.

    It works on the finished text, where a call that cannot be formatted is logging's own fault and not the request's.
    """

    def format(self, record: logging.LogRecord) -> str:
        """The line as it is written."""
        return _SECRET_IN_WORDS.sub(r"\g<kept>-", super().format(record))
