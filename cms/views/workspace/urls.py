"""Addresses that stand before Wagtail's own of the same path. Each says which address of Wagtail it stands for."""

from django.urls import path
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access
from wagtail.utils.urlpatterns import decorate_urlpatterns

from cms.views.workspace import bulk, choosers, media, reports, translations

app_name = "cms_workspace"

LISTS = {
    "reports/locked/": (reports.ScopedLockedPagesView, "locked_pages"),
    "reports/aging-pages/": (reports.ScopedAgingPagesView, "aging_pages"),
    "reports/workflow/": (reports.ScopedWorkflowView, "workflow"),
    "reports/workflow_tasks/": (reports.ScopedWorkflowTasksView, "workflow_tasks"),
    "localize/reports/translations/": (reports.ScopedTranslationsView, "translations"),
    "images/": (media.ScopedImagesView, "images"),
    "documents/": (media.ScopedDocumentsView, "documents"),
}

urlpatterns = [path(route, view.as_view(), name=name) for route, (view, name) in LISTS.items()]
urlpatterns += [
    path(f"{route}results/", view.as_view(results_only=True), name=f"{name}_results")
    for route, (view, name) in LISTS.items()
]
urlpatterns += [
    path("bulk/<str:app_label>/<str:model_name>/<str:action>/", bulk.bulk_action, name="bulk_action"),
    path("choose-page/", choosers.ScopedBrowseView.as_view(), name="choose_page"),
    path("images/chooser/", media.image_chooser.choose_view, name="choose_image"),
    path(
        "localize/translate/<int:translation_id>/overrides/<int:overridable_segment_id>/edit/",
        translations.edit_override,
        name="edit_override",
    ),
    path(
        "localize/update/<int:translation_source_id>/",
        translations.GuardedUpdateView.as_view(),
        name="update_translations",
    ),
    path("localize/submit/page/<int:page_id>/", translations.GuardedSubmitView.as_view(), name="submit_translation"),
    path("localize/translate/<int:translation_id>/disable/", translations.stop_translation, name="stop_translation"),
    path("localize/page/<int:page_id>/convert_to_alias/", translations.convert_to_alias, name="convert_to_alias"),
    path("tag-autocomplete/", media.tag_autocomplete, name="tags"),
    path("tag-autocomplete/<slug:app_name>/<slug:model_name>/", media.tag_autocomplete, name="tags_of_model"),
]
urlpatterns = decorate_urlpatterns(urlpatterns, require_admin_access)
urlpatterns = decorate_urlpatterns(urlpatterns, never_cache)
