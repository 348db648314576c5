"""How names of places are compared: as people type them, not as a register writes them."""

import unicodedata

# How keyboards write the apostrophe of Murang'a: it is left out as often as it is typed, and counts for nothing.
_APOSTROPHES = frozenset("'`´ʹʻʼʽˈ‘’‛′＇")


def normalise_name(text: str) -> str:
    """Bring a name into the form in which names are compared.

    Args:
        text: a name as somebody wrote it, such as "Ha-Tshivenḓa  (East)" or "Murang'a".

    Returns:
        The name in folded case, without accents and apostrophes, every run of anything but letters and digits one
        space: "ha tshivenda east", "muranga". Normalising twice changes nothing.
    """
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return " ".join("".join(_kept(character) for character in plain).split())


def _kept(character: str) -> str:
    if character in _APOSTROPHES or unicodedata.category(character).startswith("M"):
        return ""
    return character if character.isalnum() else " "


def one_letter_off(name: str) -> str:
    """A regular expression for the lines that are a name but for one slip of the fingers.

    A slip is two neighbouring letters changed over, a letter left out, added, or another one (the distance of Damerau,
    1964). Short names lose most of their trigrams by it, and would not be found by likeness.

    Args:
        name: a normalised name.

    Returns:
        A pattern that PostgreSQL, with its index of trigrams, and Python read alike. The name itself matches too.
    """
    splits = [(name[:i], name[i:]) for i in range(len(name) + 1)]
    changed_over = [head + tail[1] + tail[0] + tail[2:] for head, tail in splits if len(tail) > 1]
    added = [head + tail[1:] for head, tail in splits if tail]
    another = [f"{head}.{tail[1:]}" for head, tail in splits if tail]
    left_out = [f"{head}.{tail}" for head, tail in splits]
    return rf"(^|\n)({'|'.join(dict.fromkeys([*changed_over, *added, *another, *left_out]))})(\n|$)"
