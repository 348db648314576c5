"""What invented residents wrote to their councillors, and what came of it."""

from dataclasses import dataclass

from engagement.enums import Helped, Nature, Obstacle, Outcome, PublicationRefusal, ReportReason


@dataclass(frozen=True)
class Report:
    """What a department says of what was passed on to it, so many days after the letter.

    With `is_end` it is done, or cannot be done where `is_done` is false.
    """

    after_days: int
    text: str
    is_end: bool = False
    is_done: bool = True


@dataclass(frozen=True)
class Reply:
    """A councillor's answer, so many days after the letter, and what its resident said of it.

    `department` is where it is passed on to, if to one, and `reports` what came back from there. A matter for the
    council stands on its agenda `council_in` days after the answer, as `item`. `reopens` is what was still missing, in
    words of the resident.
    """

    after_days: int
    text: str
    outcome: Outcome = Outcome.ANSWERED
    is_public: bool = True
    department: str = ""
    reports: tuple[Report, ...] = ()
    council_in: int = 0
    item: str = ""
    obstacle: Obstacle | None = None
    helped: Helped | None = None
    why: str = ""
    reopens: str = ""


@dataclass(frozen=True)
class Question:
    """What was asked back on the day on which the letter was checked, and what its resident replied after some days."""

    text: str
    reply: str = ""
    reply_after: int = 3


@dataclass(frozen=True)
class Objection:
    """A reader's report of a published letter and what came of it: kept, taken down, or nothing yet (None).

    Attributes:
        leaves_out: words that are left out from then on of what is kept.
        from_desk: it is no reader who reports it; the councillor asks the moderator to look.
    """

    reason: ReportReason
    words: str = ""
    is_kept: bool | None = None
    leaves_out: str = ""
    from_desk: bool = False


@dataclass(frozen=True)
class Appeal:
    """What a resident says against a moderator's decision. It stands, is overturned, or waits (None)."""

    words: str
    stands: bool | None = None


@dataclass(frozen=True)
class Letter:
    """One concern and its fate.

    `days_ago` counts from the day on which the demo is loaded; `place` is one of the gazetteer's. A public letter is
    published a day later unless `is_checked` is false or it is `refused`; one that is `withdrawn` is taken down some
    hours after. `from_account` is written by the resident who signs in, `by_phone` by somebody who left a number.

    Attributes:
        shares_later: their contact, once they have thought about it.
        draft: an answer that the assistant put before the councillor.
        note: what the assistant wrote down for the office.
        agrees: what its resident says when asked whether a new councillor may read it; None while they say nothing.
        is_forgotten: its resident had everything deleted that is held of them, some days later.
    """

    ward: int
    days_ago: int
    subject: str
    text: str
    place: str = ""
    nature: Nature = Nature.ISSUE
    is_public: bool = True
    is_confirmed: bool = True
    is_checked: bool = True
    refused: PublicationRefusal | None = None
    withdrawn: PublicationRefusal | None = None
    from_account: bool = False
    by_phone: bool = False
    shares_name: bool = False
    shares_contact: bool = False
    shares_later: bool = False
    photos: int = 0
    shows_photos: bool = True
    replies: tuple[Reply, ...] = ()
    question: Question | None = None
    draft: str = ""
    note: str = ""
    objection: Objection | None = None
    appeal: Appeal | None = None
    supporters: int = 0
    followers: int = 0
    agrees: bool | None = None
    is_forgotten: bool = False

    @property
    def is_published(self) -> bool:
        """Whether everyone can read it by now."""
        if self.appeal and self.appeal.stands is False:
            return True
        is_reported_away = self.objection is not None and self.objection.is_kept is False
        return self.was_published and self.withdrawn is None and not is_reported_away

    @property
    def was_published(self) -> bool:
        """Whether a moderator let everyone read it, if not for long."""
        return self.is_public and self.is_confirmed and self.is_checked and self.refused is None

    @property
    def has_expired(self) -> bool:
        """Whether nobody confirmed it for so long that it was forgotten."""
        return not self.is_confirmed and self.days_ago > EXPIRES_AFTER_DAYS


EXPIRES_AFTER_DAYS = 7

