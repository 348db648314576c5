"""A picture, document or link that a translation shows instead of the original's."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from wagtail.blocks import ListBlock
from wagtail_localize.models import OverridableSegment
from wagtail_localize.views import edit_translation

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
