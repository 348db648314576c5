"""How the boundaries, the list of councillors and the places of a municipality are kept."""

from django.utils.translation import gettext_lazy as _

from cms.guides.structure import Guide, Step, Task, Trouble
from engagement.enums import Role

EDITION = Task(
    "edition",
    _("Put new boundaries in force"),
    about=_(
        "New boundaries are loaded by the operators and change nothing until you put them in force from a day on, as"
        " the gazette says. Wards, councillors' seats, open concerns and the pages of the site follow by themselves."
    ),
    steps=(
        Step(
            "coming",
            _(
                "On the workspace's home, “Editions of boundaries that are coming” names what is loaded. Open it. You"
                " find the same in the menu: “Wards”, then “Editions of boundaries”."
            ),
            shows=_("The home of the workspace with the edition that is coming."),
        ),
        Step(
            "day",
            _("Write the “First day in force”, such as 1 December 2026, and press “Look at this day”."),
            shows=_("The field for the first day, and below it in numbers what changes on that day."),
        ),
        Step(
            "map",
            _(
                "Compare the map and the tables with the gazette: new wards, wards that go, other boundaries, and how"
                " many open concerns would lie in another ward."
            ),
            shows=_("The map of what changes: a new ward, wards with other boundaries, and the boundaries before."),
        ),
        Step(
            "activate",
            _("Tick “I have looked at what changes” with the day, and press “Put in force from” with the day."),
            shows=_("The box to tick, and the button that puts the edition in force."),
        ),
        Step(
            "scheduled",
            _("The page says from which day the edition counts. For a month after that day it can still be undone."),
            shows=_("The message from which day the edition counts, and the button that undoes it."),
        ),
    ),
)
UNDO = Task(
    "undo",
    _("Undo it"),
    about=_("The day was wrong, or a court decided otherwise."),
    steps=(
        Step(
            "undo",
            _(
                "On the page of the edition, under “When this edition was put in force here”, press “Undo”. The next"
                " page says which edition counts instead. Press “Yes, undo it” with the day."
            ),
            shows=_("The page that says which edition counts instead, and the button to confirm."),
        ),
        Step("undone", _("The page says “It is undone; the edition before it counts on.”")),
    ),
)
COUNCIL = Task(
    "council",
    _("Bring in a list of councillors"),
    about=_(
        "After an election, take the list from the electoral commission or the Speaker as CSV or XLSX: one row a seat."
        " It may hold party, office e-mail and office telephone; private numbers and addresses are never read."
    ),
    steps=(
        Step(
            "bring-in",
            _("In the menu choose “Wards”, then “Imports”. Press “Bring in”, then “Bring in a list of councillors”."),
            shows=_("The list of imports, with the button to bring in a file."),
        ),
        Step(
            "upload",
            _(
                "Write “The day on which the list holds”: terms end and begin on it. Choose the “File” and press"
                " “Upload and preview”. Nothing changes yet."
            ),
            shows=_("The form with the day and the file, and the button to upload it."),
        ),
        Step(
            "preview",
            _(
                "Wait until the file is read. Then read “What to look at first”: each row that cannot be taken, with"
                " the reason. If much is wrong, press “Cancel and delete the file”, correct it and begin again."
            ),
            shows=_("The preview: a row names a ward that does not exist."),
        ),
        Step(
            "confirm",
            _(
                "Look at “What would change”. Tick what you agree to, such as “Leave out the rows with errors and take"
                " the rest”, and press “Apply” with the numbers."
            ),
            shows=_("The box to tick, and the button that says what will be done."),
        ),
        Step(
            "applied",
            _("The page says “Applied”. The uploaded file is deleted, this report stays. Places work the same way."),
            shows=_("The report of an import that was applied."),
        ),
    ),
)
TERM = Task(
    "term",
    _("Enter a resignation or a by-election"),
    steps=(
        Step(
            "councillor",
            _("In the menu choose “Wards”, then “Councillors”, and open the person. “Terms” lists every seat."),
            shows=_("A councillor's page with the terms."),
        ),
        Step(
            "end",
            _(
                "Under “Terms” press “End this term”. Choose “Why it ends”, write the “Last day in office” and press"
                " “End the term”. From the next day the ward's page says that the seat is vacant and who stands in."
            ),
            shows=_("The form that ends a term: the reason and the last day."),
        ),
        Step(
            "begin",
            _(
                "After a by-election open the new councillor (press “Add councillor” in the list if the person is"
                " new), press “Begin a term”, choose the “Ward” and write the “First day in office”."
            ),
            shows=_("The form that begins a term: the seat, the ward and the first day."),
        ),
    ),
)

BOUNDARIES = Guide(
    "boundaries",
    _("Keeper of boundaries and registers"),
    _("Put new ward boundaries in force, and keep the lists of councillors and places."),
    roles=frozenset({Role.REGISTRAR}),
    rules=(
        _("Nothing that you look at changes anything. Only a button with numbers or a day in it does."),
        _("Everything keeps its history: who did what, when, and from which file."),
        _("Take lists from the source that the law names, and keep the file that you brought in with your records."),
    ),
    tasks=(EDITION, UNDO, COUNCIL, TERM),
    troubles=(
        Trouble(
            _("The day is not accepted."),
            _("Write it as 2026-12-01 or 1 December 2026. 01/12/2026 can be read in two ways and is refused."),
        ),
        Trouble(
            _("The columns were read wrongly."),
            _("On the preview open “Read the file otherwise”, choose the columns and press “Read it again”."),
        ),
        Trouble(
            _("A councillor is listed in another ward than before."),
            _(
                "The preview asks whether it is the same person. Two people may share a name: then write the row's"
                " number where the file is read otherwise."
            ),
        ),
        Trouble(
            _("The import stays at “Being read”."),
            _("After two minutes the page offers “Call the worker again”. If that does not help, tell the operators."),
        ),
        Trouble(
            _("A list with a mistake was applied."),
            _(
                "Correct the file and bring it in again with the same day: what the first one did on that day is"
                " taken back. The history keeps both."
            ),
        ),
        Trouble(
            _("A term has the wrong end."),
            _("On the councillor's page press “Correct the end”. The history keeps what it was."),
        ),
    ),
)
