"""The story that the page `/demo/` invites to play, step by step."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from cms.demo.gazetteer import KHANYA


@dataclass(frozen=True)
class Step:
    """One step: what to do, and the page on which to do it."""

    text: str
    label: str
    url: str


def story() -> list[Step]:
    """The steps in order, in the language in use."""
    return [
        Step(
            _("Find your ward. Misspell where you live: the search bears it."),
            _("Search for “Tutong libary”"),
            f"{reverse('wards:index')}?q=Tutong+libary",
        ),
        Step(
            _("Raise an issue with the councillor of ward 3. Give any address that ends in @example.org."),
            _("Raise an issue"),
            reverse("engagement:raise", args=[KHANYA.ward_code(3)]),
        ),
        Step(
            _("Confirm the address by the link in the newest message: it stands first in the list on this page."),
            _("Go to the messages"),
            "#messages",
        ),
        Step(
            _("Sign in as Nomsa Dlamini, the councillor, with the password and the code of now, and answer."),
            _("Open her desk"),
            reverse("engagement:desk"),
        ),
        Step(
            _("If everyone may read it, sign in as Farai Modise, the moderator, in another browser, and publish it."),
            _("Open moderation"),
            reverse("engagement_moderation:index"),
        ),
        Step(
            _("As the resident again, follow the reference that the messages name, and read the answer."),
            _("Follow a reference"),
            reverse("engagement:track"),
        ),
        Step(
            _("Sign in as Imka Jordaan, the officer, and look at what the boundaries of 2026 would change in Khanya."),
            _("Open the boundaries"),
            reverse("wards_editions:index"),
        ),
    ]
