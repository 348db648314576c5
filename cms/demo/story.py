"""The story that the page `/demo/` invites two people with two browsers to play, step by step."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from cms.demo.buttons import Button
from cms.demo.gazetteer import KHANYA

_WARD = KHANYA.ward_code(3)


@dataclass(frozen=True)
class Step:
    """One step: who takes it, what to do, and the page on which to do it, or the button that lets it happen."""

    who: str
    text: str
    label: str
    url: str = ""
    button: Button | None = None


@dataclass(frozen=True)
class Chapter:
    """Steps that belong together."""

    title: str
    steps: list[Step]


def story() -> list[Chapter]:
    """The chapters in order, in the language in use."""
    resident, councillor, moderator = _("Resident"), _("Councillor"), _("Moderator")
    department, office, clock = _("Department"), _("Speaker's office"), _("The clock")
    desk, track = reverse("engagement:desk"), reverse("engagement:track")
    return [
        Chapter(
            _("Raise it"),
            [
                Step(
                    resident,
                    _("Find your ward. Misspell where you live: the search bears it."),
                    _("Search for “Tutong libary”"),
                    f"{reverse('wards:index')}?q=Tutong+libary",
                ),
                Step(
                    resident,
                    _(
                        "Raise an issue in ward 3, for everyone to read, with a photo. Give any address that ends in"
                        " @example.org, or a number that begins with 082 555 01."
                    ),
                    _("Raise an issue"),
                    reverse("engagement:raise", args=[_WARD]),
                ),
                Step(
                    resident,
                    _("Confirm by the link in the newest message, an e-mail or a text."),
                    _("Go to the messages"),
                    "#messages",
                ),
            ],
        ),
        Chapter(
            _("Let everyone read it"),
            [
                Step(
                    moderator,
                    _("Sign in as Farai Modise in another browser. Look at the words and the photo, and publish both."),
                    _("Open moderation"),
                    reverse("engagement_moderation:index"),
                ),
                Step(
                    resident,
                    _("From any other address: say that it affects you too, follow it, or report it."),
                    _("See what everyone reads in ward 3"),
                    reverse("engagement:ward_concerns", args=[_WARD]),
                ),
            ],
        ),
        Chapter(
            _("Ask, pass on, answer"),
            [
                Step(
                    councillor,
                    _("Sign in as Nomsa Dlamini with the password and the code of now. Ask the resident something."),
                    _("Open her desk"),
                    desk,
                ),
                Step(
                    resident,
                    _("Follow the reference that the messages name. Read the question, and reply."),
                    _("Follow a reference"),
                    track,
                ),
                Step(
                    councillor,
                    _("Read the reply, and answer: passed on to the department of roads and storm water."),
                    _("Open the desk again"),
                    desk,
                ),
                Step(
                    department,
                    _("Sign in as Thabiso Maseko. Take it on, report how far it is, and then that it is done."),
                    _("Open what was passed on"),
                    reverse("engagement_referrals:index"),
                ),
                Step(councillor, _("Give the final answer, in public."), _("Open the desk to answer"), desk),
            ],
        ),
        Chapter(
            _("Say whether it helped"),
            [
                Step(
                    resident,
                    _("Follow the reference again. Say that the answer helped partly, and reopen it."),
                    _("Say whether it helped"),
                    track,
                ),
                Step(
                    councillor,
                    _(
                        "Send the digest of the week to Nomsa Dlamini, and open a link of it from the messages: it"
                        " leads to the form that answers, once you have signed in as her."
                    ),
                    "",
                    button=Button.DIGEST,
                ),
                Step(
                    clock,
                    _(
                        "Once a day reminders go out, concerns pass to whoever holds a seat now, and residents are"
                        " asked whether an answer helped."
                    ),
                    "",
                    button=Button.CLOCK,
                ),
            ],
        ),
        Chapter(
            _("Object"),
            [
                Step(
                    moderator,
                    _("Decide on what was reported: leave it, or take it down with a reason."),
                    _("Open the reports"),
                    reverse("engagement_moderation:index"),
                ),
                Step(
                    resident,
                    _("Appeal by the link in the e-mail, or where you follow the reference."),
                    _("Appeal where you follow it"),
                    track,
                ),
                Step(
                    office,
                    _("Sign in as Zinhle Mokgosi, who did not decide before, and decide on the appeal."),
                    _("Open the appeals"),
                    reverse("engagement_moderation:index"),
                ),
            ],
        ),
        Chapter(
            _("Look around"),
            [
                Step(
                    resident,
                    _("See how many were answered in time, and what those who asked say of it."),
                    _("See the answers of Khanya"),
                    reverse("engagement:answers"),
                ),
                Step(
                    resident,
                    _(
                        "Follow the notices of ward 3 by e-mail. Sign in as Tumi Sekoto in another browser, publish a"
                        " notice of ward 3, and see the message come."
                    ),
                    _("Follow the notices of ward 3"),
                    reverse("engagement:follow_notices", args=[_WARD]),
                ),
                Step(
                    _("Officer for boundaries"),
                    _(
                        "Sign in as Imka Jordaan, open the edition of 2026, and there Khanya Local Municipality: it"
                        " shows what the new boundaries would change."
                    ),
                    _("Open the boundaries"),
                    reverse("wards_editions:index"),
                ),
            ],
        ),
    ]
