"""What the demo's sites say. `days` and `hours` count from the day on which the demo is loaded."""

from dataclasses import dataclass

from cms.enums import DocumentKind, EventKind, NoticeKind


@dataclass(frozen=True)
class Words:
    """What a page says in another language."""

    title: str
    introduction: str = ""
    text: str = ""


@dataclass(frozen=True)
class NoticeText:
    """A notice from one moment to another: each a number of days from today, and the hour there."""

    kind: NoticeKind
    title: str
    introduction: str
    starts: tuple[int, int]
    ends: tuple[int, int]
    wards: tuple[int, ...] = ()
    text: str = ""
    zulu: Words | None = None


@dataclass(frozen=True)
class MeetingText:
    """A meeting of some hours; `day` counts from today."""

    kind: EventKind
    title: str
    introduction: str
    day: int
    hour: int
    place: str
    hours: int = 2
    wards: tuple[int, ...] = ()
    called_off: bool = False
    zulu: Words | None = None


@dataclass(frozen=True)
class NewsText:
    """A piece of news; `has_picture` where one is drawn for it."""

    title: str
    introduction: str
    text: str
    days_ago: int
    wards: tuple[int, ...] = ()
    has_picture: bool = True
    zulu: Words | None = None


@dataclass(frozen=True)
class DocumentText:
    """A document and what stands in it."""

    kind: DocumentKind
    title: str
    introduction: str
    text: str
    days_ago: int
    wards: tuple[int, ...] = ()


@dataclass(frozen=True)
class ServiceText:
    """A service."""

    title: str
    introduction: str
    for_whom: str
    bring: str
    cost: str
    takes: str
    steps: tuple[str, ...] = ()
    zulu: Words | None = None


@dataclass(frozen=True)
class PlainText:
    """A plain page: headings and the paragraphs below them."""

    slug: str
    title: str
    introduction: str
    parts: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class SiteTexts:
    """Everything that one site says."""

    notices: tuple[NoticeText, ...]
    meetings: tuple[MeetingText, ...]
    news: tuple[NewsText, ...]
    documents: tuple[DocumentText, ...]
    services: tuple[ServiceText, ...]
    plain: tuple[PlainText, ...]
    settings: dict[str, str]


_PRIVACY = PlainText(
    slug="privacy",
    title="Privacy",
    introduction="What is done with what you tell this municipality here, and how to have it corrected or removed.",
    parts=(
        (
            "What is kept",
            "When you raise something: your words, photos and a place if you add them, a telephone number or an e-mail"
            " address, and your name if you give it. Those who answer see your name or contact only if you say so. For"
            " how long each is kept, and what the law says, stands under “How your data is kept”, which every form"
            " leads to.",
        ),
        (
            "What everyone can read",
            "What you ask to be public is shown once a moderator has read it: without your name and without how to"
            " reach you.",
        ),
        (
            "Your rights",
            "You see what is kept about you under “My cases”, take a copy, correct it or have it removed. You may also"
            " write to the information officer of the municipality, or complain to the Information Regulator.",
        ),
        ("Cookies", "Pages set no cookie while you read. A form sets one, which says nothing about you."),
    ),
)
_ACCESSIBILITY = PlainText(
    slug="accessibility",
    title="Accessibility",
    introduction="Everybody should be able to use this site: with a cheap phone, a screen reader or a keyboard.",
    parts=(
        (
            "What we did",
            "Pages follow the Web Content Accessibility Guidelines 2.2 at level AA. They work without JavaScript, can"
            " be enlarged four times, and say in words what a colour says.",
        ),
        ("What does not work yet", "Some documents are scanned pictures of paper. Ask us for the text of any of them."),
        ("Tell us", "If something stands in your way, tell us what you tried and on which page. We answer."),
    ),
)

