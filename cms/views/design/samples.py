"""Each component in each of its states, with invented people and places."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django import forms
from django.core.paginator import Paginator
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from cms.components import (
    CalendarLinks,
    DocumentRow,
    Documents,
    MeetingRow,
    Meetings,
    News,
    NewsRow,
    NoticeRow,
    Notices,
)
from cms.views.design.arguments import Argument, arguments_of, summary_of
from engagement.components import (
    CaseList,
    CaseRow,
    DeskMap,
    Line,
    MapPin,
    PhotoStrip,
    PlaceLayer,
    PlaceLine,
    PrivacyNoticeBox,
    PromiseBox,
    QrCode,
    ResponseFigures,
    ShownPhoto,
    Timeline,
)
from engagement.rules.promises import Promise, PromiseState
from engagement.rules.qr_codes import qr_picture
from wards.components import (
    Actions,
    Button,
    Card,
    Chip,
    Chips,
    Column,
    Crumbs,
    DataTable,
    DeclaredComponent,
    EmptyState,
    ErrorState,
    ErrorSummary,
    Fact,
    Facts,
    Figure,
    Figures,
    Icon,
    Link,
    LoadingState,
    MapFrame,
    Notice,
    OfflineState,
    Pagination,
    Person,
    SearchBox,
    Tag,
    TaskCard,
)
from wards.rules.svg import Shape


@dataclass(frozen=True)
class Sample:
    """A component in one state, and what that state is."""

    state: str
    component: DeclaredComponent


@dataclass(frozen=True)
class Piece:
    """A component class: what it is for, its arguments, and samples of it."""

    name: str
    module: str
    about: str
    arguments: list[Argument]
    samples: list[Sample]


class Refused(forms.Form):
    """A form that is always refused."""

    town = forms.CharField(error_messages={"required": "Enter your town"})
    size = forms.ChoiceField(
        choices=[("s", "Small"), ("l", "Large")], widget=forms.RadioSelect, error_messages={"required": "Choose a size"}
    )


def pieces() -> list[Piece]:
    """Every component with samples, by what it is for: words, ways on, surfaces, numbers, states, cases."""
    found: dict[type[DeclaredComponent], list[Sample]] = {}
    for state, component in _samples():
        found.setdefault(type(component), []).append(Sample(state, component))
    return [
        Piece(cls.__name__, cls.__module__, summary_of(cls), arguments_of(cls), samples)
        for cls, samples in found.items()
    ]


def _samples() -> Iterator[tuple[str, DeclaredComponent]]:
    yield from _words()
    yield from _ways_on()
    yield from _surfaces()
    yield from _numbers()
    yield from _states()
    yield from _cases()
    yield from _of_the_site()


def _words() -> Iterator[tuple[str, DeclaredComponent]]:
    yield "plain", Tag("Ward 3")
    yield "well", Tag("Answered in 4 working days", "ok")
    yield "waiting", Tag("Waiting for an answer, 3 working days left", "wait")
    yield "late", Tag("Answer overdue by 2 working days", "late")
    yield "for your information", Tag("Referred", "info")
    yield "warns", Notice("Burst main in Station Road. Tankers at the clinic.", title="Water off until 18:00 today.")
    yield "danger", Notice("Do not touch a cable that lies on the ground.", kind="danger")
    yield "good news", Notice("Your answer was sent to the resident.", kind="good", is_news=True)
    yield "information", Notice("Boundaries change on 4 November.", kind="info")
    yield (
        "with its own paragraphs",
        Notice(body=mark_safe("<p>First.</p><p>Second, with <a href='#top'>a link</a>.</p>"), title="Two things"),
    )


def _ways_on() -> Iterator[tuple[str, DeclaredComponent]]:
    yield "deep down", Crumbs([Link("Wards", "#"), Link("Municipality of the Two Rivers and the Long Plain", "#")])
    yield "the main thing", Button("Raise an issue", url="#")
    yield "another thing", Button("Suggest something", url="#", kind="plain", icon="speech")
    yield "cannot be undone", Button("Take it down", kind="warn")
    yield "of a form", Button("Send", name="then", value="send")
    yield (
        "the main one first",
        Actions([Button("Continue"), Button("Save and come back later", kind="plain"), Button("Delete", kind="warn")]),
    )
    yield "the likeliest first", Chips([Chip("Ward 3, Thutong", "#", is_main=True), Chip("Ward 7", "#")])
    yield "one that is shown already", Chips([Chip("Everything", "#", is_current=True), Chip("Overdue: 2", "#")])
    yield "one long", Chips([Chip("Ward 112, Kwa-Mashu-Ntuzuma-Inanda Extension B, Two Rivers", "#")])
    long = Paginator(range(95), 10)
    yield "the first page", Pagination(long.page(1), "Pages of messages")
    yield "in the middle", Pagination(long.page(5), "Pages of messages again", earlier="Newer", later="Older")
    yield "with a hint", SearchBox("Where do you live?", "#", "Suburb, village or ward number.", key="q-1")
    yield "with what was typed", SearchBox("What are you looking for?", "#", value="Thutong", key="q-2")
    for name in ("speech", "pin", "home", "clock", "map", "calendar", "paper", "warning", "search", "people", ""):
        yield name or "the ring", Icon(name)


def _surfaces() -> Iterator[tuple[str, DeclaredComponent]]:
    yield "words alone", Card("Open day of the clinic", text="Saturday from nine, with tea.")
    yield (
        "with address, state and facts",
        Card("Storm water in Acacia Road", "#", "Four houses stand in it.", tag=Tag("Late", "late"), meta=["Ward 2"]),
    )
    yield "with an icon", TaskCard("Raise an issue", "#", "Answered within 10 working days.", "speech")
    yield "without a hint", TaskCard("Follow a reference", "#", icon="clock")
    reach = [
        Fact("Office", "010 555 0100", "tel:0105550100"),
        Fact("E-mail", "nomsa@example.org", "mailto:n@example.org"),
    ]
    yield (
        "with initials, and everything",
        Person(
            "Councillor Nomsa Example",
            "NE",
            lines=["Rising Tide Party", "since 8 November 2021"],
            notes=["Tuesdays 14:00 to 17:00, Thutong library."],
            facts=reach,
            actions=Actions([Button("Raise an issue", url="#"), Button("Suggest something", url="#", kind="plain")]),
            heading="person-1",
        ),
    )
    yield "with a photo", Person("Councillor Themba Example", photo=_photo(), heading="person-2")
    yield "an empty seat", Person("This ward has no councillor at the moment", notes=["Since May."], heading="person-3")
    yield (
        "a long name",
        Person("Councillor Nkosinathi-Emmanuel Ntombizodwa van der Westhuizen-Mthembu", "NM", heading="person-4"),
    )
    yield "with a drawing", MapFrame("#", shapes=_SHAPES, alt="Three wards, the middle one highlighted")
    yield "without one", MapFrame("#")


def _numbers() -> Iterator[tuple[str, DeclaredComponent]]:
    yield (
        "each with its words",
        Figures(
            [
                Figure("82 %", "answered in time", "41 of 50"),
                Figure("6", "working days, middle value"),
                Figure("4", "waiting now"),
            ],
            "How this is counted",
            "#",
        ),
    )
    yield "one alone", Figures([Figure("1,204", "people support this")])
    yield (
        "side by side",
        Facts([Fact("Place", "Thutong hall"), Fact("Time", "10:00 to 12:00"), Fact("Map", "Show", "#")]),
    )
    yield "stacked on a phone", Facts([Fact("E-mail", "a.very.long.address.of.an.office@example.org")], is_stacked=True)
    columns = [Column("Ward", is_heading=True), Column("Raised", is_number=True), Column("State")]
    rows = [["Ward 3, Thutong", "41", Tag("In time", "ok")], ["Ward 12, Ulwazana", "1,204", Tag("Late", "late")]]
    yield "rows", DataTable("Raised in the last 12 months", columns, rows)
    yield "no row", DataTable("Raised this week", columns, [], empty="Nothing was raised this week.")


def _states() -> Iterator[tuple[str, DeclaredComponent]]:
    yield "nothing yet", EmptyState("Nothing that everyone may read has been raised here yet.")
    yield (
        "with what to do",
        EmptyState("Try the name of your suburb.", title="Nothing here is called that.", action=Button("Map", url="#")),
    )
    yield "on its way", LoadingState("Looking for the ward ...")
    yield "shown", OfflineState("What is open here can still be read.", is_hidden=False)
    yield (
        "a part failed",
        ErrorState("The map could not be drawn", "Choose from the list.", Button("Try again", url="#")),
    )
    yield "of a form", ErrorSummary(Refused({}))


def _cases() -> Iterator[tuple[str, DeclaredComponent]]:
    now = timezone.now()
    late, soon = now - timedelta(days=3), now + timedelta(days=4)
    yield "running", PromiseBox(Promise(PromiseState.RUNNING, 3, soon, None), Tag("3 working days left", "wait"))
    yield "late", PromiseBox(Promise(PromiseState.LATE, 2, late, None), Tag("Overdue by 2 working days", "late"))
    yield "kept", PromiseBox(Promise(PromiseState.KEPT, 4, soon, now), Tag("Answered in 4 working days", "ok"))
    followed_up = Promise(PromiseState.RUNNING, 3, soon, None)
    yield (
        "followed up",
        PromiseBox(Promise(PromiseState.KEPT, 4, soon, now), Tag("Being followed up", "info"), followed_up),
    )
    paused = Promise(PromiseState.PAUSED, 4, soon, None)
    moves_on = "This day moves on with each working day until you reply, up to ten working days."
    yield "stands still", PromiseBox(paused, Tag("Waiting for your reply", "info"), note=moves_on)
    yield "kept late", PromiseBox(Promise(PromiseState.KEPT_LATE, 2, late, now), Tag("2 working days late", "late"))
    yield "a story", Timeline(_story(now))
    told = Facts([Fact("Who asks", "Municipality of Khanya"), Fact("What for", "To answer you.")], is_stacked=True)
    yield "beside a form", PrivacyNoticeBox("Your name is shown to nobody.", told, now.date(), "#")
    picture = static("cms/icon.svg")
    shots = [ShownPhoto("#", picture, 144, 144, f"Photo {number}") for number in (1, 2)]
    yield "photos", PhotoStrip(shots, "Everyone sees a photo only once a moderator has shown it.")
    rows = [
        CaseRow("Streetlights out", "#", Tag("Waiting", "wait"), "Eleven poles are dark.", meta=["16 November"]),
        CaseRow("Speed humps", "#", Tag("Answered", "ok"), meta=["Ward 3", "For everyone"]),
    ]
    yield "rows", CaseList(rows, title="Raised by residents", heading="cases-1")
    yield "the newest of many", CaseList(rows, title="Raised", heading="cases-3", more=Link("All 23 concerns", "#"))
    yield "none", CaseList((), title="Answered this week", heading="cases-2", empty="Nothing was answered this week.")
    pins = [MapPin(230, 330, "2"), MapPin(290, 180, "1", is_overdue=True)]
    yield "a desk's ward", DeskMap("#", "{}", _SHAPES, pins, "Map of ward 2 with the numbers of the list")
    lines = [
        PlaceLine("Streetlights out", "#", Tag("Answer overdue by 2 working days", "late"), "At the hall", number="1"),
        PlaceLine("Library closed on Saturdays", "#", Tag("Waiting", "wait"), "No place on the map was given."),
    ]
    yield "beside a map", PlaceLayer("Concerns", lines, heading="layer-1")
    yield "nothing beside a map", PlaceLayer("Notices on the map", empty="No notice counts now.", heading="layer-2")
    yield "on paper", QrCode(qr_picture("https://example.org/wards/ZZ001-003/"), "About this ward")


def _of_the_site() -> Iterator[tuple[str, DeclaredComponent]]:
    part = "41 of 50; between 69 and 91 of 100, counting chance"
    figures = Figures([Figure("82 %", "answered in time", part), Figure("4", "waiting now")])
    yield (
        "with figures",
        ResponseFigures("How this ward is answered", figures, more=Link("The figures of every ward", "#")),
    )
    nothing = ResponseFigures(
        "How the next ward is answered", empty="Nothing was promised yet.", heading="answered-next"
    )
    yield "nothing promised yet", nothing
    water = NoticeRow("Water off", "#", "until 18:00 today", "Wards 4 and 7", "Outage", "Burst main.", is_outage=True)
    paving = NoticeRow("New paving", "#", "2 to 9 December", "Ward 2", "Planned work")
    over = NoticeRow("Power cut", "#", "until 14:00 on 3 May", "Ward 9", "Outage", is_outage=True, is_over=True)
    yield "an outage, planned work, and one that is over", Notices([water, paving, over], level=3)
    meet = ("Nov", 28, "Saturday 28 November, 10:00", "Thutong hall", "Ward meeting")
    yield (
        "ahead, and called off",
        Meetings(
            [
                MeetingRow("Ward committee", "#", *meet),
                MeetingRow("Budget", "#", *meet, where="Ward 3", is_called_off=True),
            ]
        ),
    )
    yield "for calendars", CalendarLinks("webcal://example.org/meetings.ics", "https://example.org/meetings.ics")
    yield (
        "with and without a picture",
        News(
            [
                NewsRow("Clinic opens on Saturdays", "#", "16 November 2026", "From December.", "Ward 3", _photo()),
                NewsRow("Library stays open", "#", "11 November 2026", "Until nine."),
            ]
        ),
    )
    draft = DocumentRow("Budget", "#", "PDF, 1.2 MB", "1 May 2026", "For comment.", Tag("Draft", "wait"))
    yield "new and old", Documents([draft, DocumentRow("Budget of 2025", "#", "PDF, 980 KB", "1 May 2025")])


def _story(now: datetime) -> list[Line]:
    return [
        Line(now - timedelta(days=2), "A resident raised this"),
        Line(now - timedelta(days=1), "Checked, and shown on the ward's page"),
        Line(
            now,
            "Councillor Example answered",
            "The budget is found.\nWork starts on Monday.",
            "Everyone can read this.",
        ),
    ]


def _photo() -> SafeString:
    return format_html('<img alt="" width="72" height="72" src="{}">', static("cms/icon.svg"))


_SHAPES = [
    Shape("M20 90h150v330h-150z", False, "1", 95, 260),
    Shape("M340 90h150v330h-150z", False, "3", 415, 260),
    Shape("M170 90h170v330h-170z", True, "2", 255, 260),
]
