"""The main menu: what exists is listed, what is not built is not."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class MenuItem:
    """One link of the main menu; `keep` holds it in the masthead of a phone."""

    label: str
    url: str
    keep: bool = False


def navigation(request: HttpRequest) -> dict[str, object]:
    """Context processor: `menu`, a list of `MenuItem`."""
    return {"menu": [MenuItem(_("Wards"), reverse("wards:index"))]}
