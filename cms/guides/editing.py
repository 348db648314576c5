"""How notices and meetings are written, sent to be published, and translated."""

from django.utils.translation import gettext_lazy as _

from cms.guides.structure import Guide, Step, Task, Trouble
from engagement.enums import Role

NOTICE = Task(
    "notice",
    _("Write a notice"),
    about=_(
        "A notice says what people must know now: planned work, or something that does not work. It shows on the home"
        " page and on the pages of its wards, and leaves them by itself when its time is over."
    ),
    steps=(
        Step(
            "new",
            _("On the workspace's home, under “Write something new”, press “A notice”."),
            shows=_("The home of the workspace with the things that can be written."),
        ),
        Step(
            "words",
            _(
                "Write the title as people would say it: what, and where. Choose the “Kind”. Under “Introduction” write"
                " one or two sentences: what to do, and until when."
            ),
            shows=_("The form with the title, the kind and the introduction filled in."),
        ),
        Step(
            "times",
            _("Under “Starts” and “Ends” write the day and the time, such as 2026-11-24 08:00."),
            shows=_("The two fields for the day and time at which the notice starts and ends."),
        ),
        Step(
            "wards",
            _("Under “Wards” tick every ward that it is about. With none ticked it is for the whole municipality."),
            shows=_("The list of wards with one of them ticked."),
        ),
        Step(
            "submit",
            _(
                "Press the arrow beside “Save draft”, then “Submit to Publishing in …”. A publisher gets an e-mail and"
                " reads it before everyone can."
            ),
            shows=_("The open menu beside the button that saves, with the way to submit."),
        ),
        Step(
            "waiting",
            _("The page says “submitted for moderation”. Until a publisher decides, it is “In moderation”."),
            shows=_("The list of notices: the new one is in moderation."),
        ),
    ),
)
TRANSLATE = Task(
    "translate",
    _("Write it in isiZulu as well"),
    about=_(
        "Until a page is translated, people who read isiZulu see it in English. Translate it once it is published, so"
        " that you translate the words that stay. Times, wards, kind and place are taken over by themselves."
    ),
    steps=(
        Step(
            "more",
            _("In the list of notices, press the three dots beside the title, then “Translate this page”."),
            shows=_("The open menu of a notice, with the way to translate it."),
        ),
        Step(
            "language",
            _("Tick “isiZulu” and press “Submit”."),
            shows=_("The page that asks for the language."),
        ),
        Step(
            "sentence",
            _("Under each English text press “Translate”, write the isiZulu words and press “Save”."),
            shows=_("An English sentence, and below it the field for the isiZulu one."),
        ),
        Step(
            "done",
            _(
                "When each text has a green tick, tell the publisher. Leave “Convert to alias page” alone: it throws"
                " your translation away."
            ),
            shows=_("Every text of the notice in both languages."),
        ),
    ),
)
MEETING = Task(
    "meeting",
    _("Announce a meeting"),
    about=_(
        "A meeting shows on the pages of its wards and on the list of meetings, and stands in the calendars that people"
        " take from there. It passes by itself."
    ),
    steps=(
        Step("new-meeting", _("On the workspace's home, under “Write something new”, press “A meeting”.")),
        Step(
            "place",
            _(
                "Fill it in like a notice. Under “Place” write the name that people know it by, and under “Address” the"
                " street."
            ),
            shows=_("The form of a meeting with its times, its place and its address."),
        ),
        Step(
            "submit-meeting",
            _("Tick the wards, press the arrow beside “Save draft”, then “Submit to Publishing in …”."),
        ),
        Step(
            "changes",
            _(
                "If the publisher sends it back, you get an e-mail. Open the page from “Your most recent edits” on the"
                " workspace's home: it is “Draft” again. Correct it and submit it once more."
            ),
            shows=_("The home of the workspace with the page that was sent back."),
        ),
    ),
)
CALL_OFF = Task(
    "call-off",
    _("Call a meeting off"),
    about=_("Never delete it: whoever has it in a calendar must learn that it does not take place."),
    steps=(
        Step(
            "tick",
            _(
                "Open the meeting, tick “Called off” and submit it as before. Once it is published it stays on the site"
                " and in calendars, and says so."
            ),
            shows=_("The form of a meeting with the box ticked that calls it off."),
        ),
    ),
)

EDITING = Guide(
    "editing",
    _("Editor of the site"),
    _("Write notices, meetings and news, send them to the publisher, and translate them."),
    roles=frozenset({Role.EDITOR, Role.PUBLISHER}),
    rules=(
        _("Say the most important thing first, in short sentences, as you would on the telephone."),
        _("No names, numbers or pictures of private people without their written consent."),
        _("A picture says in words what it shows, for those who cannot see it. No text as a picture, no poster."),
        _("You cannot break anything: every version is kept, and nothing is public before a publisher agrees."),
    ),
    tasks=(NOTICE, TRANSLATE, MEETING, CALL_OFF),
    troubles=(
        Trouble(
            _("I want to see the page before I submit it."),
            _(
                "Press the sign of a telephone at the top, “Toggle preview”. The preview changes while you write, and"
                " can be shown as on a telephone or on a desk."
            ),
        ),
        Trouble(
            _("I want to add a picture or a file."),
            _(
                "Under “Body” press the plus sign and choose “Picture” or “Document”. Upload it or choose one that is"
                " there. Under “What it shows” write what somebody who cannot see it should know."
            ),
        ),
        Trouble(
            _("It is refused because of the times."),
            _("The end must come after the start. Write the year first, as 2026-11-24 17:00."),
        ),
        Trouble(
            _("I submitted it too early."),
            _("Open the page and press “Cancel workflow”. Then it is a draft again."),
        ),
        Trouble(
            _("Something wrong is already public."),
            _(
                "Correct it and submit it at once, and call a publisher: they can publish within a minute, or take the"
                " page off the site."
            ),
        ),
        Trouble(
            _("The outage lasts longer."),
            _("Open the notice, write a later end and submit it. It stays where it is; nothing is lost."),
        ),
        Trouble(
            _("The English words change after they were translated."),
            _(
                "Open the isiZulu page. The sentences that changed wait to be translated, the others stay. Times, wards"
                " and the place of a meeting have changed by themselves."
            ),
        ),
    ),
)
