"""The piece of work that a phone does unseen."""

import hashlib
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest

from engagement.rules.proof_of_work import LASTS, is_proof, leading_zeros, make_challenge

NOW = datetime(2026, 3, 2, 7, 0, tzinfo=UTC)
FEW = 6
"""Bits of the tests: as good as many, and found at once."""


def challenge(subject: str = "draft 1") -> str:
    return make_challenge(subject=subject, at=NOW, secret="secret")


def solved(asked: str, bits: int = FEW) -> str:
    """What the worker in a browser does."""
    return next(
        str(number)
        for number in count()
        if leading_zeros(hashlib.sha256(f"{asked}:{number}".encode()).digest()) >= bits
    )


def proves(asked: str, answer: str, *, subject: str = "draft 1", at: datetime = NOW, secret: str = "secret") -> bool:
    return is_proof(asked, answer, subject=subject, at=at, secret=secret, bits=FEW)


def test_a_solved_challenge_is_a_proof_until_it_runs_out() -> None:
    answer = solved(asked := challenge())
    assert proves(asked, answer)
    assert proves(asked, answer, at=NOW + LASTS)
    assert not proves(asked, answer, at=NOW + LASTS + timedelta(seconds=1))


def test_a_proof_for_one_draft_is_none_for_another() -> None:
    answer = solved(asked := challenge())
    assert proves(asked, answer)
    assert not proves(asked, answer, subject="draft 2")


def test_what_we_did_not_sign_proves_nothing() -> None:
    forged = make_challenge(subject="draft 1", at=NOW + timedelta(days=9), secret="another secret")
    assert not proves(forged, solved(forged))
    later = str(int(challenge().partition(".")[0]) + 9000) + "." + challenge().partition(".")[2]
    assert not proves(later, solved(later))


@pytest.mark.parametrize("answer", ["", "unsolved", "x" * 21, "é"])
def test_an_answer_that_solves_nothing_is_no_proof(answer: str) -> None:
    assert not proves(challenge(), answer)


@pytest.mark.parametrize("asked", ["", ".", "x.y", "1" * 30 + ".y", "٣.x"])
def test_what_is_no_challenge_proves_nothing(asked: str) -> None:
    assert not proves(asked, "1")


@pytest.mark.parametrize(("digest", "zeros"), [(b"\xff\x00", 0), (b"\x01\x00", 7), (b"\x00\x80", 8), (b"\x00\x00", 16)])
def test_zeros_are_counted_in_bits(digest: bytes, zeros: int) -> None:
    assert leading_zeros(digest) == zeros
