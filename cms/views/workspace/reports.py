"""Reports about pages."""

from django.db.models import QuerySet
from wagtail.admin.views.reports.aging_pages import AgingPagesView
from wagtail.admin.views.reports.locked_pages import LockedPagesView
from wagtail.admin.views.reports.workflows import WorkflowTasksView, WorkflowView
from wagtail_localize.models import Translation
from wagtail_localize.views.report import TranslationsReportView

from cms.queries.workspace import own_pages, own_task_states, own_translations, own_workflow_states
from cms.views.workspace.filters import (
    ScopedLockedPagesFilterSet,
    ScopedWorkflowFilterSet,
    ScopedWorkflowTasksFilterSet,
)


class ScopedLockedPagesView(LockedPagesView):
    """Pages that somebody locked. Whoever changed office sees no longer what they locked in the old one."""

    filterset_class = ScopedLockedPagesFilterSet

    def get_queryset(self) -> QuerySet:
        """The person's own."""
        return super().get_queryset().filter(pk__in=own_pages(self.request.user).values("pk"))


class ScopedAgingPagesView(AgingPagesView):
    """Pages by the day on which they were last published."""


class ScopedWorkflowView(WorkflowView):
    """Pages on their way to be published."""

    filterset_class = ScopedWorkflowFilterSet

    def get_queryset(self) -> QuerySet:
        """The person's own."""
        return super().get_queryset().filter(pk__in=own_workflow_states(self.request.user).values("pk"))


class ScopedWorkflowTasksView(WorkflowTasksView):
    """Single steps on that way."""

    filterset_class = ScopedWorkflowTasksFilterSet

    def get_queryset(self) -> QuerySet:
        """The person's own."""
        return super().get_queryset().filter(pk__in=own_task_states(self.request.user).values("pk"))


class ScopedTranslationsView(TranslationsReportView):
    """Pages that are given to translate."""

    def get_queryset(self) -> QuerySet[Translation]:
        """The person's own."""
        return super().get_queryset().filter(pk__in=own_translations(self.request.user).values("pk"))
