"""The wards of a municipality, as pages name them."""

from datetime import datetime

from wards.models import Municipality, Ward
from wards.queries.wards import wards_in_force


def wards_by_code(municipality: Municipality | None, *, at: datetime) -> dict[str, Ward]:
    """The wards in force of a municipality, without their shapes; none without a municipality."""
    if municipality is None:
        return {}
    wards = wards_in_force(at).filter(municipality=municipality).defer("boundary", "outline", "label_point")
    return {ward.code: ward for ward in wards.order_by("number", "name", "code")}
