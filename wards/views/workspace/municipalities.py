"""Municipalities in the workspace."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, ObjectList

from wards.models import Municipality
from wards.views.workspace.scope import ScopedForm, ScopedViewSet


class MunicipalityViewSet(ScopedViewSet):
    """Made by an import of wards; here a name or a category is corrected."""

    model = Municipality
    name = "municipalities"
    icon = "site"
    menu_label = _("Municipalities")
    list_display = ("name", "code", "country", "category")
    list_export = ("name", "code", "country", "category")
    search_fields = ("name", "code")
    search_backend_name = None
    inspect_view_fields = ("name", "code", "country", "category", "district", "site")
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldPanel("code"),
            FieldPanel("country"),
            FieldPanel("category"),
            FieldPanel("district"),
            FieldPanel("site"),
        ],
        base_form_class=ScopedForm,
    )
