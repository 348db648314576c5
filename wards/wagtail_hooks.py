"""Where the workspace learns of the wards floor."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry

from wards.views.workspace.history import SeatFormatter


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
