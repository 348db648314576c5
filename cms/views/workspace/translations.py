"""Translations: what they may show, and who may put them before readers. Wagtail's own views ask neither."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Model
from django.forms import Form, HiddenInput
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import ListBlock
from wagtail.models import Page
from wagtail_localize.models import OverridableSegment, Translation
from wagtail_localize.views import convert, edit_translation
from wagtail_localize.views.submit_translations import SubmitPageTranslationView
from wagtail_localize.views.update_translations import UpdateTranslationsView

from cms.queries.translations import (
    may_delete_everywhere,
    may_publish_translations,
    may_submit,
    precedes_its_original,
    translation_to,
    translations_into,
)
from cms.queries.workspace import may_show
from cms.services.page_changes import note_page_change
from cms.services.translations import show_original_meanwhile


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


ORIGINAL_FIRST = _("Publish the original first. Then its translations can follow.")
CANNOT_DELETE = _(
    "This page cannot be deleted: in another language it is on the site, or has pages below it. Ask a publisher."
)


class GuardedUpdateView(UpdateTranslationsView):
    """Bring translations in step with their original; publishing them too is offered to those who may."""

    def get_form(self) -> Form:
        """The form; without the box, whatever is sent for it counts as left empty."""
        form = super().get_form()
        if not self.object.get_source_instance().live or not may_publish_translations(self.request.user, self.object):
            box = form.fields["publish_translations"]
            box.disabled, box.initial, box.widget = True, False, HiddenInput()
        return form


class GuardedSubmitView(SubmitPageTranslationView):
    """Begin translations: readers see the original until one is published, or words that were written for it before."""

    def form_valid(self, form: Form) -> HttpResponse:
        """Begin them, unless that publishes what the person may not. What is begun already is gone on with.

        Raises:
            PermissionDenied: words that nobody approved would be published.
        """
        # Asked again once it was begun, the form would leave these languages out.
        locales = list(form.cleaned_data["locales"])
        pages = self.object.get_descendants(inclusive=True)
        if not form.cleaned_data["include_subtree"]:
            pages = Page.objects.filter(pk=self.object.pk)
            if begun := translations_into(pages, locales).first():
                return redirect("wagtailadmin_pages:edit", begun.get_target_instance().pk)
        if not may_submit(self.request.user, pages, locales):
            raise PermissionDenied
        with transaction.atomic():
            answer = super().form_valid(form)
            for translation in translations_into(pages, locales):
                show_original_meanwhile(translation=translation, by=self.request.user)
        return answer


def edit_translation_page(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Refuse to publish a translation before its original, and open one that is only begun: to Wagtail it is an alias.

    Returns:
        None where the page that Wagtail has for it is the right one.
    """
    translation = translation_to(page)
    if translation is None:
        return None
    is_publishing = request.method == "POST" and request.POST.get("action") == "publish"
    if is_publishing and precedes_its_original(page):
        messages.error(request, ORIGINAL_FIRST)
        return redirect(request.path)
    return edit_translation.edit_translation(request, translation, page) if page.alias_of_id else None


def refuse_deletion(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Refuse to delete a page whose translations the person may not delete: they would go with it.

    Returns:
        None where Wagtail's own view answers.
    """
    if may_delete_everywhere(request.user, page):
        return None
    messages.error(request, CANNOT_DELETE)
    return redirect("wagtailadmin_pages:edit", page.pk)


def stop_translation(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Let a translation follow its original no longer: for operators. A meeting would be called off in one language."""
    if request.user.is_superuser:
        return edit_translation.stop_translation(request, translation_id)
    translation = get_object_or_404(Translation, pk=translation_id)
    messages.error(request, _("A translation follows its original, so that times and places are the same in each."))
    return redirect("wagtailadmin_pages:edit", translation.get_target_instance().pk)


def convert_to_alias(request: HttpRequest, page_id: int) -> HttpResponse:
    """Put the original in the place of a translation: readers see it at once.

    Raises:
        PermissionDenied: the person may not publish there.
    """
    page = get_object_or_404(Page, pk=page_id)
    if page.alias_of_id:
        messages.info(request, _("Readers see the original already, until this translation is published."))
        return redirect("wagtailadmin_pages:edit", page.pk)
    if not page.permissions_for_user(request.user).can_publish():
        raise PermissionDenied
    answer = convert.convert_to_alias(request, page_id)
    if request.method == "POST":
        # Wagtail publishes nothing here that it would tell of.
        note_page_change(page)
    return answer
