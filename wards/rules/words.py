"""Words as people type and paste them."""

import re

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def without_controls(text: str) -> str:
    """The text with a space for each character that controls a machine; tabs and ends of lines stay.

    Word's "manual line break" is pasted as one (U+000B). XML knows none of them (XML 1.0, section 2.2), so that one
    in a title would cost every reader the whole feed.
    """
    return _UNPRINTABLE.sub(" ", text)
