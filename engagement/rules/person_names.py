"""Names of people in a text: a guess from titles, from words that introduce somebody, and from capital letters."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from wards.rules.names import normalise_name

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SAME_RUN = re.compile(r"[ \u00a0]{1,2}")
_LONGEST_NAME = 4
# So many words after two capitalised ones make a headline, such as "Broken Pipe at the corner".
_SHORT_LINE = 4


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# A word before a name that says: a person follows, also where the name is one word.
_TITLES = _words(
    """
    mr mrs ms miss dr prof professor rev reverend pastor father mnr mev mej ds oom tannie meneer mevrou mnu unkk
    nkk nkz unkz umnu udkt dkt unksz nksz ntate mme tata mama bab baba ubaba umama gogo ugogo mkhulu umkhulu
    bhuti ubhuti sis usisi sisi ausi abuti malume umalume bra rre mma morena
    """
)
# Whoever holds a public office is named with it.
_OFFICES = _words(
    """
    councillor cllr clr mayor speaker premier president minister mec mp mpl chief king inkosi induna ikhansela
    ukhansela khansela usodolobha imeya umongameli raadslid burgemeester
    """
)
# "my neighbour Thabo", "our late brother Sipho Dube".
_KIN = (
    "neighbou?r|brother|sister|mother|father|husband|wife|son|daughter|child|friend|aunt|uncle|cousin|landlord|tenant"
    "|boss|teacher|buurman|buurvrou|broer|suster|vriend|umakhelwane|makhelwane|mfowethu|udadewethu|umngani"
)
_INTRODUCED = re.compile(
    rf"\b(?:(?:{_KIN})(?:'s name is)?,?|named|called|name is|names are|name's|known as|i am|i'm|it is|igama lami ngu"
    r"|igama lakhe ngu|igama|ogama lakhe ngu|ngingu|genaamd|naam is|regards,?|thanks,?|thank you,?|sincerely,?"
    r"|faithfully,?|yours,?|sign(?:ed)?:?|ozithobayo,?|groete,?|report(?:ed)? (?:by|to)|contact|ask for|speak to|call"
    r"|phone|from)\s+$",
    re.IGNORECASE,
)
# After these one capitalised word is no name yet: "call Eskom", "from Galeshewe".
_WEAK = re.compile(r"(?:it is|report(?:ed)? (?:by|to)|contact|ask for|speak to|call|phone|from)\s+$", re.IGNORECASE)

# A run of capitalised words that holds one of these names a place, an office or a day.
_NO_NAMES = _words(
    """
    street st str road rd avenue ave drive dr lane ln crescent cres close way boulevard highway freeway place
    court straat weg laan rylaan singel square circle bridge park parks garden gardens dam river spruit stream
    lake sea mountain hill hills heights view valley extension ext phase section block zone unit township
    location village farm estate settlement camp ward wards city town north south east west central centre
    center mall market plaza station terminal rank depot stop airport school primary secondary high college
    university academy creche library hall stadium museum clinic hospital church mosque temple ministries
    assembly municipality municipal metro metropolitan district province provincial national government
    department dept council committee office offices bank shop store supermarket hotel lodge restaurant tavern
    police fire ambulance services service water electricity roads sanitation housing health home affairs works
    act bill court board agency company ltd pty cc inc association forum union party congress league fund trust
    project programme program house flats building tower substation plant landfill cemetery monday tuesday
    wednesday thursday friday saturday sunday january february march april may june july august september
    october november december christmas easter day year africa african south kenya ghana isikole umgwaqo
    isitaladi umasipala ikliniki isibhedlela isonto covid whatsapp facebook
    """
)
# A sentence begins with a capital letter, whatever its first word is.
_BEGINNERS = _words(
    """
    the a an our my your his her their its this that these those there here we i you he she it they who what
    when where why how which please since after before because if then now and but or also all some many every
    each no not yes for from in on at by with without near behind next opposite under over between outside
    inside dear hello hi good sir madam kindly can could will would should is are was were has have had do does
    did only last one two three since during while as so to of up water power electricity people residents
    children cars trucks street yesterday today tomorrow sawubona ngiyabonga siyabonga thina mina lapha abantu
    amanzi ugesi die ons daar hier asseblief n
    """
)
_PARTICLES = _words(
    """
    van von der den de du la le ka kwa wa ben bin el al
    """
)


@dataclass(frozen=True)
class _Token:
    """A word of the text: `is_big` if it begins, or after a short prefix goes on, with a capital letter."""

    text: str
    start: int
    end: int

    @property
    def plain(self) -> str:
        return self.text.lower()

    @property
    def is_big(self) -> bool:
        # isiZulu puts its prefix before the capital letter: "uThabo", "kuNomsa". Places take e- and are no names here.
        return self.text[0].isupper() or bool(re.match(r"(?:u|ku|no|ngu|ka|ba|o)[A-Z][a-z]", self.text))


def find_names(text: str, *, known: Collection[str] = (), names: Collection[str] = ()) -> list[tuple[int, int]]:
    """Where names of people seem to stand, in the order of the text.

    Args:
        known: names that are no secret, of councillors, places and offices.
        names: names of people for certain, found wherever they stand, whole.
    """
    tokens = [_Token(match[0], match.start(), match.end()) for match in _WORD.finditer(text)]
    theirs = _places_of(tokens, names)
    public = _places_of(tokens, known) - theirs
    found: list[tuple[int, int]] = []
    for first, after in _runs(text, tokens, theirs, public):
        found.append((tokens[first].start, tokens[after - 1].end))
    return found


def _places_of(tokens: Sequence[_Token], phrases: Collection[str]) -> frozenset[int]:
    """The numbers of the tokens that spell one of some phrases."""
    plain = {tuple(normalise_name(phrase).split()) for phrase in phrases}
    plain.discard(())
    spelt = [normalise_name(token.text) for token in tokens]
    lengths = sorted({len(phrase) for phrase in plain})
    places: set[int] = set()
    for first in range(len(spelt)):
        for length in lengths:
            # A hyphen makes one word here and two in a normalised name.
            if tuple(" ".join(spelt[first : first + length]).split()[:length]) in plain:
                places.update(range(first, min(first + length, len(spelt))))
    return frozenset(places)


def _runs(
    text: str, tokens: Sequence[_Token], theirs: frozenset[int], public: frozenset[int]
) -> Iterator[tuple[int, int]]:
    """The runs of words that are a name, as numbers of the first and of the one after the last."""
    number = 0
    while number < len(tokens):
        if number in theirs:
            after = number + 1
            while after in theirs and _joined(text, tokens, after):
                after += 1
            yield number, after
            number = after
            continue
        if not tokens[number].is_big or number in public:
            number += 1
            continue
        after = _end_of_run(text, tokens, number, theirs | public)
        first = number + _skipped(text, tokens, number, after)
        if shouted := _shouted(text, tokens, first, after):
            yield first, first + shouted
        elif first < after and _is_name(text, tokens, first, after):
            yield first, after
        number = after


def _end_of_run(text: str, tokens: Sequence[_Token], first: int, taken: frozenset[int]) -> int:
    after = first + 1
    while after < len(tokens) and after not in taken and _joined(text, tokens, after):
        is_particle = tokens[after].plain in _PARTICLES and _goes_on(text, tokens, after, taken)
        if not tokens[after].is_big and not is_particle:
            break
        after += 1
    return after


def _goes_on(text: str, tokens: Sequence[_Token], number: int, taken: frozenset[int]) -> bool:
    """Whether particles from here on lead to a capitalised word: "van der Merwe"."""
    after = number + 1
    while after < len(tokens) and tokens[after].plain in _PARTICLES and not tokens[after].is_big:
        after += 1
    following = range(number + 1, after + 1)
    return (
        after < len(tokens)
        and tokens[after].is_big
        and all(other not in taken and _joined(text, tokens, other) for other in following)
    )


def _joined(text: str, tokens: Sequence[_Token], number: int) -> bool:
    """Whether a word follows the one before it with a space, after a title or an initial also with a full stop."""
    before = tokens[number - 1]
    between = text[before.end : tokens[number].start]
    if between.startswith(".") and (before.plain in _TITLES or len(before.text) == 1):
        between = between[1:] or " "
    return bool(_SAME_RUN.fullmatch(between))


def _skipped(text: str, tokens: Sequence[_Token], first: int, after: int) -> int:
    """How many words at the start of a run are no part of a name: how sentences begin, and titles."""
    skipped = 0
    while first + skipped < after and tokens[first + skipped].plain in _BEGINNERS | _TITLES:
        skipped += 1
    return skipped


def _shouted(text: str, tokens: Sequence[_Token], first: int, after: int) -> int:
    """How many words are a name after a title in a text all in capitals: the one that follows."""
    is_titled = 0 < first < after and tokens[first - 1].plain in _TITLES and _joined(text, tokens, first)
    return int(is_titled and len(tokens[first].text) > 1 and tokens[first].text.isupper())


def _is_name(text: str, tokens: Sequence[_Token], first: int, after: int) -> bool:
    run = tokens[first:after]
    before = tokens[first - 1] if first else None
    if before and before.plain in _OFFICES and text[before.end : run[0].start].strip() == "":
        return False
    if any(token.plain in _NO_NAMES | _OFFICES for token in run) or len(run) > _LONGEST_NAME:
        return False
    if before and before.plain in _TITLES and _joined(text, tokens, first):
        return True
    lead = text[max(0, run[0].start - 40) : run[0].start]
    if _INTRODUCED.search(lead) and (len(run) > 1 or not _WEAK.search(lead)):
        return not run[0].text.isupper()
    shouts = any(token.text.isupper() and len(token.text) > 1 for token in run)
    return len(run) > 1 and not shouts and not _is_headline(text, run)


def _is_headline(text: str, run: Sequence[_Token]) -> bool:
    """Whether capitals say nothing here: Most Words of the Line Have Them, or a few words stand after them."""
    line_ends = text.find("\n", run[-1].end)
    before = text[text.rfind("\n", 0, run[0].start) + 1 : run[0].start]
    others = _WORD.findall(before + " " + text[run[-1].end : line_ends if line_ends >= 0 else len(text)])
    if not before.strip() and len(others) <= _SHORT_LINE:
        return True
    longer = [word for word in others if len(word) > 3]
    return len(longer) > _SHORT_LINE and sum(word[0].isupper() for word in longer) > len(longer) * 0.6
