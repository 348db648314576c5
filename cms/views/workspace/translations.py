"""Translations: what they may show, and who may put them before readers. Wagtail's own views ask neither."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.forms import Form, HiddenInput
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from wagtail.blocks import ListBlock
from wagtail.models import Page
from wagtail_localize.models import OverridableSegment
from wagtail_localize.views import convert, edit_translation
from wagtail_localize.views.submit_translations import SubmitPageTranslationView
from wagtail_localize.views.update_translations import UpdateTranslationsView

from cms.queries.translations import may_publish_translations, may_submit
from cms.queries.workspace import may_show


def edit_override(request: HttpRequest, translation_id: int, overridable_segment_id: int) -> HttpResponse:
    """Keep it, if it is the person's own: the page behind keeps any number.

    Raises:
        PermissionDenied: it belongs to another municipality.
    """
    if request.method == "PUT" and not request.user.is_superuser:
        segment = get_object_or_404(OverridableSegment, pk=overridable_segment_id)
        value = QueryDict(request.body).get("value", "")
        model = _shown_by(segment)
        if model and not may_show(request.user, [(model, value)]):
            raise PermissionDenied
    return edit_translation.edit_override(
        request, translation_id=translation_id, overridable_segment_id=overridable_segment_id
    )


def _shown_by(segment: OverridableSegment) -> type[Model] | None:
    """The model of what may stand there; None where it is no record."""
    source = segment.source.get_source_instance()
    name, *path = segment.context.get_field_path(source).split(".")
    field: Any = source._meta.get_field(name)
    if not path:
        return field.related_model
    block = field.stream_block
    for step in path:
        block = block.child_block if isinstance(block, ListBlock) else block.child_blocks[step]
    return getattr(block, "target_model", None)


class GuardedUpdateView(UpdateTranslationsView):
    """Bring translations in step with their original; publishing them too is offered to those who may."""

    def get_form(self) -> Form:
        """The form; without the box, whatever is sent for it counts as left empty."""
        form = super().get_form()
        if not may_publish_translations(self.request.user, self.object):
            box = form.fields["publish_translations"]
            box.disabled, box.initial, box.widget = True, False, HiddenInput()
        return form


class GuardedSubmitView(SubmitPageTranslationView):
    """Begin translations. They go live with their original, and so do words that somebody wrote for them before."""

    def form_valid(self, form: Form) -> HttpResponse:
        """Begin them, unless that publishes what the person may not.

        Raises:
            PermissionDenied: words that nobody approved would be published.
        """
        pages = self.object.get_descendants(inclusive=True)
        if not form.cleaned_data["include_subtree"]:
            pages = Page.objects.filter(pk=self.object.pk)
        if not may_submit(self.request.user, pages, form.cleaned_data["locales"]):
            raise PermissionDenied
        return super().form_valid(form)


def convert_to_alias(request: HttpRequest, page_id: int) -> HttpResponse:
    """Put the original in the place of a translation: readers see it at once.

    Raises:
        PermissionDenied: the person may not publish there.
    """
    page = get_object_or_404(Page, pk=page_id)
    if not page.permissions_for_user(request.user).can_publish():
        raise PermissionDenied
    return convert.convert_to_alias(request, page_id)
