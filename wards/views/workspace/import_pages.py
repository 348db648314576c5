"""One import: where it stands, what it would change or did, and what a person may do with it now."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import View
from wagtail.admin import messages
from wagtail.permissions import policy_registry

from wards.enums import ImportCount, ImportKind, ImportState
from wards.forms.imports import ConfirmForm, CouncillorReadingForm, ReadingForm
from wards.importers import councillors, places
from wards.models import ImportReport
from wards.permissions import IMPORT_REGISTER, may
from wards.rules.import_states import WAITING, may_follow
from wards.services.imports import ImportRefusedError, cancel_import, confirm_import, read_again, resend_import
from wards.views.workspace.pages import WorkspacePage, require

SHOWN_PROBLEMS, SHOWN_CHANGES = 200, 100
PATIENCE_SECONDS = 120
"""After this long the page offers to call the worker again."""
FIELDS = {ImportKind.COUNCILLORS: councillors.FIELDS, ImportKind.PLACES: places.FIELDS}
READING_FORMS: dict[ImportKind, type[ReadingForm]] = {ImportKind.COUNCILLORS: CouncillorReadingForm}


def apply_label(counts: Mapping[str, int]) -> str:
    """What the button does, in numbers: "Apply: begin 2 terms, end 11 terms, leave out 1 row"."""
    phrases = [
        (ImportCount.ADDED, lambda n: ngettext("add %(n)d", "add %(n)d", n)),
        (ImportCount.CHANGED, lambda n: ngettext("change %(n)d", "change %(n)d", n)),
        (ImportCount.BEGUN, lambda n: ngettext("begin %(n)d term", "begin %(n)d terms", n)),
        (ImportCount.RESUMED, lambda n: ngettext("resume %(n)d term", "resume %(n)d terms", n)),
        (ImportCount.ENDED, lambda n: ngettext("end %(n)d term", "end %(n)d terms", n)),
        (ImportCount.WITHDRAWN, lambda n: ngettext("take back %(n)d term", "take back %(n)d terms", n)),
        (ImportCount.LEFT_OUT, lambda n: ngettext("leave out %(n)d row", "leave out %(n)d rows", n)),
    ]
    parts = [phrase(number) % {"n": number} for name, phrase in phrases if (number := counts.get(name, 0))]
    return _("Apply: %(what)s") % {"what": ", ".join(parts)} if parts else _("Apply: nothing changes")


def find_report(request: HttpRequest, pk: int) -> ImportReport:
    """The report, if it is the person's to see.

    Raises:
        Http404: there is none, or it belongs to another municipality.
    """
    own = policy_registry.get_by_type(ImportReport).instances_user_has_permission_for(request.user, "view")
    report = own.select_related("municipality", "delimitation", "by").filter(pk=pk).first()
    require(report is not None)
    return report


class ImportPage(WorkspacePage):
    """The import as it stands. While the worker has it, a script looks again."""

    template_name = "wards/workspace/import.html"
    header_icon = "download"
    report: ImportReport

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the report."""
        super().setup(request, *args, **kwargs)
        self.report = find_report(request, kwargs["pk"])

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The page, or for the script that looks again only the state."""
        if request.GET.get("part") == "state":
            return render(request, "wards/workspace/import_state.html", {"report": self.report})
        return super().get(request, *args, **kwargs)

    def get_page_title(self) -> str:
        return self.report.get_kind_display()

    def get_page_subtitle(self) -> str:
        return self.report.file_name

    def get_trail(self) -> list[tuple[str, str]]:
        return [(_("Imports"), reverse("wards_imports:index"))]

    @cached_property
    def may_act(self) -> bool:
        """Whether the person may do something with it: it came as an upload, and its file is still there."""
        return bool(self.report.upload) and may(self.request.user, IMPORT_REGISTER, self.report.municipality)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What the report holds, in the order in which a person asks."""
        report = self.report
        state = ImportState(report.state)
        waited = (timezone.now() - report.started_at).total_seconds()
        return super().get_context_data(
            **kwargs,
            report=report,
            list_day=parse_date(report.options.get("on", "")),
            is_waiting=state in WAITING,
            is_slow=waited > PATIENCE_SECONDS,
            counts=self._counts(),
            **self._problems(),
            apply_label=apply_label(report.counts),
            changes=[
                (ImportCount(what).label, row, text)
                for what, row, text in report.preview.get("changes", [])[:SHOWN_CHANGES]
            ],
            changes_more=max(0, report.preview.get("changes_in_all", 0) - SHOWN_CHANGES),
            confirm_form=kwargs.get("confirm_form") or self._confirm_form(state),
            reading_form=kwargs.get("reading_form") or self._reading_form(state),
            may_cancel=self.may_act and may_follow(state, ImportState.CANCELLED),
        )

    def _problems(self) -> dict[str, Any]:
        """Errors before warnings, and apart from them what is only a note."""
        pressing = [each for weight in ("error", "warning") for each in self.report.problems if _weighs(each, weight)]
        notes = [each for each in self.report.problems if each not in pressing]
        return {
            "pressing": pressing[:SHOWN_PROBLEMS],
            "pressing_more": max(0, len(pressing) - SHOWN_PROBLEMS),
            "notes": notes[:SHOWN_PROBLEMS],
            "notes_more": max(0, len(notes) - SHOWN_PROBLEMS),
        }

    def _counts(self) -> list[tuple[str, int]]:
        """The counts in the order of the list; an importer of its own may count other things, named as they are."""
        known = [(str(name.label), count) for name in ImportCount if (count := self.report.counts.get(name))]
        names = set(ImportCount.values)
        return [*known, *((name, count) for name, count in self.report.counts.items() if name not in names)]

    def _confirm_form(self, state: ImportState) -> ConfirmForm | None:
        if not self.may_act or state != ImportState.PREVIEWED or self.report.preview.get("refused"):
            return None
        asks = self.report.preview.get("asks", [])
        return ConfirmForm(asks=asks, initial={"plan_digest": self.report.plan_digest})

    def _reading_form(self, state: ImportState) -> ReadingForm | None:
        columns = self.report.preview.get("file_columns", [])
        if not (self.may_act and columns and may_follow(state, ImportState.UPLOADED)):
            return None
        told, where = self.report.options.get("columns", {}), self.report.options.get("where", {})
        initial = {f"column_{name}": column for name, column in told.items()}
        initial |= {"where_column": next(iter(where), ""), "where_value": next(iter(where.values()), "")}
        initial["new_people"] = ", ".join(map(str, self.report.options.get("new_people", [])))
        kind = ImportKind(self.report.kind)
        return READING_FORMS.get(kind, ReadingForm)(fields=FIELDS[kind], columns=columns, initial=initial)


