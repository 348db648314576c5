"""A page with longer words, as other languages have them: does the layout hold?"""

import re

_TEXT = re.compile(r"(<(script|style|code)\b.*?</\2>|<[^>]*>)|([^<]+)", re.S)
_WORD = re.compile(r"&\w+;|&#\w+;|[^\W\d_]{3,}")
_EXTRA = 0.4


def longer(page: str) -> str:
    """The same page with every word of it 40 % longer; markup, code, numbers and short words stay as they are."""
    return _TEXT.sub(lambda part: part[1] or _WORD.sub(_stretched, part[3]), page)


def _stretched(match: re.Match[str]) -> str:
    """A word with its last letter but one repeated."""
    word = match[0]
    if word.startswith("&"):
        return word
    more = max(1, round(len(word) * _EXTRA))
    return word[:-1] + word[-2] * more + word[-1]
