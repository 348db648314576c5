"""What the public would read of a resident's words, and what was found in them."""

from collections.abc import Collection
from dataclasses import dataclass

from django.utils import translation
from django.utils.translation import gettext as _

from engagement.queries.known_names import names_known_in
from engagement.rules.personal_data import DataKind, Finding, find_personal_data, without_personal_data
from wards.models import Municipality


@dataclass(frozen=True)
class PublicWords:
    """The public version of a line, a text and a place in words, and what was found in the originals."""

    subject: str
    text: str
    place: str
    in_subject: list[Finding]
    in_text: list[Finding]
    in_place: list[Finding]

    @property
    def kinds(self) -> list[DataKind]:
        """What kinds of things were found, each once, in the order in which they are told."""
        found = {finding.kind for finding in [*self.in_subject, *self.in_text, *self.in_place]}
        return [kind for kind in DataKind if kind in found]


def public_words(
    municipality: Municipality,
    *,
    subject: str,
    text: str,
    place: str = "",
    names: Collection[str] = (),
    language: str,
    with_names: bool = True,
) -> PublicWords:
    """What the public would read of a resident's words: the same without numbers, addresses and names of people.

    Args:
        names: the writer's own name, where they gave one.
        language: of the writer, in which the places of what was masked are named.
        with_names: whether names are masked too; a moderator who has looked may leave one that is no secret.
    """
    known = names_known_in(municipality) if with_names else frozenset()
    facts = {"region": municipality.country, "known": known, "names": names, "with_names": with_names}
    words = mask_words(language)
    # Whoever is named in full in one of them is not named in the others, where nothing tells that it is a name.
    found = [finding for written in (subject, text, place) for finding in find_personal_data(written, **facts)]
    told = [finding.text for finding in found if finding.kind == DataKind.NAME and " " in finding.text]
    facts["names"] = [*names, *told]
    return PublicWords(
        subject=without_personal_data(subject, words, **facts),
        text=without_personal_data(text, words, **facts),
        place=without_personal_data(place, words, **facts),
        in_subject=find_personal_data(subject, **facts),
        in_text=find_personal_data(text, **facts),
        in_place=find_personal_data(place, **facts),
    )


def mask_words(language: str) -> dict[DataKind, str]:
    """What stands in public for what was masked, in a language."""
    with translation.override(language):
        return {
            DataKind.ID_NUMBER: _("[ID number]"),
            DataKind.PHONE: _("[phone number]"),
            DataKind.EMAIL: _("[e-mail address]"),
            DataKind.NAME: _("[name]"),
        }


def all_mask_words(language: str) -> list[str]:
    """What may stand in public for a passage that is left out, in a language: by kind, and for anything else."""
    with translation.override(language):
        return [*mask_words(language).values(), _("[left out]")]
