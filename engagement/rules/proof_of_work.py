"""A small piece of work that a phone does unseen while its owner reads, and that costs who sends thousands.

No puzzle, and no gate: whoever cannot do it, for want of a script, is counted by a narrower limit and let through.
"""

import hashlib
import hmac
from datetime import datetime, timedelta

# About 30,000 digests: a blink on a desk, some seconds on an old phone.
BITS = 15
LASTS = timedelta(hours=12)
_LONGEST_ANSWER = 20


def make_challenge(*, subject: str, at: datetime, secret: str) -> str:
    """A challenge for one form.

    Args:
        subject: what is sent, such as the key of its form: a proof for one is none for another.
        at: now; the challenge lasts for LASTS.
        secret: what the challenge is signed with.
    """
    expires = int((at + LASTS).timestamp())
    return f"{expires}.{_signature(subject, expires, secret)}"


def is_proof(challenge: str, answer: str, *, subject: str, at: datetime, secret: str, bits: int = BITS) -> bool:
    """Whether an answer solves a challenge of ours that was made for this subject and has not run out.

    The digest (SHA-256) of challenge, a colon and the answer begins with so many bits of zero.
    """
    expires, _dot, signature = challenge.partition(".")
    if not (expires.isascii() and expires.isdigit() and len(expires) < _LONGEST_ANSWER):
        return False
    if not hmac.compare_digest(signature.encode(), _signature(subject, int(expires), secret).encode()):
        return False
    if at.timestamp() > int(expires) or not answer.isascii() or not 0 < len(answer) <= _LONGEST_ANSWER:
        return False
    return leading_zeros(hashlib.sha256(f"{challenge}:{answer}".encode()).digest()) >= bits


def leading_zeros(digest: bytes) -> int:
    """With how many bits of zero a digest begins."""
    return len(digest) * 8 - int.from_bytes(digest, "big").bit_length()


def _signature(subject: str, expires: int, secret: str) -> str:
    said = f"engagement.proof-of-work\x1f{subject}\x1f{expires}"
    return hmac.new(secret.encode(), said.encode(), hashlib.sha256).hexdigest()[:32]
