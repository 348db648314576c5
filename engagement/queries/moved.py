"""How many open cases another edition of boundaries would give another ward."""

from django.db.models import Exists, F, OuterRef
from django.db.models.functions import Coalesce

from engagement.models import Case
from wards.models import Delimitation, Municipality, Ward


def open_and_moved(municipality: Municipality, delimitation: Delimitation) -> tuple[int, int]:
    """Open cases of a municipality, and those among them whose place lies in a ward of another code in an edition.

    A case without a place on the map stands where its ward's label does.
    """
    open_cases = Case.objects.open().filter(municipality=municipality)
    same_ward = Ward.objects.filter(
        delimitation=delimitation, code=OuterRef("ward__code"), boundary__covers=OuterRef("spot")
    )
    placed = open_cases.annotate(spot=Coalesce(F("point"), F("ward__label_point")))
    return open_cases.count(), placed.exclude(Exists(same_ward)).count()
