"""How a Speaker's office decides what everyone can read."""

from django.utils.translation import gettext_lazy as _

from cms.guides.structure import Guide, Step, Task, Trouble
from engagement.enums import Role

CHECK = Task(
    "check",
    _("Check what is to become public"),
    about=_(
        "A resident who wants everyone to read a concern waits for you. Until you decide, only the councillor and the"
        " staff see it. You check the words, not the opinion: criticism of the municipality or of a councillor's work"
        " is no reason to refuse."
    ),
    steps=(
        Step(
            "menu",
            _("Choose “Moderation” in the menu. “Waiting to be checked” lists the oldest first. Open the first one."),
            shows=_("The list of concerns that wait to be checked, with the menu beside it."),
        ),
        Step(
            "decide",
            _(
                "Read every word. Then answer “May everyone read it?”: choose “Yes: show it on the ward's page”, or the"
                " reason why not. Press “Decide”."
            ),
            shows=_("A concern with the question whether everyone may read it, and the answers to choose from."),
        ),
        Step(
            "decided",
            _(
                "The page says “Decided. The resident is told.” A concern that you refused still goes to the"
                " councillor, who answers the resident alone."
            ),
            shows=_("The list again, with the message that the resident is told."),
        ),
    ),
)
TAKE_DOWN = Task(
    "take-down",
    _("Take something down again"),
    about=_("Somebody complains about words that everyone can read, or you see it yourself."),
    steps=(
        Step(
            "published",
            _("Choose “Moderation” in the menu, then “What everyone can read, and taking it down”. Open the concern."),
        ),
        Step(
            "withdraw",
            _(
                "Answer “Why is it taken down?” and press “Take it down”. The resident is told the reason. Tick “Also"
                " remove the words for good” only where nobody may ever read them again: it cannot be undone."
            ),
            shows=_("A published concern with the reasons for taking it down, and the box that removes the words."),
        ),
        Step("withdrawn", _("The page says “Taken down. The resident is told.”")),
    ),
)
SHOW_AFTER_ALL = Task(
    "after-all",
    _("Change a refusal"),
    steps=(
        Step(
            "refused",
            _("Choose “Moderation” in the menu, then “What was refused or taken down”. Open the concern."),
        ),
        Step(
            "show-after-all",
            _(
                "Read it again. Tick “I have read it again, and everyone may read it” and press “Show it after all”."
                " What was taken down is not shown again."
            ),
            shows=_("A refused concern with the reason, and the box to tick before it is shown after all."),
        ),
    ),
)

MODERATION = Guide(
    "moderation",
    _("Moderator in the Speaker's office"),
    _("Decide which concerns everyone can read, and take down what should not be there."),
    roles=frozenset({Role.MODERATOR}),
    rules=(
        _("Never change a resident's words. You show them as they are, or you do not show them."),
        _("Refuse names, telephone numbers, house numbers and anything about a person's health, also of third people."),
        _("When you are not sure, do not show it, and ask a colleague."),
    ),
    tasks=(CHECK, TAKE_DOWN, SHOW_AFTER_ALL),
    troubles=(
        Trouble(
            _("A colleague decided before me."),
            _(
                "Nothing was changed by your click. The page says what was decided, by whom and when. Talk to each"
                " other before you change it."
            ),
        ),
        Trouble(
            _("I published something by mistake."),
            _("Take it down at once, as described above. Residents who have the link read that it was taken down."),
        ),
        Trouble(
            _("Somebody writes that they are in danger."),
            _(
                "Do not wait for the councillor. Call the emergency number yourself and tell the Speaker's office."
                " Then refuse to show it, since it is about a person."
            ),
        ),
        Trouble(
            _("I am asked for a code again."),
            _(
                "After twelve hours the workspace asks once more for your password and the code from your telephone."
                " If the telephone is gone, use one of your recovery codes, or ask whoever gave you the account."
            ),
        ),
    ),
)