KHANYA_TEXTS = SiteTexts(
    notices=(
        NoticeText(
            NoticeKind.OUTAGE,
            "Water off: a main burst in Rope Walk",
            "A team is repairing it. Tankers stand at Khanya Market Square and at Mvulakazi Dam.",
            starts=(-1, 16),
            ends=(0, 23),
            wards=(4, 7),
            text="Boil the water for a minute before you drink it during the first hour after it is back.",
            zulu=Words(
                "Amanzi avaliwe: kuqhume ipayipi e-Rope Walk",
                "Ithimba liyalilungisa. Amathangi amanzi ase-Khanya Market Square nase-Mvulakazi Dam.",
                "Bilisa amanzi umzuzu owodwa ngaphambi kokuwaphuza ehoreni lokuqala emva kokuba esebuyile.",
            ),
        ),
        NoticeText(
            NoticeKind.PLANNED_WORK,
            "Power off while a transformer is replaced",
            "The old transformer at Goudduin Lighthouse is replaced by a larger one.",
            starts=(2, 8),
            ends=(2, 14),
            wards=(2,),
            text="Switch off what must not start by itself. Traffic lights in Duinesig stand on stop for everybody.",
        ),
        NoticeText(
            NoticeKind.OTHER,
            "Thutong Library closes early for stocktaking",
            "Books can be brought back through the hatch beside the door.",
            starts=(4, 13),
            ends=(5, 17),
            wards=(3,),
        ),
        NoticeText(
            NoticeKind.PLANNED_WORK,
            "Coast road resurfaced between Baaisig and Skulpbaai",
            "One lane stays open. Allow ten minutes more.",
            starts=(12, 7),
            ends=(19, 17),
            wards=(9, 10),
        ),
        NoticeText(
            NoticeKind.OUTAGE,
            "Refuse truck broke down in Letsapana",
            "The round is made up on the day after.",
            starts=(-6, 8),
            ends=(-5, 15),
            wards=(6,),
        ),
    ),
    meetings=(
        MeetingText(
            EventKind.WARD_MEETING,
            "Ward meeting in Thutong: lights and speed humps",
            "Councillor Dlamini reports on what was raised this quarter. Bring what you want to ask.",
            day=6,
            hour=10,
            place="Thutong Library",
            wards=(3,),
            zulu=Words(
                "Umhlangano wewadi e-Thutong: amalambu nezithiyo zejubane",
                "Ikhansela u-Dlamini libika ngokuphakanyisiwe kule kota. Woza nemibuzo yakho.",
            ),
        ),
        MeetingText(
            EventKind.COUNCIL,
            "Council meets: adjustments budget",
            "Open to everybody. Seats in the gallery are given in the order of arrival.",
            day=9,
            hour=14,
            hours=3,
            place="Khanya Town Hall",
        ),
        MeetingText(
            EventKind.COMMITTEE,
            "Ward committee of Saltmarsh",
            "The clinic's hours and the footpath to Pikkewyn Point.",
            day=13,
            hour=17,
            place="Saltmarsh Clinic",
            wards=(1,),
            called_off=True,
        ),
        MeetingText(
            EventKind.OTHER,
            "Young people on safe places to play",
            "For everybody from 14 to 25. Food is provided.",
            day=27,
            hour=15,
            place="Umoyana Sports Ground",
            wards=(8, 9),
        ),
        MeetingText(
            EventKind.WARD_MEETING,
            "Ward meeting in Tidewell",
            "Housing list and storm water.",
            day=-18,
            hour=10,
            place="Tidewell Hall",
            wards=(5,),
        ),
    ),
    news=(
        NewsText(
            "Second tanker route for the western villages",
            "From Monday a tanker stops in Mokgwarieng and Sonnerus too, twice a week.",
            "Residents of ward 4 had asked for it since the pump at the dam failed in the dry months. The round begins"
            " at seven in the morning; bring your own containers.",
            days_ago=2,
            wards=(4,),
            zulu=Words(
                "Umzila wesibili wethangi lamanzi wezigodi zasentshonalanga",
                "Kusukela ngoMsombuluko ithangi lamanzi lizoma nase-Mokgwarieng nase-Sonnerus, kabili ngesonto.",
                "Abahlali bewadi 4 bebekucelile lokhu kusukela umshini wokumpompa edamini wafa.",
            ),
        ),
        NewsText(
            "Harbour market opens on Saturdays",
            "Forty stalls, and no fee for the first three months.",
            "Traders register at Khanya Town Hall. Places for those who already trade on the square are kept until the"
            " end of the month.",
            days_ago=9,
            wards=(7,),
        ),
        NewsText(
            "Clinic at Harrow Cross stays open until seven",
            "The longer hours were asked for by residents of ward 8.",
            "Two more nurses work there since this month. On Fridays the last taxi waits at the gate.",
            days_ago=20,
            wards=(8,),
        ),
        NewsText(
            "The draft plan for the next five years is out for comment",
            "Read it under Documents and tell us what is missing, by e-mail or at any ward office.",
            "Every comment is answered. What changes in the plan, and what does not, is published with the reasons.",
            days_ago=31,
        ),
    ),
    documents=(
        DocumentText(
            DocumentKind.PLAN,
            "Draft integrated development plan",
            "What the municipality wants to do in the next five years, ward by ward.",
            "This is an invented plan of an invented municipality.\n\nWater first: every household within 200 metres of"
            " a tap by the end of the third year.\n\nRoads: resurface the coast road; gravel the three village roads of"
            " Umoyana.\n\nClinics: longer hours at Harrow Cross and Saltmarsh.",
            days_ago=31,
        ),
        DocumentText(
            DocumentKind.BUDGET,
            "Budget for this financial year",
            "Income and expenses as the council adopted them.",
            "Invented figures.\n\nWater and sanitation 41 million. Roads 18 million. Refuse 9 million. Libraries and"
            " halls 4 million. Ward committees 1 million.",
            days_ago=150,
        ),
        DocumentText(
            DocumentKind.MINUTES,
            "Minutes of the ward committee of Thutong",
            "Lights in Moshoeshoe Street, speed humps, the library's hours.",
            "Present: seven members.\n\n1. Lights: eleven poles, order placed.\n2. Speed humps at Thuto Primary School:"
            " count of cars in two weeks.\n3. Library: open on Saturdays from next month.",
            days_ago=24,
            wards=(3,),
        ),
        DocumentText(
            DocumentKind.POLICY,
            "By-law on trading in public places",
            "Who may trade where, and what it costs.",
            "Invented by-law.\n\nSection 1. Anybody may trade on a marked place with a permit.\n\nSection 2. A permit"
            " is free for the first three months.",
            days_ago=420,
        ),
        DocumentText(
            DocumentKind.REPORT,
            "How we answered: report of the Speaker",
            "How many concerns were answered in time in the last quarter, ward by ward.",
            "Invented report.\n\nAnswered in time: 84 of 97. Middle value: 6 working days.",
            days_ago=52,
        ),
        DocumentText(
            DocumentKind.FORM,
            "Application for a trading permit",
            "To print and fill in by hand.",
            "Name:\n\nIdentity number:\n\nWhat you sell:\n\nWhere you want to trade:\n\nSignature:",
            days_ago=400,
        ),
    ),
    services=(
        ServiceText(
            "Refuse collection",
            "Your bin is emptied once a week. Put it at the road before seven in the morning.",
            for_whom="Every household. Businesses ask for their own round.",
            bring="",
            cost="Part of the municipal bill",
            takes="A missed bin is collected within two working days",
            zulu=Words(
                "Ukuqoqwa kwemfucuza",
                "Umgqomo wakho uthululwa kanye ngesonto. Ubeke ngasemgwaqweni ngaphambi kwehora lesikhombisa ekuseni.",
            ),
        ),
        ServiceText(
            "A new water connection",
            "A pipe and a meter from the main to your erf.",
            for_whom="Owners, and tenants with the owner's letter.",
            bring="Your identity card\nThe title deed, or the owner's letter\nA sketch of where the tap should be",
            cost="R 1 850; free for households on low income",
            takes="15 working days after payment",
            steps=("Bring the papers to any ward office", "A plumber measures the distance", "You pay, and we dig"),
        ),
        ServiceText(
            "Building plans",
            "What you build must be approved before you begin.",
            for_whom="Whoever builds, adds a room or puts up a wall higher than 1.8 metres.",
            bring="Three copies of the plan\nThe title deed\nThe consent of neighbours, where you build at the border",
            cost="From R 420, by size",
            takes="30 days up to 500 square metres, 60 days above",
        ),
        ServiceText(
            "Library card",
            "Borrow six books for three weeks at Thutong Library.",
            for_whom="Everybody who lives or goes to school on the island.",
            bring="Your identity card, or your school's letter",
            cost="Free",
            takes="At once",
        ),
        ServiceText(
            "Hire of a community hall",
            "For weddings, funerals, meetings and classes.",
            for_whom="Residents and their associations.",
            bring="Your identity card\nThe day and the hours that you need",
            cost="R 300 a day; free for funerals",
            takes="Answered within three working days",
        ),
    ),
    plain=(_PRIVACY, _ACCESSIBILITY),
    settings={
        "name": "Khanya",
        "name_detail": "Local Municipality",
        "phone": "010 555 0141",
        "email": "office@khanya.example.org",
        "address": "Khanya Town Hall\n1 Market Square\nKhanya",
        "hours": "Monday to Friday, 08:00 to 16:30",
        "information_officer": "Office of the municipal manager, privacy@khanya.example.org",
    },
)

