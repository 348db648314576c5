"""How pages are published, sent back and taken off the site, and what the municipality says of itself."""

from django.utils.translation import gettext_lazy as _

from cms.guides.structure import Guide, Step, Task, Trouble
from engagement.enums import Role

REVIEW = Task(
    "review",
    _("Publish what an editor wrote"),
    steps=(
        Step(
            "waiting",
            _("On the workspace's home, “Awaiting your review” lists what editors submitted. Open the first one."),
            shows=_("The home of the workspace with a page that waits to be reviewed."),
        ),
        Step(
            "approve",
            _(
                "Read it as a resident would: what, where, from when, until when? Then press the arrow beside “Save"
                " draft” and choose “Approve and Publish”."
            ),
            shows=_("The open menu with the ways to approve and to send back."),
        ),
        Step(
            "published",
            _("The page is “Live”: it shows on the site at once. Look at it there."),
            shows=_("The list with the page, which is live."),
        ),
    ),
)
TRANSLATION = Task(
    "translation",
    _("Publish a translation"),
    about=_("Your home lists those that are done. Let somebody read it who speaks the language."),
    steps=(
        Step(
            "reports",
            _("In the menu choose “Reports”, then “Translations”. Open the page under “Target”."),
            shows=_("The list of translations."),
        ),
        Step(
            "publish",
            _("Read both languages side by side, and press “Publish in isiZulu”."),
            shows=_("A page in both languages, and the button that publishes the translation."),
        ),
        Step("translated", _("The page says “Published …” with the isiZulu title.")),
    ),
)
SEND_BACK = Task(
    "send-back",
    _("Send something back"),
    steps=(
        Step(
            "request",
            _("Open the page from “Awaiting your review”. Press the arrow and choose “Request changes”."),
            shows=_("The open menu with the way to send a page back."),
        ),
        Step(
            "comment",
            _("Write what is missing, so that nobody has to ask, and press “Request changes”."),
            shows=_("The field for what is missing."),
        ),
        Step("returned", _("The editor gets an e-mail with your words. On your home it waits no longer.")),
    ),
)
TAKE_OFF = Task(
    "unpublish",
    _("Take a page off the site"),
    about=_("For what should never have been there. What is merely over leaves by itself."),
    steps=(
        Step(
            "unpublish",
            _("In the list, press the three dots beside the title, then “Unpublish”."),
            shows=_("The open menu of a page, with the way to take it off the site."),
        ),
        Step(
            "confirm",
            _(
                "Press “Yes, unpublish it”. It is off the site in every language at once, and stays here as a draft."
                " Its file cannot be opened any more either, unless another page shows it."
            ),
            shows=_("The page that asks whether it is meant."),
        ),
    ),
)
SETTINGS = Task(
    "settings",
    _("Change the name, the colours or the emergency numbers"),
    about=_("They stand on every page of the site."),
    steps=(
        Step(
            "settings",
            _("In the menu choose “Settings”, then “Site settings”. Change what is needed and press “Save”."),
            shows=_("The settings of the site."),
        ),
    ),
)

PUBLISHING = Guide(
    "publishing",
    _("Publisher of the site"),
    _("Publish what editors wrote, or send it back; keep the site's name, colours and numbers."),
    roles=frozenset({Role.PUBLISHER}),
    rules=(
        _("Four eyes: publish what somebody else wrote. Your own pages, let a colleague publish where you can."),
        _("Call every emergency number once before you save it."),
        _("The municipality is responsible for every word on the site, also for those of contractors."),
    ),
    tasks=(REVIEW, TRANSLATION, SEND_BACK, TAKE_OFF, SETTINGS),
    troubles=(
        Trouble(
            _("There is no editor today and it is urgent."),
            _("Write it yourself, as the editor's guide says: your menu beside “Save draft” also has “Publish”."),
        ),
        Trouble(
            _("I published something wrong."),
            _("Correct it and publish again, or take the page off the site. Its history keeps every version."),
        ),
        Trouble(
            _("The home page or a section cannot be taken off the site."),
            _("The site's menu leads there, so they stay. Change their words, or take off single pages below them."),
        ),
        Trouble(
            _("A colour is refused."),
            _("Words on it could not be read by everybody. Choose a darker one; the message says how far it is off."),
        ),
        Trouble(
            _("The page does not change on my telephone."),
            _("Telephones keep a page for a minute. Load it again."),
        ),
    ),
)
