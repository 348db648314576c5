"""Short versions of what people wrote."""

import re

_END = re.compile(r"(?<=[.!?…])[\"'”’)]*\s+(?=[^\s])")
# "Ward no. 4" and "10 a.m. on" do not end a sentence: what follows a short word with a full stop is read on.
_SHORT_WORD = re.compile(r"\b\w{1,2}\.$")


def first_sentence(text: str, *, longest: int = 180) -> str:
    """The first sentence of a text on one line; cut at a word, with an ellipsis, where it is longer than `longest`."""
    words = " ".join(text.split())
    end = next(
        (match.start() for match in _END.finditer(words) if not _SHORT_WORD.search(words[: match.start()])), None
    )
    sentence = words if end is None else words[:end].rstrip()
    if len(sentence) <= longest:
        return sentence
    return sentence[: longest - 1].rsplit(" ", 1)[0].rstrip(",;:-") + "…"
