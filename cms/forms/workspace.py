"""Forms of the editor accept what is the person's own, whatever number is typed into them.

A chooser offers only that, and the field behind it takes any number: also in a stream of blocks or in the text of a
link. A form with a stranger's number is not drawn again either, since it would say what the number stands for.
"""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import FieldDoesNotExist, PermissionDenied
from django.db.models import Model
from django.forms import BaseForm, ModelChoiceField
from wagtail.admin.forms import WagtailAdminModelForm, WagtailAdminPageForm

from cms.queries.workspace import may_show

Reference = tuple[type[Model], str]
"""A model, and the key of one of its records as it was typed."""


class OwnThingsMixin:
    """Refuses pages, pictures and documents of a municipality that the person does not work for.

    What stood there before may stay: an operator may have put it there.
    """

    def full_clean(self) -> None:
        """Look at what was typed before anything is made of it.

        Raises:
            PermissionDenied: it names what is not the person's own.
        """
        if self.is_bound and self.for_user and not self.for_user.is_superuser:
            named = set(typed_references(self)) - set(held_references(self))
            if not may_show(self.for_user, named):
                raise PermissionDenied
        super().full_clean()


class ScopedPageForm(OwnThingsMixin, WagtailAdminPageForm):
    """The form of every type of page."""


class ScopedSettingForm(OwnThingsMixin, WagtailAdminModelForm):
    """The form of a site's settings."""


def typed_references(form: BaseForm) -> Iterator[Reference]:
    """The records that the data of a form names, in its formsets too."""
    for name, field in form.fields.items():
        value = field.widget.value_from_datadict(form.data, form.files, form.add_prefix(name))
        yield from _references(form, name, field, value)
    for child in _children(form):
        yield from typed_references(child)


def held_references(form: BaseForm) -> Iterator[Reference]:
    """The records that the form named when it was opened."""
    for name, field in form.fields.items():
        yield from _references(form, name, field, form.get_initial_for_field(field, name))
    for child in _children(form):
        yield from held_references(child)


def _children(form: BaseForm) -> Iterator[BaseForm]:
    for formset in getattr(form, "formsets", {}).values():
        yield from formset.forms


def _references(form: BaseForm, name: str, field: Any, value: Any) -> Iterator[Reference]:
    if value in (None, ""):
        return
    if isinstance(field, ModelChoiceField):
        values = value if isinstance(value, list | tuple) else [value]
        yield from ((field.queryset.model, str(getattr(each, "pk", each))) for each in values)
        return
    extract = getattr(_model_field(form, name), "extract_references", None)
    if extract:
        yield from ((model, str(key)) for model, key, _model_path, _content_path in extract(value))


def _model_field(form: BaseForm, name: str) -> Any:
    meta = getattr(form, "_meta", None)
    try:
        return meta.model._meta.get_field(name) if meta and meta.model else None
    except FieldDoesNotExist:
        return None
