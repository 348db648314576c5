"""What an address that leads nowhere may have meant."""

import pytest

from cms.rules.mistyped import Meant, meant_by
from engagement.rules.references import make_reference

REFERENCE = make_reference("KH", lambda letters: letters[5])


def wrong(reference: str) -> str:
    """The reference with one character changed."""
    return reference[:-2] + ("3" if reference[-2] != "3" else "4") + reference[-1]


@pytest.mark.parametrize("path", ["/{}", "/{}/", "/case/{}/", "/zu/{}/answers/", "/track/x/{}"])
def test_a_reference_is_seen_wherever_it_stands(path: str) -> None:
    guess = meant_by(path.format(REFERENCE.lower()))
    assert (guess.meant, guess.text) == (Meant.REFERENCE, REFERENCE)


def test_a_reference_with_a_slip_is_told_from_a_right_one() -> None:
    guess = meant_by(f"/{wrong(REFERENCE)}/")
    assert (guess.meant, guess.text) == (Meant.NEARLY_REFERENCE, wrong(REFERENCE))


@pytest.mark.parametrize("code", ["ZZ001-003", "zz001-3", "19100001", "79800112"])
def test_a_ward_code_is_seen(code: str) -> None:
    guess = meant_by(f"/ward/{code}")
    assert (guess.meant, guess.text) == (Meant.WARD_CODE, code.upper())


@pytest.mark.parametrize(
    "path",
    ["/", "", "/councillor/x/", "/nowhere/", "/news/2026/water-off/", "/a/b/", "/" + "9" * 300, "/wp-login.php"],
)
def test_what_looks_like_nothing_is_left_alone(path: str) -> None:
    assert meant_by(path) is None


def test_what_is_typed_with_spaces_is_read_as_it_was_typed() -> None:
    assert meant_by("/" + REFERENCE.replace("-", "%20")).text == REFERENCE
