"""The notice that a person reads before they give personal data: put together from its parts, and its digest."""

import hashlib
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from engagement.notices import FormNotice
from engagement.rules.data_laws import DataLaw
from engagement.rules.keeping import Retention


@dataclass(frozen=True)
class Controller:
    """Who answers for what is taken in: a municipality, and how it is reached.

    Attributes:
        reach: address, telephone and e-mail, in one line.
        information_officer: who that is, and how to reach them; empty where nobody is named.
        abroad: what goes to another country, and how it is protected there; empty where nothing does.
    """

    name: str
    reach: str = ""
    information_officer: str = ""
    abroad: str = ""


@dataclass(frozen=True)
class NoticePart:
    """One part of a notice: what it is about, and what it says."""

    heading: str
    text: str


@dataclass(frozen=True)
class ShownNotice:
    """A notice as it is shown with a form.

    Attributes:
        form: the key of the form.
        municipality_id: None on a host that is no municipality's.
        version: the day since which it reads so.
        kept_as: the row in which it is kept; None where nobody is known to have sent a form under it.
    """

    form: str
    municipality_id: int | None
    language: str
    version: date
    summary: str
    parts: tuple[NoticePart, ...]
    kept_as: int | None = None

    def dated(self, version: date) -> "ShownNotice":
        """The same words with a day; with another one it is another notice."""
        return self if version == self.version else replace(self, version=version, kept_as=None)

    @property
    def text(self) -> str:
        """All of it as plain text, as it is stored."""
        return "\n\n".join([self.summary, *(f"{part.heading}\n{part.text}" for part in self.parts)])

    @property
    def digest(self) -> str:
        """What tells one notice from another: where it was shown, its day and every word; hexadecimal SHA-256."""
        facts = (self.form, str(self.municipality_id), self.language, self.version.isoformat(), self.text)
        return hashlib.sha256("\x1f".join(facts).encode()).hexdigest()


def own_parts(form: FormNotice, *, retention: Retention) -> list[NoticePart]:
    """What is this form's own: why, whether one must, who reads it, and for how long; in the language in use."""
    return [
        NoticePart(_("What for"), str(form.asked)),
        NoticePart(_("What you must give"), str(form.needed)),
        NoticePart(_("Who receives it"), str(form.seen_by)),
        NoticePart(_("How long it is kept"), str(form.kept) % retention.months()),
    ]


def common_parts(*, controller: Controller, law: DataLaw) -> list[NoticePart]:
    """What is the same for every form: who asks, by which right, and what a person may do; in the language in use."""
    carriers = _(
        "The companies that carry our messages see where they go: an e-mail address or a number, and nothing of what"
        " you wrote."
    )
    return [
        NoticePart(_("Who asks"), ", ".join(filter(None, [controller.name, controller.reach]))),
        NoticePart(_("Under which law"), str(law.basis)),
        NoticePart(_("Who else is involved"), carriers),
        NoticePart(_("Other countries"), controller.abroad or _("Nothing of it is sent to another country.")),
        NoticePart(_("Your rights"), str(law.rights)),
        NoticePart(_("Information Officer"), controller.information_officer or str(law.officer)),
        NoticePart(_("Complaints"), str(law.complaint)),
    ]
