"""Where the workspace learns of the wards floor."""

from django.contrib.auth.models import Permission
from django.db.models import DateField, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from laces.components import Component
from wagtail import hooks
from wagtail.admin.forms.models import register_form_field_override
from wagtail.log_actions import LogActionRegistry

from wards.forms.days import DayField
from wards.views.workspace.group import WardsGroup
from wards.views.workspace.history import SeatFormatter
from wards.views.workspace.policies import register_policies
from wards.views.workspace.work_panels import work_panels

register_policies()
# Wagtail's own field for a day turns what it cannot read into today.
register_form_field_override(DateField, override={"form_class": DayField})


@hooks.register("register_admin_viewset")
def register_wards() -> WardsGroup:
    """The menu "Wards" and every page under it."""
    return WardsGroup()


@hooks.register("construct_homepage_panels")
def add_work_panels(request: HttpRequest, panels: list[Component]) -> None:
    """What waits, on the home of the workspace."""
    panels.extend(work_panels(request))


@hooks.register("register_permissions")
def register_permissions() -> QuerySet[Permission]:
    """What a group can be given beside the permissions on each model."""
    return Permission.objects.filter(content_type__app_label="wards", codename="activate_delimitation")


@hooks.register("register_log_actions")
def register_log_actions(actions: LogActionRegistry) -> None:
    """What the history of a councillor and of an import can say."""
    actions.register_action("wards.import.uploaded", _("Upload a file"), _("File uploaded"))
    actions.register_action("wards.import.confirmed", _("Confirm an import"), _("Import confirmed"))
    actions.register_action("wards.import.cancelled", _("Cancel an import"), _("Import cancelled, file deleted"))
    actions.register_action("wards.import.applied", _("Apply an import"), _("Import applied"))
    actions.register_action("wards.import.refused", _("Refuse an import"), _("Import refused, nothing changed"))
    for action, label, message in SeatFormatter.ACTIONS:
        actions.register_action(action)(SeatFormatter.of(label, message))
