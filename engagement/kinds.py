"""The kinds of cases that this installation knows. Each app registers its own in `AppConfig.ready()`.

Lower floors and common pages (home, tracking, menus) read the registry instead of importing from above.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import TextChoices
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.module_loading import import_string

from engagement.enums import ClockKind, EventKind, Publication
from engagement.rules.keeping import Retention
from engagement.rules.map_layers import MapLayer

Text = str | Promise


@dataclass(frozen=True)
class Standard:
    """What is promised on every case of a kind: `working_days` until `clock` rings.

    Where a municipality decides that itself, `policy_field` names the field of `AnsweringPolicy` that holds it.
    """

    clock: ClockKind
    working_days: int
    policy_field: str = ""


@dataclass(frozen=True)
class CaseKind:
    """One kind of case.

    `title` and `hint` stand on the home page; `icon` is a key of the site's icons; `start_url` names the URL that
    starts one, and is empty for a kind that no resident starts. `transitions` maps each status to those that may
    follow; `closed` are the statuses in which nobody owes anything any more. `event_titles` says in words what
    happened, by kind of event.

    In `awaiting` the first answer is awaited, in `answered` it was given: there a case shows its promise in place of
    its status. `tones` gives the tone of other statuses, "wait" where it gives none.

    `detail` names the one-to-one relation from a case to what this kind adds. At /track/ a case is shown by
    `story_template`, with what every story has and what `story_context` adds: the dotted path of a function that takes
    the case, `viewer` and `user`, and returns a context. It is a path because what shows a case stands above the
    registry.

    `retention` says for how long what belongs to a case is kept after it is closed, unless its municipality has decided
    otherwise. A kind whose cases come out of another's names that one in `kept_like` instead, and goes by what holds
    there. `erase_words` is the dotted path of a function that takes a locked case and empties what its detail holds
    of the resident's words; `erase_unshown` that of one which empties only what everyone does not read of a public
    case. `taken_back` is the status in which a case ends whose resident has their data deleted; without one it goes on.

    `map_layer` is the dotted path of a function that takes a viewer, a ward and a moment, and returns what the desk's
    map shows of this kind there, an `engagement.rules.map_layers.MapLayer`; a kind without it adds nothing to the map.
    """

    key: str
    title: Text
    hint: Text
    icon: str
    start_url: str
    statuses: type[TextChoices]
    initial: str
    transitions: Mapping[str, frozenset[str]]
    closed: frozenset[str]
    standards: tuple[Standard, ...]
    default_publication: Publication
    detail: str
    story_template: str
    story_context: str
    erase_words: str
    retention: Retention | None = None
    kept_like: str = ""
    erase_unshown: str = ""
    taken_back: str = ""
    awaiting: frozenset[str] = frozenset()
    answered: frozenset[str] = frozenset()
    tones: Mapping[str, str] = field(default_factory=dict)
    map_layer: str = ""
    event_titles: Mapping[str, Text] = field(default_factory=lambda: dict(EventKind.choices))

    @property
    def is_started_by_residents(self) -> bool:
        """Whether the home page leads to where one is started."""
        return bool(self.start_url)

    def get_start_url(self) -> str:
        """Where a resident starts a case of this kind, in the language in use."""
        return reverse(self.start_url)

    def get_story_context(self) -> Callable[..., Mapping[str, Any]]:
        """The function that gives a story what is this kind's own.

        Raises:
            ImportError: there is none at `story_context`.
        """
        return import_string(self.story_context)

    def get_erase_words(self) -> Callable[..., None]:
        """The function that empties what a case's detail holds of the resident's words.

        Raises:
            ImportError: there is none at `erase_words`.
        """
        return import_string(self.erase_words)

    def get_erase_unshown(self) -> Callable[..., None] | None:
        """The function that empties what everyone does not read of a public case; None where a kind holds no such.

        Raises:
            ImportError: there is none at `erase_unshown`.
        """
        return import_string(self.erase_unshown) if self.erase_unshown else None

    def get_map_layer(self) -> Callable[..., MapLayer] | None:
        """The function that gives the desk's map what is this kind's own; None where the kind adds nothing.

        Raises:
            ImportError: there is none at `map_layer`.
        """
        return import_string(self.map_layer) if self.map_layer else None

    def status_label(self, status: str) -> str:
        """A status in words, in the language in use."""
        return str(self.statuses(status).label)

    def gaps(self) -> list[str]:
        """What is missing or contradicts itself, as sentences for the developer who registered this kind."""
        known = set(self.statuses.values)
        named = {self.initial, *self.closed, *self.awaiting, *self.answered, *self.tones, *self.transitions}
        named |= {self.taken_back} - {""}
        named |= set().union(*self.transitions.values(), set())
        gaps = [f"{name} is empty" for name in ("title", "hint", "icon", "standards") if not getattr(self, name)]
        gaps += [f"status {status!r} is not one of its statuses" for status in sorted(named - known)]
        gaps += [f"status {status!r} has no row in transitions" for status in sorted(known - set(self.transitions))]
        if (self.retention is None) != bool(self.kept_like):
            gaps.append("it has to say either retention or kept_like")
        if self.kept_like and (self.kept_like not in _kinds or _kinds[self.kept_like].retention is None):
            gaps.append(f"kept_like {self.kept_like!r} is no kind that says its retention")
        try:
            if self.is_started_by_residents:
                self.get_start_url()
        except NoReverseMatch:
            gaps.append(f"start_url {self.start_url!r} leads nowhere")
        try:
            self.get_erase_words()
        except ImportError:
            gaps.append(f"erase_words {self.erase_words!r} leads nowhere")
        try:
            self.get_erase_unshown()
        except ImportError:
            gaps.append(f"erase_unshown {self.erase_unshown!r} leads nowhere")
        return gaps + self._story_gaps()

    def _story_gaps(self) -> list[str]:
        gaps = []
        try:
            get_template(self.story_template)
        except TemplateDoesNotExist:
            gaps.append(f"story_template {self.story_template!r} does not exist")
        try:
            self.get_story_context()
        except ImportError:
            gaps.append(f"story_context {self.story_context!r} leads nowhere")
        try:
            self.get_map_layer()
        except ImportError:
            gaps.append(f"map_layer {self.map_layer!r} leads nowhere")
        try:
            is_detail = apps.get_model("engagement", "Case")._meta.get_field(self.detail).one_to_one
        except FieldDoesNotExist:
            is_detail = False
        return gaps if is_detail else [*gaps, f"detail {self.detail!r} is no one-to-one relation of a case"]


_kinds: dict[str, CaseKind] = {}


def register(kind: CaseKind) -> None:
    """Add a kind.

    Raises:
        ValueError: another kind has the same key.
    """
    if kind.key in _kinds:
        raise ValueError(f"A kind of case named {kind.key!r} is registered already.")
    _kinds[kind.key] = kind


def get(key: str) -> CaseKind:
    """The kind with this key.

    Raises:
        KeyError: no app has registered it.
    """
    return _kinds[key]


def registered() -> list[CaseKind]:
    """Every kind, in the order in which the apps registered them."""
    return list(_kinds.values())
