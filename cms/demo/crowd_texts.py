"""What a town writes about in a year and a half: themes, each with several ways to say it and to answer it.

`{place}` is a place of the ward, `{days}` a number of days, `{count}` a small number.
"""

from dataclasses import dataclass

from engagement.enums import Nature


@dataclass(frozen=True)
class Theme:
    """One thing that people write about.

    Attributes:
        subjects: what stands in the one line; `texts` what is told below it.
        answers: what a councillor says who could help; `refusals` who could not.
        ask: what a councillor asks a department to do.
    """

    subjects: tuple[str, ...]
    texts: tuple[str, ...]
    answers: tuple[str, ...]
    refusals: tuple[str, ...] = ()
    ask: str = ""
    nature: Nature = Nature.ISSUE


THEMES = (
    Theme(
        subjects=("Streetlights dark near {place}", "No light on the path to {place}", "Lamps burn all day at {place}"),
        texts=(
            "{count} lamps in a row have been dark for {days} days. Children walk home there after practice.",
            "The path is black after seven. Since the storm {days} days ago nobody has come to look.",
        ),
        answers=(
            "The team replaced {count} lamps on Thursday. Please tell me if one goes out again.",
            "The cable was cut by the works next door. It is joined again, and the lamps burn since last night.",
        ),
        refusals=(
            "The path is on private ground, where the municipality may not put lamps. I have written to the owner.",
        ),
        ask="Please look at the lamps near {place} and say when they can burn again.",
    ),
    Theme(
        subjects=("Pothole by {place}", "The road to {place} breaks up", "Two holes at the corner of {place}"),
        texts=(
            "It is as wide as a door by now, and full of water when it rains. {count} cars burst a tyre this month.",
            "The patch of last year is out again. Taxis swerve into the bicycle lane to get past.",
        ),
        answers=(
            "The hole was filled on Tuesday, and the edge cut clean so that the patch holds.",
            "The whole stretch is on the list for resealing in the new financial year; until then it is made safe.",
        ),
        refusals=("This road belongs to the province. I have passed your words on and will tell you what they say.",),
        ask="Please make the holes near {place} safe, and say when the road is patched.",
    ),
    Theme(
        subjects=("Water runs down the street at {place}", "A leak at the meter by {place}", "Dry taps around {place}"),
        texts=(
            "Clean water has been running into the drain for {days} days, day and night.",
            "There was no water from four in the morning on {count} days this week, and nobody told us before.",
        ),
        answers=(
            "The plumbers closed the leak on Monday. Thank you for telling us: nobody else had.",
            "The pump was changed at the weekend. If the pressure drops again, write to me and give the hour.",
        ),
        refusals=("The leak is behind the meter, in the yard. Only the owner may mend it; I have told them.",),
        ask="Please find the leak near {place}.",
    ),
    Theme(
        subjects=("Refuse was not fetched at {place}", "Bags lie at {place} for a week", "The skip at {place} is full"),
        texts=(
            "The lorry did not come on {count} Fridays. Dogs tear the bags, and the wind does the rest.",
            "The skip has been full for {days} days, so people put their bags beside it.",
        ),
        answers=(
            "The lorry was in the workshop. A second one comes on Saturdays until it is back.",
            "The skip is emptied twice a week from now on.",
        ),
        ask="Please fetch what lies at {place}, and say on which days you come.",
    ),
    Theme(
        subjects=("Somebody tips rubble behind {place}", "Tyres in the stream at {place}"),
        texts=(
            "Every month there is another load. {count} heaps by now, and the stream runs around them.",
            "The place was cleared in spring, and {days} days later it began again.",
        ),
        answers=(
            "It was cleared last week, and a barrier put where the lorries turned in.",
            "The wardens look at it twice a week now. If you see a lorry, its number helps them most.",
        ),
        refusals=("The ground is private. The owner was given thirty days to clear it.",),
        ask="Please clear what was tipped at {place}.",
    ),
    Theme(
        subjects=("The drain at {place} overflows", "A smell of sewage near {place}"),
        texts=(
            "When it rains it comes up through the cover and runs past {count} front doors.",
            "It has been like this for {days} days. Children play in that street.",
        ),
        answers=(
            "The line was jetted on Friday; it was full of roots. A camera goes through it next month.",
            "The pump station runs again, and has a second pump since last week.",
        ),
        ask="Please clear the line near {place}.",
    ),
    Theme(
        subjects=("Cars race past {place}", "A crossing is missing at {place}", "The stop sign at {place} is gone"),
        texts=(
            "In the morning {count} hundred children cross here, and nobody slows down.",
            "It has been gone for {days} days, and on Sunday two cars met in the middle.",
        ),
        answers=(
            "The sign stands again, and the lines are painted.",
            "The traffic officers counted cars for a week. A raised crossing is built before the school year begins.",
        ),
        refusals=("The count shows too few cars for a crossing. Two signs that warn of children go up instead.",),
        ask="Please look at the traffic near {place} and say what can be built.",
    ),
    Theme(
        subjects=("The clinic near {place} opens late", "Long queues at the clinic by {place}"),
        texts=(
            "People stand outside from five, also mothers with babies, and the door opens at half past eight.",
            "On {count} mornings the queue ended at the gate, and the last ones were sent home.",
        ),
        answers=(
            "I met the sister in charge. From Monday on numbers are given out at seven, under the roof.",
            "A second nurse has begun. Please tell me whether you notice it.",
        ),
        refusals=("The clinic is run by the province. I have asked them for an answer by the end of the month.",),
    ),
    Theme(
        subjects=("Benches for {place}", "A roof over the bus stop at {place}", "Trees for the square at {place}"),
        texts=(
            "Older people wait here in the sun. {count} benches would do.",
            "We would plant and water them ourselves if the municipality gave us the trees.",
        ),
        answers=(
            "A good idea. The ward committee put it on its list for the next budget.",
            "The parks team brings {count} trees in the planting season; please come and help.",
        ),
        refusals=("There is no money for it this year. I keep it for the list of the next budget.",),
        nature=Nature.SUGGESTION,
    ),
    Theme(
        subjects=("Open the hall at {place} in the evening", "Lights for the sports field at {place}"),
        texts=(
            "Our choir and the boxing club have nowhere to go after six. We would look after the key.",
            "The young people play until it is dark, and that is at six in winter.",
        ),
        answers=(
            "From next month the hall is open until nine on Tuesdays and Thursdays. Book it at the office.",
            "I put it before the sports committee, which liked it.",
        ),
        refusals=("The insurance does not allow it without a caretaker, and that post is empty.",),
        nature=Nature.SUGGESTION,
    ),
    Theme(
        subjects=(
            "When is the meter at {place} read?",
            "Who may trade at {place}?",
            "Where do I ask about a plot at {place}?",
        ),
        texts=(
            "My account was estimated for {count} months, and each time it was more.",
            "I asked at the counter {days} days ago and was sent from one window to the next.",
        ),
        answers=(
            "Meters there are read in the second week of each month. The dates stand on the notice board and here.",
            "The office beside the library deals with that, on Mondays and Wednesdays. Take your identity document.",
        ),
        nature=Nature.QUESTION,
    ),
    Theme(
        subjects=("Thank you for the bridge at {place}", "Well done, the team at {place}"),
        texts=(
            "For the first winter in years we came home with dry feet. Please tell them.",
            "{count} people came on a Sunday and did not leave before the water ran again.",
        ),
        answers=("I read it out to the team. It is pinned to their board now.",),
        nature=Nature.COMPLIMENT,
    ),
    Theme(
        subjects=("A tree leans over {place}", "Branches lie on the path to {place}"),
        texts=(
            "Since the wind of last week it leans over the wires. {count} houses hang on them.",
            "The path has been blocked for {days} days; wheelchairs cannot pass.",
        ),
        answers=("The tree was taken down yesterday. Another one is planted, further from the wires.",),
        ask="Please look at the tree near {place}.",
    ),
    Theme(
        subjects=("The toilets at {place} are locked", "No water in the toilets at {place}"),
        texts=(
            "On market days there is nothing else. They have been locked for {days} days.",
            "{count} of them are broken, and the rest have no water.",
        ),
        answers=("They are open again from six to six. The attendant has the key.",),
        ask="Please open the toilets at {place} and mend what is broken.",
    ),
    Theme(
        subjects=("Prepaid electricity fails around {place}", "The power at {place} goes off at six"),
        texts=(
            "For {days} days it has gone off each evening, just when people cook.",
            "{count} houses have had no power since Sunday, and the line always says that it is being looked at.",
        ),
        answers=("The transformer carried more than it can. A second one was put up on Friday.",),
        refusals=(
            "This part of town is supplied by the national company. Their number stands on our page on outages.",
        ),
        ask="Please find out why the power near {place} fails in the evening.",
    ),
)

QUESTIONS = (
    ("Since when is it like this?", "Since the storm. Before that it was never a problem."),
    ("Is it on the side of the shop or of the school?", "On the side of the school, right at the gate."),
    ("Did you report it to the call centre, and did you get a number?", "Twice. Nobody gave me a number."),
)
"""What a councillor asks back, and what comes back."""

WHY_NOT = (
    "Half of it was done.",
    "It is better, but not for long.",
    "Nobody came to look.",
)
"""Why an answer helped partly or not."""

MISSING = (
    "The other side of the road is as it was.",
    "They began, and have not been back since.",
    "It broke again after a week.",
)
"""What a resident still misses who opens a concern again."""
