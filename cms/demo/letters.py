"""What invented residents wrote to their councillors, and what came of it."""

from dataclasses import dataclass

from engagement.enums import Nature, Outcome, PublicationRefusal


@dataclass(frozen=True)
class Reply:
    """A councillor's answer, so many days after the letter; `department` is where it is passed on to, if to one."""

    after_days: int
    text: str
    outcome: Outcome = Outcome.ANSWERED
    is_public: bool = True
    department: str = ""


@dataclass(frozen=True)
class Letter:
    """One concern and its fate.

    `days_ago` counts from the day on which the demo is loaded; `place` is one of the gazetteer's. A public letter is
    published a day later unless `is_checked` is false or it is `refused`; one that is `withdrawn` is taken down some
    hours after. `from_account` is written by the resident who signs in. `question` is what the councillor
    asked back, on the day on which it came.
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
    replies: tuple[Reply, ...] = ()
    question: str = ""

    @property
    def is_published(self) -> bool:
        """Whether everyone can read it by now."""
        return self.was_published and self.withdrawn is None

    @property
    def was_published(self) -> bool:
        """Whether everyone could read it at some time."""
        return self.is_public and self.is_confirmed and self.is_checked and self.refused is None


LETTERS = (
    Letter(
        ward=5,
        days_ago=64,
        subject="Scrap metal at the corner",
        text="The man in the blue house by the bus stop burns cables at night. Everybody knows who he is.",
        withdrawn=PublicationRefusal.ACCUSES,
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
        replies=(
            Reply(
                26,
                "I am sorry that you waited so long. The second librarian has started, and the library is open again "
                "on Saturdays from nine to one.",
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
            ),
            Reply(
                31,
                "The drain is clear. It is too narrow all the same: a wider one is in the draft budget, and I will "
                "speak for it in council.",
                Outcome.COUNCIL,
            ),
        ),
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
            ),
        ),
    ),
    Letter(
        ward=3,
        days_ago=36,
        subject="My water account",
        text="I was billed for forty kilolitres in a month when nobody was at home. I have sent the readings twice.",
        place="Vuyisile Ridge",
        is_public=False,
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
    ),
    Letter(
        ward=3,
        days_ago=22,
        subject="A man at the depot takes money",
        text="He asks for fifty rand before he writes your name on the list for a refuse bin.",
        refused=PublicationRefusal.ACCUSES,
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
    ),
    Letter(
        ward=3,
        days_ago=6,
        subject="Streetlights out along Lantern Street",
        text="Eleven poles between the shop and the school are dark since the storm.",
        place="Thuto Primary School",
    ),
    Letter(
        ward=3,
        days_ago=4,
        subject="Help for my mother",
        text="My mother is 81 and cannot climb the steps of the pay point any more. Who can she ask?",
        place="Vuyisile Ridge",
        nature=Nature.QUESTION,
        is_public=False,
        question="Which of the two pay points does she go to?",
    ),
    Letter(
        ward=3,
        days_ago=2,
        subject="Stray dogs at the clinic gate",
        text="Six dogs sleep at the gate, and patients with children are afraid to pass in the morning.",
        place="Emkhumbini",
        is_checked=False,
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
                "The steps belong to the harbour authority, which does not allow lamps that ships can see. We will "
                "put up a rail with a reflecting strip instead.",
                Outcome.CANNOT,
            ),
        ),
    ),
    Letter(
        ward=5,
        days_ago=30,
        subject="Hall is booked by one church only",
        text="Every Saturday until December is taken. Where can families hold a funeral?",
        place="Tidewell Hall",
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
    ),
    Letter(
        ward=6,
        days_ago=33,
        subject="Shelter at the taxi rank",
        text="People wait in the rain from five in the morning. The roof blew off in August.",
        place="Letsapana Taxi Rank",
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
)