LETTERS = (
    Letter(
        ward=5,
        days_ago=64,
        subject="Scrap metal at the corner",
        text="The man in the blue house by the bus stop burns cables at night. Everybody knows who he is.",
        withdrawn=PublicationRefusal.ACCUSES,
        appeal=Appeal("I named nobody. Everyone can see the smoke from the bus stop.", stands=True),
        replies=(
            Reply(
                6,
                "Thank you. I have asked the environmental health officer to visit; please call the office if it burns "
                "again.",
                is_public=False,
            ),
        ),
    ),
    Letter(
        ward=3,
        days_ago=96,
        subject="Library closed on Saturdays",
        text="The sign says open until one, but on three Saturdays in a row the gate was locked.",
        place="Thutong Library",
        shares_later=True,
        replies=(
            Reply(
                26,
                "I am sorry that you waited so long. The second librarian has started, and the library is open again "
                "on Saturdays from nine to one.",
                helped=Helped.YES,
            ),
        ),
    ),
    Letter(
        ward=3,
        days_ago=71,
        subject="Thank you for the benches",
        text="The new benches at the taxi stop make a difference for older people. Thank you.",
        place="Tshedimong",
        nature=Nature.COMPLIMENT,
        from_account=True,
        replies=(Reply(2, "Thank you for telling us. The ward committee asked for them; I pass your words on."),),
    ),
    Letter(
        ward=3,
        days_ago=57,
        subject="Storm water runs through houses",
        text="Each time it rains the drain above Boat Harbour overflows, and water stands in four houses.",
        place="Emkhumbini",
        replies=(
            Reply(
                7,
                "I was there with the roads team. The drain is blocked below the bend; they clear it first "
                "and then measure whether it is wide enough.",
                Outcome.REFERRED,
                department="Roads and storm water",
                reports=(
                    Report(12, "The drain is cleared below the bend. We measure it next week.", is_end=False),
                    Report(27, "It is clean, and too narrow for a heavy rain.", is_end=True),
                ),
            ),
            Reply(
                31,
                "The drain is clear. It is too narrow all the same: a wider one is in the draft budget, and I will "
                "speak for it in council.",
                Outcome.COUNCIL,
                council_in=40,
                item="Item 7.2, storm water in ward 3",
            ),
        ),
        photos=2,
        supporters=9,
        followers=2,
    ),
    Letter(
        ward=3,
        days_ago=48,
        subject="Speed humps at the primary school",
        text="Two children were nearly hit this term. Cars come down the hill without slowing.",
        place="Thuto Primary School",
        replies=(
            Reply(
                6,
                "The traffic engineer counted last week and agrees. Two humps and a crossing are built during the "
                "school holidays.",
                helped=Helped.PARTLY,
                why="The humps are good, but nobody paints the crossing.",
                reopens="The crossing is still not painted, and school begins on Monday.",
            ),
            Reply(
                22,
                "You are right, I forgot the paint. The crossing was painted on Thursday night.",
                helped=Helped.YES,
            ),
        ),
        supporters=6,
    ),
    Letter(
        ward=3,
        days_ago=36,
        subject="My water account",
        text="I was billed for forty kilolitres in a month when nobody was at home. I have sent the readings twice.",
        place="Vuyisile Ridge",
        is_public=False,
        shares_name=True,
        shares_contact=True,
        replies=(
            Reply(
                8,
                "The meter was read wrongly, and your account is corrected on the next statement. Please keep your "
                "photographs until then.",
                is_public=False,
            ),
        ),
    ),
    Letter(
        ward=3,
        days_ago=27,
        subject="Open the library in the evening before exams",
        text="There is no light at home during load shedding, and thirty of us write matric this year.",
        place="Thutong Library",
        nature=Nature.SUGGESTION,
        supporters=12,
        followers=1,
        draft="The library can stay open until nine in October and November if two of the committee help at the desk. "
        "I ask them on Thursday.",
        note="The librarian can stay until nine if the alarm is set later. She waits for a word from us.",
    ),
    Letter(
        ward=3,
        days_ago=22,
        subject="A man at the depot takes money",
        text="He asks for fifty rand before he writes your name on the list for a refuse bin.",
        refused=PublicationRefusal.ACCUSES,
        appeal=Appeal("It is about the money, not about him. Please look again."),
        replies=(
            Reply(
                5,
                "Thank you for trusting me with this. I have given it to the municipal manager without your name. "
                "Nobody may ask money for a bin.",
                Outcome.REFERRED,
                is_public=False,
            ),
        ),
    ),
    Letter(
        ward=3,
        days_ago=11,
        subject="No water on Sunday mornings",
        text="For four Sundays the taps in Tshedimong were dry from six to noon. Nobody announced it.",
        place="Tshedimong",
        from_account=True,
        question=Question(
            "Is it the whole street, or only the houses above the shop?",
            "Only those above the shop. Below it the water is weak, but it runs.",
        ),
        supporters=4,
    ),
    Letter(
        ward=3,
        days_ago=6,
        subject="Streetlights out along Lantern Street",
        text="Eleven poles between the shop and the school are dark since the storm.",
        place="Thuto Primary School",
        photos=1,
        supporters=3,
    ),
    Letter(
        ward=3,
        days_ago=4,
        subject="Help for my mother",
        text="My mother is 81 and cannot climb the steps of the pay point any more. Who can she ask?",
        place="Vuyisile Ridge",
        nature=Nature.QUESTION,
        is_public=False,
        question=Question("Which of the two pay points does she go to?"),
        shares_name=True,
    ),
    Letter(
        ward=3,
        days_ago=2,
        subject="Stray dogs at the clinic gate",
        text="Six dogs sleep at the gate, and patients with children are afraid to pass in the morning.",
        place="Emkhumbini",
        is_checked=False,
        by_phone=True,
        photos=1,
    ),
    Letter(
        ward=3,
        days_ago=1,
        subject="Pothole where the bus turns",
        text="A wheel fits into it. The bus swings onto the pavement to get round.",
        place="Tshedimong",
        is_confirmed=False,
    ),
    Letter(
        ward=1,
        days_ago=64,
        subject="Clinic runs out of chronic medicine",
        text="On the last Friday of each month people are sent home without their tablets.",
        place="Saltmarsh Clinic",
        replies=(
            Reply(
                9,
                "The clinic orders for the number of patients of last year. The new number is with the province since "
                "Monday, and the next delivery is larger.",
            ),
        ),
    ),
    Letter(
        ward=1,
        days_ago=19,
        subject="Goats on the sports field",
        text="The fence is down on the side of the marsh, and the field is a grazing camp.",
        place="Seagrass Flats",
        objection=Objection(ReportReason.ACCUSES, "Everybody knows whose goats they are.", is_kept=True),
    ),
    Letter(
        ward=2,
        days_ago=40,
        subject="A light at the lighthouse steps",
        text="Visitors come down in the dark. One lamp at the bend would do.",
        place="Goudduin Lighthouse",
        nature=Nature.SUGGESTION,
        replies=(
            Reply(
                7,
                "One lamp is little to ask. The electricity department looks whether a cable can be laid to the bend.",
                Outcome.REFERRED,
                department="Electricity",
                reports=(
                    Report(13, "The harbour authority allows no lamp that ships can see.", is_end=True, is_done=False),
                ),
            ),
            Reply(
                16,
                "The steps belong to the harbour authority, which does not allow lamps that ships can see. We will "
                "put up a rail with a reflecting strip instead.",
                Outcome.CANNOT,
                obstacle=Obstacle.NOT_OURS,
                helped=Helped.NO,
                why="A strip does not help whoever comes down without a lamp.",
            ),
        ),
    ),
    Letter(
        ward=5,
        days_ago=30,
        subject="Hall is booked by one church only",
        text="Every Saturday until December is taken. Where can families hold a funeral?",
        place="Tidewell Hall",
        objection=Objection(
            ReportReason.ACCUSES, "Everybody knows which church is meant.", is_kept=True, leaves_out="one church"
        ),
        replies=(
            Reply(
                10,
                "From next month nobody may book more than two Saturdays a month, and a funeral goes first.",
            ),
        ),
    ),
    Letter(
        ward=5,
        days_ago=8,
        subject="Refuse truck skips our street",
        text="It has not come into the lane behind the hall for two weeks.",
        place="Motsemoswa",
        objection=Objection(ReportReason.OTHER, "The truck came on Monday."),
    ),
    Letter(
        ward=6,
        days_ago=33,
        subject="Shelter at the taxi rank",
        text="People wait in the rain from five in the morning. The roof blew off in August.",
        place="Letsapana Taxi Rank",
        by_phone=True,
        supporters=5,
    ),
    Letter(
        ward=7,
        days_ago=85,
        subject="Market stalls and the drain",
        text="The fish stalls wash into the street, and the drain is full of scales.",
        place="Khanya Market Square",
        replies=(
            Reply(
                5,
                "A wash place with a trap is built behind the stalls; the traders agreed to the spot on Thursday.",
                Outcome.REFERRED,
            ),
            Reply(43, "The wash place is open since Monday, with water from six to six."),
        ),
    ),
    Letter(
        ward=7,
        days_ago=14,
        subject="Traffic light at the town hall",
        text="It shows red on all four sides since Friday.",
        place="Khanya Town Hall",
        replies=(Reply(3, "A new controller was put in this morning. Thank you for reporting it."),),
    ),
    Letter(
        ward=7,
        days_ago=5,
        subject="When is the next ward meeting?",
        text="The notice board still shows the meeting of June.",
        place="Lerumo",
        nature=Nature.QUESTION,
    ),
    Letter(
        ward=8,
        days_ago=16,
        subject="Who answers while we have no councillor?",
        text="Our councillor resigned. To whom do we bring the broken pump?",
        place="Mokorotong",
        nature=Nature.QUESTION,
    ),
    Letter(
        ward=9,
        days_ago=52,
        subject="Grass on the sports ground",
        text="It stands knee high, and the league starts in three weeks.",
        place="Umoyana Sports Ground",
        objection=Objection(
            ReportReason.OTHER, "The league says that it never wrote this.", is_kept=True, from_desk=True
        ),
        replies=(Reply(4, "Cut on Tuesday, and on the plan for every second week until the end of the season."),),
    ),
    Letter(
        ward=10,
        days_ago=3,
        subject="Signal mast and our windows",
        text="They put up a mast twenty metres from the houses, and nobody asked us.",
        place="Thokomala",
        is_checked=False,
    ),
    Letter(
        ward=12,
        days_ago=44,
        subject="Footbridge at Mangrove Bend",
        text="Two planks are missing. Children jump over the gap on the way to school.",
        place="Mangrove Bend",
        replies=(Reply(1, "The planks were put in the same day. Please tell me at once when one is loose again."),),
    ),
    Letter(
        ward=4,
        days_ago=38,
        subject="Loans without papers",
        text="Call the number on the pole and you have money within the hour. No questions.",
        objection=Objection(ReportReason.ADVERT, "This sells loans.", is_kept=False),
    ),
    Letter(
        ward=4,
        days_ago=25,
        subject="They empty buckets over the wall",
        text="It is the third house, and it smells in the whole lane.",
        refused=PublicationRefusal.ACCUSES,
        appeal=Appeal("I can leave the house out, but the lane must be known.", stands=False),
    ),
    Letter(
        ward=6,
        days_ago=18,
        subject="My neighbour's wall",
        text="It leans over our yard, and we do not speak. Can somebody look at it?",
        is_public=False,
        is_forgotten=True,
    ),
    Letter(
        ward=9,
        days_ago=15,
        subject="A pump that nobody locks",
        text="Children play with it in the evening.",
        is_confirmed=False,
    ),
    Letter(
        ward=10,
        days_ago=212,
        subject="Letters from the housing office",
        text="I am told twice that I am on the list, and once that I am not. May I see what is written of me?",
        place="Thokomala",
        is_public=False,
        agrees=True,
        replies=(
            Reply(66, "You are on the list, under the name of your late mother. It is put right.", is_public=False),
        ),
    ),
    Letter(
        ward=10,
        days_ago=206,
        subject="A complaint about the ward office",
        text="I was sent away three times. I would rather not say by whom to somebody I do not know.",
        is_public=False,
        agrees=False,
        replies=(
            Reply(
                64, "We spoke with the office. You can come on any Tuesday, and ask for the Speaker.", is_public=False
            ),
        ),
    ),
    Letter(
        ward=10,
        days_ago=202,
        subject="My grave plot",
        text="It was promised to me in writing, and somebody else lies there now.",
        is_public=False,
        replies=(
            Reply(
                70,
                "The Speaker's office has asked for the books of the cemetery, and writes to you when they were read.",
                Outcome.COUNCIL,
                is_public=False,
            ),
        ),
    ),
    Letter(
        ward=10,
        days_ago=208,
        subject="The road to the mast is washed away",
        text="An ambulance turned round at the second bend.",
        place="Thokomala",
        supporters=8,
        followers=1,
        replies=(Reply(73, "I am new here, and this was first on my list: the bends were filled last week."),),
    ),
    Letter(
        ward=8,
        days_ago=30,
        subject="The pump at the upper tank",
        text="It runs for an hour and then trips. The tank is never full.",
        place="Mokorotong",
        replies=(
            Reply(
                26,
                "The Speaker's office answers while the seat is vacant: the pump was opened on Tuesday, and a part is "
                "ordered.",
                Outcome.REFERRED,
                department="Water and sanitation",
            ),
        ),
    ),
)
