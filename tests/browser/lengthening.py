"""A language that does not exist: English whose words are 40 % longer, to see whether the layout bears it."""

import math
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from unittest import mock

from django.utils.translation.trans_real import DjangoTranslation

MORE = 0.4
"""isiZulu, Sesotho or Portuguese take about a third more room than English; short labels often more."""

# What is no word: placeholders, tags, character references, addresses, and codes with digits in them.
_NO_WORD = re.compile(r"%\(\w+\)[a-z]|%[a-z%]|\{\w*\}|<[^>]*>|&#?\w+;|\S*[@/\d]\S*|\x04")
_WORD = re.compile(r"[^\W\d_]+")


def lengthen(sentence: str) -> str:
    """A sentence in which every word is longer, with the same placeholders: `Ward %(name)s` -> `Wardwa %(name)s`."""
    parts, end = [], 0
    for kept in _NO_WORD.finditer(sentence):
        parts += [_WORD.sub(_longer, sentence[end : kept.start()]), kept.group()]
        end = kept.end()
    return "".join([*parts, _WORD.sub(_longer, sentence[end:])])


def _longer(word: re.Match[str]) -> str:
    text = word.group()
    return text + text[: math.ceil(len(text) * MORE)].lower()


@contextmanager
def lengthened_words() -> Iterator[None]:
    """Every sentence of this process that goes through gettext is longer, the server's threads included."""

    def longer(original: Callable[..., str]) -> Callable[..., str]:
        return lambda *args: lengthen(original(*args))

    with (
        mock.patch.object(DjangoTranslation, "gettext", longer(DjangoTranslation.gettext)),
        mock.patch.object(DjangoTranslation, "ngettext", longer(DjangoTranslation.ngettext)),
    ):
        yield
