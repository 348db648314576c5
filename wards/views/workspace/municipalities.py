"""Municipalities in the workspace."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, ObjectList

from wards.models import Municipality
from wards.views.workspace.scope import ScopedForm, ScopedViewSet

SUPERUSER = "superuser"
"""A permission that nobody else can be given: Wagtail drops the field from other people's form."""


class MunicipalityViewSet(ScopedViewSet):
    """Made by an import of wards; here a name or a category is corrected.

    Addresses, imports and the site that a municipality speaks on hang on the rest, so that only superusers change it.
    """

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
            FieldPanel("category"),
            *(FieldPanel(field, permission=SUPERUSER) for field in ("code", "country", "district", "site")),
        ],
        base_form_class=ScopedForm,
    )
