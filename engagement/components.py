"""How a case is drawn: its promise, and its story."""

from dataclasses import dataclass
from datetime import date, datetime

from engagement.rules.promises import Promise
from engagement.rules.qr_codes import QrPicture
from wards.components import DeclaredComponent, Facts, Figures, Link, Tag, Text
from wards.rules.svg import Shape


@dataclass(frozen=True)
class PromiseBox(DeclaredComponent):
    """The promise as the hero of a case: by when, and whether it was kept.

    Attributes:
        promise: how it stands, from `engagement.rules.promises.promise`.
        tag: its state in words, from `engagement.wording.status_tag`.
        report: how the promise of the next report stands, while something is followed up.
        note: that the day moves on while the promise stands still; or who reads the answer, where whoever looks does
            not.
    """

    promise: Promise
    tag: Tag
    report: Promise | None = None
    note: Text = ""

    template_name = "components/promise_box.html"


@dataclass(frozen=True)
class Line:
    """One event of a timeline: when, what happened, what was said, and what to add."""

    at: datetime
    title: Text
    said: Text = ""
    note: Text = ""


@dataclass(frozen=True)
class Timeline(DeclaredComponent):
    """What happened, newest first.

    Attributes:
        lines: each a Line (at, title, said, note), oldest first.
    """

    lines: tuple[Line, ...]

    template_name = "components/timeline.html"


@dataclass(frozen=True)
class CaseRow:
    """One case in a list: its title and address, its first words, its state, and short facts such as the ward.

    `language` is that of title, text and answer where people wrote them, empty where they are ours. `answer` holds
    the first words of what was answered, `answered_by` who did.
    """

    title: Text
    url: str
    tag: Tag
    text: Text = ""
    language: str = ""
    meta: tuple[Text, ...] = ()
    answer: Text = ""
    answered_by: Text = ""


@dataclass(frozen=True)
class CaseList(DeclaredComponent):
    """Cases, each with its state in words; or the sentence for when there is none.

    Attributes:
        rows: each a CaseRow (title, url, tag, text, language, meta, answer, answered_by).
        title: the heading of a part of the page that holds the list; none where the page itself is the list.
        heading: the id of that heading.
        empty: what to say where there is none.
        more: the way to the rest, a Link, where the list holds only the newest.
    """

    rows: tuple[CaseRow, ...]
    title: Text = ""
    heading: str = "cases"
    empty: Text = ""
    more: Link | None = None

    template_name = "components/case_list.html"


@dataclass(frozen=True)
class ResponseFigures(DeclaredComponent):
    """How a ward is answered, each figure with what it is a part of, and the way to how it is counted.

    Attributes:
        figures: the figures.
        title: the heading of the part of the page that holds them.
        empty: what to say where nothing was promised yet; then there are no figures.
        heading: the id of the heading.
        more: the way to the figures of others, a Link.
    """

    title: Text
    figures: Figures | None = None
    empty: Text = ""
    heading: str = "answered-here"
    more: Link | None = None

    template_name = "engagement/components/response_figures.html"


@dataclass(frozen=True)
class PrivacyNoticeBox(DeclaredComponent):
    """What is done with the data that a form asks for: the gist, and the whole to open.

    Attributes:
        summary: the gist.
        facts: the whole, part by part.
        since: the day since which it reads so.
        url: where everything about it is told.
    """

    summary: Text
    facts: Facts
    since: date
    url: str

    template_name = "components/privacy_notice.html"


@dataclass(frozen=True)
class QrCode(DeclaredComponent):
    """A code for cameras, with the words that say where it leads and the address to type.

    Attributes:
        picture: the code, from `engagement.rules.qr_codes.qr_picture`.
        label: where it leads.
    """

    picture: QrPicture
    label: Text

    template_name = "engagement/components/qr_code.html"


@dataclass(frozen=True)
class MapPin:
    """A number in a drawing, in the drawing's units; `is_overdue` draws it in another shape."""

    x: int
    y: int
    number: str
    is_overdue: bool = False


@dataclass(frozen=True)
class DeskMap(DeclaredComponent):
    """A drawing of a ward with numbers on it, and a button that opens the map in its place.

    Attributes:
        url: the map of pictures, which needs no JavaScript.
        config: what the script needs to open the map here, as JSON.
        shapes: the wards drawn.
        pins: each a MapPin (x, y, number, is_overdue).
        alt: what the drawing shows.
    """

    url: str
    config: str
    shapes: tuple[Shape, ...]
    pins: tuple[MapPin, ...]
    alt: Text

    template_name = "engagement/components/desk_map.html"


@dataclass(frozen=True)
class PlaceLine:
    """One thing in the list beside a map: its number on the map, or none; its place in words, and how it stands."""

    title: Text
    url: str
    tag: Tag | None = None
    where: Text = ""
    language: str = ""
    number: str = ""


@dataclass(frozen=True)
class PlaceLayer(DeclaredComponent):
    """Things of one kind beside a map.

    Attributes:
        title: of what kind they are.
        lines: each a PlaceLine (title, url, tag, where, language, number).
        empty: what to say where there is none.
        heading: the id of the heading.
    """

    title: Text
    lines: tuple[PlaceLine, ...] = ()
    empty: Text = ""
    heading: str = "places"

    template_name = "engagement/components/place_layer.html"


@dataclass(frozen=True)
class ShownPhoto:
    """One photo: the address of the whole, that of its preview, how large the preview is, and what it is called."""

    url: str
    preview_url: str
    width: int
    height: int
    words: Text


@dataclass(frozen=True)
class PhotoStrip(DeclaredComponent):
    """The photos of a case as small pictures, each the way to the whole one.

    Attributes:
        photos: each a ShownPhoto (url, preview_url, width, height, words).
        note: who may see them, where not everybody does.
    """

    photos: tuple[ShownPhoto, ...]
    note: Text = ""

    template_name = "components/photo_strip.html"
