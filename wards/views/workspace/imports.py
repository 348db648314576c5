"""Files brought in: the list of imports, and the page on which a file is uploaded."""

from typing import Any

from django.db.models import QuerySet
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn
from wagtail.admin.widgets.button import Button, ButtonWithDropdown

from wards.enums import ImportKind, ImportState
from wards.forms.imports import CouncillorUploadForm, PlaceUploadForm, UploadForm
from wards.models import ImportReport, Municipality
from wards.permissions import IMPORT_REGISTER, municipalities_for
from wards.services.imports import ImportRefusedError, receive_upload
from wards.views.workspace.import_pages import ACTIONS, ImportPage
from wards.views.workspace.pages import FormPage, require
from wards.views.workspace.scope import ScopedHistoryView, ScopedIndexView, ScopedViewSet

FORMS: dict[ImportKind, type[UploadForm]] = {
    ImportKind.COUNCILLORS: CouncillorUploadForm,
    ImportKind.PLACES: PlaceUploadForm,
}
TITLES = {
    ImportKind.COUNCILLORS: gettext_lazy("Bring in a list of councillors"),
    ImportKind.PLACES: gettext_lazy("Bring in places"),
}


class UploadPage(FormPage):
    """A file is chosen and sent; the worker reads it."""

    template_name = "wards/workspace/upload.html"
    submit_label = gettext_lazy("Upload and preview")
    header_icon = "upload"
    multipart = True

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the kind of file, and whether the person may bring one in anywhere."""
        super().setup(request, *args, **kwargs)
        self.kind = next((kind for kind in FORMS if kind == kwargs["kind"]), None)
        require(self.kind is not None and self._municipalities.exists())
        self.form_class, self.page_title = FORMS[self.kind], TITLES[self.kind]

    @cached_property
    def _municipalities(self) -> QuerySet[Municipality]:
        return municipalities_for(self.request.user, IMPORT_REGISTER)

    def get_trail(self) -> list[tuple[str, str]]:
        return [(_("Imports"), self.get_cancel_url())]

    def get_cancel_url(self) -> str:
        return reverse("wards_imports:index")

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"municipalities": self._municipalities}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs, kind=self.kind)

    def carry_out(self, form: Form) -> HttpResponse | None:
        try:
            report = receive_upload(
                kind=self.kind,
                upload=form.cleaned_data["file"],
                municipality=form.cleaned_data["municipality"],
                delimitation=form.delimitation,
                options=form.options,
                by=self.request.user,
                at=timezone.now(),
            )
        except ImportRefusedError as error:
            form.add_error("file", str(error))
            return None
        return redirect("wards_imports:inspect", report.pk)


class ImportIndexView(ScopedIndexView):
    """Every import that concerns the person's municipalities, the newest first."""

    def get_base_queryset(self) -> QuerySet[ImportReport]:
        return super().get_base_queryset().select_related("municipality", "by").defer("problems", "preview")

    @cached_property
    def header_buttons(self) -> list[ButtonWithDropdown]:
        """One button for every kind of file, so that a phone has room for it."""
        kinds = [Button(TITLES[kind], url=reverse("wards_imports:upload", args=[kind])) for kind in FORMS]
        return [ButtonWithDropdown(_("Bring in"), buttons=kinds, icon_name="upload", classname="button button-small")]


class ImportHistoryView(ScopedHistoryView):
    """Who uploaded, confirmed and cancelled."""

    any_permission_required = ["view"]
    header_buttons: list[Button] = []


class ImportViewSet(ScopedViewSet):
    """What was brought in, by whom, and what it changed. Proof: nobody edits or deletes it."""

    model = ImportReport
    name = "imports"
    icon = "download"
    menu_label = gettext_lazy("Imports")
    index_view_class = ImportIndexView
    history_view_class = ImportHistoryView
    list_display = (
        "file_name",
        "kind",
        StatusTagColumn(
            "state",
            label=gettext_lazy("State"),
            accessor=lambda report: _("Dry run") if report.dry_run else report.get_state_display(),
            primary=lambda report: report.state == ImportState.APPLIED,
        ),
        "municipality",
        Column("by", label=gettext_lazy("By")),
        DateColumn("started_at", label=gettext_lazy("When")),
    )
    form_fields = ()

    def get_urlpatterns(self) -> list[URLPattern]:
        """The list, the history, an import's own page, and what can be done there."""
        kept = {"index", "index_results", "history", "history_results"}
        return [
            *(pattern for pattern in super().get_urlpatterns() if pattern.name in kept),
            path("upload/<str:kind>/", UploadPage.as_view(), name="upload"),
            path("<int:pk>/", ImportPage.as_view(), name="inspect"),
            *(path(f"<int:pk>/{name}/", view, name=name) for name, view in ACTIONS.items()),
        ]

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """No page links one that changes or deletes a report."""
        absent = {"add_url_name": None, "edit_url_name": None, "delete_url_name": None}
        return super().get_common_view_kwargs(**{**kwargs, **absent})

    def register_admin_url_finder(self) -> None:
        """A report has no page on which it is edited."""
