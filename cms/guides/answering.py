"""How a councillor, or the Speaker's office in their place, answers residents."""

from django.utils.translation import gettext_lazy as _

from cms.guides.structure import PHONE, Guide, Step, Task, Trouble
from engagement.enums import Role

ANSWER = Task(
    "answer",
    _("Answer a resident"),
    about=_(
        "Each resident was promised an answer by a day. What waits longest stands first. A short answer in time helps"
        " more than a long one too late."
    ),
    steps=(
        Step(
            "desk",
            _("Open “My desk”. It says how many residents wait. Open the first concern."),
            shows=_("The desk on a telephone: how many residents wait, and the first of their concerns."),
        ),
        Step(
            "read",
            _(
                "Read what the resident wrote, and until when an answer is promised. Below it stands who can read the"
                " concern."
            ),
            shows=_("A concern on a telephone: its title, the day that was promised, and the resident's words."),
        ),
        Step(
            "write",
            _(
                "Write under “Your answer”: what happens next, and when. No promise that is not in your hands, and"
                " nothing about other people."
            ),
            shows=_("The field for the answer with three sentences in it."),
        ),
        Step(
            "outcome",
            _(
                "Choose under “What does it amount to?”. Below your choice stands what else is asked: the department,"
                " the day of the sitting, or the reason. “Answered” and “It cannot be done, and why” close the concern."
                " “Passed on to those who can deal with it” and “To be raised in council” keep it open on your desk,"
                " so that you write again when there is more to say."
            ),
            shows=_("The four things that an answer can amount to."),
        ),
        Step(
            "readers",
            _("Where everyone can read the concern, choose under “Who may read it?”. Then press “Send the answer”."),
            shows=_("The choice who may read the answer, and the button that sends it."),
        ),
        Step(
            "sent",
            _("The page says “Your answer was sent to the resident.” What happened is listed with the time."),
            shows=_("The message that the answer was sent."),
        ),
    ),
)
FOLLOW_UP = Task(
    "follow-up",
    _("Come back to what you passed on"),
    steps=(
        Step(
            "followed-up",
            _(
                "Open “My desk”. Under “Answered once, and being followed up” stands what you passed on or take to the"
                " council, and what the department reports. Once it is done, or cannot be done, open the concern and"
                " give the final answer."
            ),
            shows=_("The part of the desk that lists what was answered once and is being followed up."),
        ),
    ),
)

ANSWERING = Guide(
    "answering",
    _("Councillor's office"),
    _("Read what residents wrote, and answer them from your telephone."),
    roles=frozenset({Role.SPEAKERS_OFFICE}),
    for_councillors=True,
    window=PHONE,
    rules=(
        _("You get an e-mail whenever somebody writes. It leads to your desk."),
        _(
            "The Speaker's office answers for wards whose seat is vacant or whose councillor has no account; its"
            " answers carry no person's name."
        ),
        _("Never give your password or a code to anybody, also not to your own office: each person has an account."),
    ),
    tasks=(ANSWER, FOLLOW_UP),
    troubles=(
        Trouble(
            _("I must know more before I can answer."),
            _(
                "Open the concern and press “Ask first”. The promised day moves on by the working days until the"
                " resident replies. After ten working days without a reply, answer with what you know."
            ),
        ),
        Trouble(
            _("Somebody in my office should help me."),
            _(
                "Open “My office” on your desk and let them help. They draft answers; each waits on your desk until you"
                " send it in your own name, or send it back."
            ),
        ),
        Trouble(
            _("I was signed out while I wrote."),
            _("Sign in again. Your answer was kept on the page of the concern, and is not sent before you send it."),
        ),
        Trouble(
            _("I sent a wrong answer."),
            _(
                "An answer is not changed afterwards. If the concern is still open, write again and say what is right."
                " If words that hurt somebody stand where everyone reads them, ask the moderator to take it down."
            ),
        ),
        Trouble(
            _("It is not my ward."),
            _(
                "The page says in which ward the place lies today. Answer that you passed it on, and tell the other"
                " councillor's office."
            ),
        ),
        Trouble(
            _("It is about a burst pipe or a broken light."),
            _(
                "Answer what you do about it, and pass it on to the department that repairs it. Give the resident its"
                " reference if it has one."
            ),
        ),
        Trouble(
            _("Somebody writes that they are in danger."),
            _("Call the emergency number yourself, at once. Then answer."),
        ),
        Trouble(
            _("My desk is empty, but somebody wrote to me."),
            _(
                "A concern comes to you once the resident has confirmed the e-mail address. Ask them to look for our"
                " message and press “Confirm”."
            ),
        ),
    ),
)
