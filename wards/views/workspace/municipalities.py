"""Municipalities in the workspace."""

from django.forms import Select
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, ObjectList

from wards.models import Municipality
from wards.rules.time_zones import time_zones
from wards.views.workspace.scope import ScopedForm, ScopedViewSet


def _zones() -> list[tuple[str, str]]:
    return [("", _("the one of its country")), *((name, name) for name in time_zones())]


SUPERUSER = "superuser"
"""A permission that nobody else can be given: Wagtail drops the field from other people's form."""


class MunicipalityViewSet(ScopedViewSet):
    """Made by an import of wards; here a name, a category or the time zone is corrected.

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
    inspect_view_fields = ("name", "code", "country", "category", "time_zone", "district", "site")
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldPanel("category"),
            FieldPanel("time_zone", widget=Select(choices=_zones)),
            *(FieldPanel(field, permission=SUPERUSER) for field in ("code", "country", "district", "site")),
        ],
        base_form_class=ScopedForm,
    )
