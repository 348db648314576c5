"""The workspace's home: what waits for this person, one panel for each kind of work."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from laces.components import Component
from wagtail.permissions import policy_registry

from wards.enums import ImportState
from wards.models import Delimitation, ImportReport, Municipality
from wards.permissions import ACTIVATE_DELIMITATION, IMPORT_REGISTER, municipalities_for
from wards.queries.coming_editions import ComingEdition, coming_editions

ROWS_SHOWN = 5


@dataclass(frozen=True)
class WorkRow:
    """One thing that waits: its name, where it is done, and a sentence on how it stands."""

    title: str
    url: str
    note: str


class WorkPanel(Component):
    """What of one kind waits, the most pressing first, or that nothing does.

    Args:
        name: tells the panel from others on the page.
        rows: the first of what waits.
        total: how many wait in all.
        every: where all of them are listed.
        nothing: the sentence for when nothing waits.
        order: where the panel stands; lower is higher up.
    """

    template_name = "wards/workspace/work_panel.html"

    class Media:
        css = {"all": ["wards/workspace.css"]}

    def __init__(
        self, name: str, title: str, *, rows: Sequence[WorkRow], total: int, every: str, nothing: str, order: int
    ) -> None:
        self.name, self.title, self.rows, self.total = name, title, rows, total
        self.every, self.nothing, self.order = every, nothing, order

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        """The panel itself."""
        return {"panel": self, "more": self.total - len(self.rows)}


def work_panels(request: HttpRequest) -> Iterator[WorkPanel]:
    """The panels of the wards floor that concern a person: boundaries to switch, imports to confirm."""
    deciding = _deciding(request)
    if deciding:
        yield _editions_panel(deciding, at=timezone.now())
    if municipalities_for(request.user, IMPORT_REGISTER).exists():
        yield _imports_panel(request)


def _deciding(request: HttpRequest) -> list[Municipality]:
    """Where the person may look at editions and put them in force."""
    seen = policy_registry.get_by_type(Delimitation)
    found = municipalities_for(request.user, ACTIVATE_DELIMITATION)
    if not request.user.is_superuser:
        found = found.filter(pk__in=seen.municipalities(request.user, ["view"]))
    return list(found)


def _editions_panel(municipalities: Sequence[Municipality], *, at: datetime) -> WorkPanel:
    coming = coming_editions(municipalities, at)
    return WorkPanel(
        "coming-editions",
        _("Editions of boundaries that are coming"),
        rows=[_edition_row(each) for each in coming[:ROWS_SHOWN]],
        total=len(coming),
        every=reverse("wards_editions:index"),
        nothing=_("No newer edition is loaded than the one that counts."),
        order=120,
    )


def _edition_row(coming: ComingEdition) -> WorkRow:
    about = {"edition": coming.delimitation, "municipality": coming.municipality.name}
    if coming.starts_on:
        note = _("Scheduled: counts from %(day)s.") % {
            "day": formats.date_format(coming.starts_on, "SHORT_DATE_FORMAT")
        }
    else:
        note = _("Not scheduled. Look at what changes, then choose the day.")
    page = reverse("wards_editions:inspection", args=[coming.delimitation.pk, coming.municipality.pk])
    return WorkRow(_("%(edition)s in %(municipality)s") % about, page, note)


def _imports_panel(request: HttpRequest) -> WorkPanel:
    policy = policy_registry.get_by_type(ImportReport)
    waiting = policy.instances_user_has_permission_for(request.user, "view").filter(state=ImportState.PREVIEWED)
    oldest = waiting.select_related("municipality").defer("problems", "preview").order_by("started_at")[:ROWS_SHOWN]
    return WorkPanel(
        "imports-to-confirm",
        _("Imports waiting to be confirmed"),
        rows=[_import_row(report) for report in oldest],
        total=waiting.count(),
        every=reverse("wards_imports:index"),
        nothing=_("Nothing waits to be confirmed."),
        order=130,
    )


def _import_row(report: ImportReport) -> WorkRow:
    about = {"kind": report.get_kind_display(), "time": timesince(report.started_at, depth=1)}
    if report.municipality:
        note = _("%(kind)s for %(municipality)s, uploaded %(time)s ago.") % {
            **about,
            "municipality": report.municipality.name,
        }
    else:
        note = _("%(kind)s, uploaded %(time)s ago.") % about
    return WorkRow(report.file_name, reverse("wards_imports:inspect", args=[report.pk]), note)