LWAZI_TEXTS = SiteTexts(
    notices=(
        NoticeText(
            NoticeKind.PLANNED_WORK,
            "Ferry runs every two hours during the storm season",
            "Between Marula Quay and Gannet Rock, from six to eighteen.",
            starts=(-3, 6),
            ends=(40, 18),
        ),
    ),
    meetings=(
        MeetingText(
            EventKind.COUNCIL,
            "Council meets in Thebeng",
            "The harbour wall and the school boat.",
            day=11,
            hour=10,
            place="Thebeng",
        ),
    ),
    news=(
        NewsText(
            "New light on the quay",
            "Marula Quay is lit until midnight from this week.",
            "The lamps run on the sun's power that they gather by day.",
            days_ago=5,
            wards=(3,),
        ),
    ),
    documents=(
        DocumentText(
            DocumentKind.PLAN,
            "Plan for the harbour wall",
            "Where it is raised, and when.",
            "Invented plan.\n\nThe wall is raised by 80 centimetres between the quay and the slipway.",
            days_ago=60,
        ),
    ),
    services=(
        ServiceText(
            "School boat",
            "Takes children to school and home again.",
            for_whom="Every child who goes to school on the main island.",
            bring="A letter of the school",
            cost="Free",
            takes="From the Monday after you asked",
        ),
    ),
    plain=(_PRIVACY, _ACCESSIBILITY),
    settings={
        "name": "Lwazi Island",
        "name_detail": "Municipality",
        "brand_colour": "#7a2e4d",
        "mast_colour": "#4a1c33",
        "phone": "010 555 0120",
        "email": "office@lwazi.example.org",
        "address": "The Old Customs House\nMarula Quay",
        "hours": "Monday to Friday, 08:00 to 16:00",
        "information_officer": "Office of the municipal manager, privacy@lwazi.example.org",
    },
)
