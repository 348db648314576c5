"""Reading what somebody typed into the search of a site, and showing where it stands in a text."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from wards.rules.names import normalise_name

MOST_WORDS = 8
SNIPPET_CHARACTERS = 200
_BEFORE_THE_HIT = 60
_ENGLISH = (
    "a an and are as at be by can do does for from how i in is it me my of on or our the their there this to us was we"
    " what when where which who why will with you your"
)
_ISIZULU = "futhi ke kanjani kuphi kwa la lapha na nga ngi ngubani nini noma uma ukuthi yami yethu yini"
_AFRIKAANS = "die een en hoe ek het in is jy met my n nie op ons te van vir waar wat"
_KISWAHILI = "gani ina je katika kwa lini na nani ni wa ya yangu yetu za"
# Words that stand in every text and tell none from another.
_EVERYWHERE = frozenset(" ".join([_ENGLISH, _ISIZULU, _AFRIKAANS, _KISWAHILI]).split())
_LETTERS = re.compile(r"[\w'’ʼ-]+")


@dataclass(frozen=True)
class SearchWord:
    """A word that was typed, in folded case without accents, and how words begin that may be forms of it.

    `stem` is empty where only the word itself is meant, as with a number.
    """

    word: str
    stem: str = ""

    def is_in(self, word: str) -> bool:
        """Whether a normalised word of a text is this word or a form of it."""
        return word.startswith(self.stem) if self.stem else word == self.word

    @property
    def core(self) -> str:
        """What an isiZulu noun keeps when its beginning and end change: "manzi" of "amanzi", which is in "emanzini"."""
        return self.word[1:] if len(self.word) > 4 and self.word[0] in "aeiou" else self.word


@dataclass(frozen=True)
class Piece:
    """A piece of a text, and whether it is what was searched for."""

    text: str
    is_hit: bool = False


def words_of(text: str) -> tuple[SearchWord, ...]:
    """The words to look for in a text that was typed; those that stand everywhere only where there is no other.

    Words beyond MOST_WORDS are left out; punctuation alone gives none.
    """
    typed = list(dict.fromkeys(normalise_name(text).split()))
    telling = [word for word in typed if word not in _EVERYWHERE and (len(word) > 1 or word.isdecimal())]
    return tuple(search_word(word) for word in (telling or typed)[:MOST_WORDS])


def search_word(word: str) -> SearchWord:
    """A normalised word and the beginning that its forms share: "meetings" is found by "meeting", not "12" by "120"."""
    if not word.isalpha() or len(word) < 3:
        return SearchWord(word)
    if len(word) >= 7:
        return SearchWord(word, word[:-2])
    return SearchWord(word, word[:-1] if len(word) > 4 and word.endswith("s") else word)


def snippet(text: str, words: Iterable[SearchWord]) -> list[Piece]:
    """The part of a text around the first hit, cut at words, with each hit a piece of its own.

    Without a hit it is the text's beginning. At most about SNIPPET_CHARACTERS; left-out text is shown by "…".
    """
    words, text = tuple(words), " ".join(text.split())
    first = next((match.start() for match in _LETTERS.finditer(text) if _is_hit(match[0], words)), 0)
    start = _cut(text, first - _BEFORE_THE_HIT)
    end = _cut(text, start + SNIPPET_CHARACTERS)
    pieces = marked(text[start:end].strip(), words)
    before = [Piece("… ")] if start else []
    after = [Piece(" …")] if end < len(text) else []
    return before + pieces + after if pieces else []


def marked(text: str, words: Iterable[SearchWord]) -> list[Piece]:
    """A whole text, with each hit a piece of its own; nothing of it is left out."""
    words, pieces, end = tuple(words), [], 0
    for match in _LETTERS.finditer(text):
        if _is_hit(match[0], words):
            pieces += [Piece(text[end : match.start()]), Piece(match[0], is_hit=True)]
            end = match.end()
    return [piece for piece in [*pieces, Piece(text[end:])] if piece.text]


def _is_hit(written: str, words: tuple[SearchWord, ...]) -> bool:
    # "ward-based" is two words to a search, and "Murang'a" one.
    forms = normalise_name(written).split()
    return any(word.is_in(form) for form in forms for word in words)


def _cut(text: str, position: int) -> int:
    """The beginning of the word at a position."""
    if position <= 0 or position >= len(text):
        return max(0, min(position, len(text)))
    space = text.rfind(" ", 0, position)
    return space + 1 if space > position - 40 else position