def _weighs(problem: Mapping[str, Any], weight: str) -> bool:
    return problem["severity"] == weight


class _ImportAction(View):
    """Something that a person does with an import; afterwards the import's page tells how it went."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Do it, or say why not."""
        report = find_report(request, pk)
        try:
            self.act(report)
        except ImportRefusedError as error:
            messages.error(request, str(error))
        return redirect("wards_imports:inspect", pk)

    def act(self, report: ImportReport) -> None:
        """Do it.

        Raises:
            ImportRefusedError: it may not be done, or not now.
        """
        raise NotImplementedError


class ConfirmImport(_ImportAction):
    """Apply what was previewed."""

    def act(self, report: ImportReport) -> None:
        form = ConfirmForm(self.request.POST, asks=report.preview.get("asks", []))
        form.is_valid()
        confirm_import(
            report=report,
            plan_digest=form.cleaned_data.get("plan_digest", ""),
            consents=form.agreed,
            by=self.request.user,
            at=timezone.now(),
        )


class ReadAgain(_ImportAction):
    """Read the same file again, with the columns that the person chose."""

    def act(self, report: ImportReport) -> None:
        fields, columns = FIELDS.get(ImportKind(report.kind), ()), report.preview.get("file_columns", [])
        form_class = READING_FORMS.get(ImportKind(report.kind), ReadingForm)
        form = form_class(self.request.POST, fields=fields, columns=columns)
        if not form.is_valid():
            raise ImportRefusedError(" ".join(str(message) for errors in form.errors.values() for message in errors))
        options = form.options if columns else {}
        read_again(report=report, options=options, by=self.request.user, at=timezone.now())


class CancelImport(_ImportAction):
    """Give the import up."""

    def act(self, report: ImportReport) -> None:
        cancel_import(report=report, by=self.request.user, at=timezone.now())
        messages.success(self.request, _("The import is cancelled and its file deleted. Nothing was changed."))


class ResendImport(_ImportAction):
    """Call the worker again."""

    def act(self, report: ImportReport) -> None:
        resend_import(report=report)


ACTIONS: dict[str, Callable[..., HttpResponse]] = {
    "confirm": ConfirmImport.as_view(),
    "again": ReadAgain.as_view(),
    "cancel": CancelImport.as_view(),
    "resend": ResendImport.as_view(),
}
