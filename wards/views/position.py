"""What `wards/position.js` needs to ask for the ward of the phone's position, and to say what went wrong."""

import json

from django.urls import reverse
from django.utils.translation import gettext as _


def position_config() -> str:
    """JSON for the `data-position` of the finder's search."""
    return json.dumps(
        {
            "find": reverse("wards_data:find"),
            "ward": reverse("wards:ward", args=["CODE"]),
            "words": {
                "asking": _("Looking for your position ..."),
                "denied": _("Your phone keeps its position from this site. Allow it in the settings, or type a name."),
                "unavailable": _("Your phone does not know its position now. Type a name, or tap the map."),
                "outside": _("You are outside every ward that is known here. Type where you live, or tap the map."),
                "failed": _("Your ward could not be looked up. Check your connection and try again."),
                "rough": _("Your phone knows its position only roughly, to {metres} m. The next ward may be yours."),
                "border": _("You are on the border of a ward. The ward next to it may be yours."),
                "go": _("Go to {ward}"),
                "numbered": _("Ward {number}"),
                "named": _("Ward {number}, {name}"),
            },
        }
    )
