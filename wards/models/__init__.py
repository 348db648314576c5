"""Places, and who speaks for them."""

from wards.models.activation import Activation
from wards.models.committee import WardCommitteeMember
from wards.models.councillor import Councillor, CouncillorTerm
from wards.models.delimitation import Delimitation
from wards.models.import_report import ImportReport
from wards.models.municipality import Municipality
from wards.models.place import Place
from wards.models.ward import Ward

__all__ = [
    "Activation",
    "Councillor",
    "CouncillorTerm",
    "Delimitation",
    "ImportReport",
    "Municipality",
    "Place",
    "Ward",
    "WardCommitteeMember",
]
