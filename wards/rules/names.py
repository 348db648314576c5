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
