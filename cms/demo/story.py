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
    ward_url = reverse("wards:ward", args=[KHANYA.ward_code(3)])
    return [
        Step(
            _("Find your ward. Misspell where you live: the search bears it."),
            _("Search for “Tutong libary”"),
            f"{reverse('wards:index')}?q=Tutong+libary",
        ),
        Step(
            _("Raise a concern with the councillor of ward 3. Give any address that ends in @example.org."),
            _("Open ward 3"),
            ward_url,
        ),
        Step(
            _("Confirm the address by the link in the newest message at the end of this page."),
            _("Go to the messages"),
            "#messages",
        ),
        Step(
            _("Sign in as the councillor with the password and the code of the moment, and answer."),
            _("Sign in"),
            reverse("account_login"),
        ),
        Step(
            _("Back as the resident, follow the reference that the message gave you, and read the answer."),
            _("Go to the messages"),
            "#messages",
        ),
    ]
