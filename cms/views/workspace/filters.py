"""What a list of the workspace can be narrowed by: people, sites, workflows and tags that the person meets anyway."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import FilteredModelChoiceFilter, MultipleUserFilter
from wagtail.admin.views.pages.listing import EditedByFilter, GenericPageFilterSet, SiteFilter
from wagtail.admin.views.reports.locked_pages import LockedPagesReportFilterSet
from wagtail.admin.views.reports.workflows import WorkflowReportFilterSet, WorkflowTasksReportFilterSet
from wagtail.documents.views.documents import DocumentsFilterSet
from wagtail.images.views.images import ImagesFilterSet
from wagtail.models import Site, Task, TaskState, Workflow, WorkflowState

from cms.queries.workspace import own_sites, own_tags, own_tasks, own_workflows, people_on_own_pages

POPULAR = 10
"""How many tags are offered."""


def people(request: HttpRequest) -> QuerySet:
    """Whom a list can be narrowed to."""
    return people_on_own_pages(request.user)


def sites(request: HttpRequest) -> QuerySet[Site]:
    """See `people`."""
    return own_sites(request.user)


def workflows(request: HttpRequest) -> QuerySet[Workflow]:
    """See `people`."""
    return own_workflows(request.user)


def tasks(request: HttpRequest) -> QuerySet[Task]:
    """See `people`."""
    return own_tasks(request.user)


class ScopedPageFilterSet(GenericPageFilterSet):
    """Narrows a list of pages."""

    owner = MultipleUserFilter(label=_("Owner"), queryset=people, widget=CheckboxSelectMultiple)
    edited_by = EditedByFilter(label=_("Edited by"), queryset=people, widget=CheckboxSelectMultiple)
    site = SiteFilter(label=_("Site"), queryset=sites, widget=CheckboxSelectMultiple)


class ScopedLockedPagesFilterSet(LockedPagesReportFilterSet):
    """Narrows the report of locked pages."""

    locked_by = django_filters.ModelChoiceFilter(
        label=_("Locked by"), empty_label=_("Anyone"), field_name="locked_by", queryset=people
    )


class ScopedWorkflowFilterSet(WorkflowReportFilterSet):
    """Narrows the report of pages on their way to be published."""

    workflow = django_filters.ModelChoiceFilter(queryset=workflows)
    requested_by = django_filters.ModelChoiceFilter(field_name="requested_by", queryset=people)

    class Meta(WorkflowReportFilterSet.Meta):
        model = WorkflowState


class ScopedWorkflowTasksFilterSet(WorkflowTasksReportFilterSet):
    """Narrows the report of single steps on that way."""

    workflow = django_filters.ModelChoiceFilter(
        field_name="workflow_state__workflow", queryset=workflows, label=_("Workflow")
    )
    task = FilteredModelChoiceFilter(queryset=tasks, filter_field="id_workflow", filter_accessor="workflows")

    class Meta(WorkflowTasksReportFilterSet.Meta):
        model = TaskState


class OwnTagsMixin:
    """Offers the tags of one's own pictures and documents."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "tag" in self.filters:
            names = own_tags(self.request.user).order_by("name").values_list("name", flat=True)[:POPULAR]
            self.filters["tag"].extra["choices"] = [(name, name) for name in names]


class ScopedImagesFilterSet(OwnTagsMixin, ImagesFilterSet):
    """Narrows the list of pictures."""


class ScopedDocumentsFilterSet(OwnTagsMixin, DocumentsFilterSet):
    """Narrows the list of documents."""
