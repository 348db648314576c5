"""The laws of countries on personal information, as far as a notice to a person names them."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class DataLaw:
    """What a country's law says that people must be told.

    Attributes:
        basis: which law asks or allows a municipality to take in what residents write.
        rights: what a person may ask for, with the sections.
        officer: who answers for personal information where a municipality names nobody.
        complaint: to whom one complains, and how they are reached.
    """

    basis: Promise
    rights: Promise
    officer: Promise
    complaint: Promise


_SOUTH_AFRICA = DataLaw(
    basis=_(
        "The Municipal Systems Act 32 of 2000 (sections 5 and 17) lets you write to your municipality and obliges it to"
        " answer. What you give is used for that duty (Protection of Personal Information Act 4 of 2013, POPIA, section"
        " 11(1)(c) and (e)), not because you consented."
    ),
    rights=_(
        "You may see everything that is held about you, take it with you, have it corrected or deleted, and object to"
        " its use (POPIA, sections 5, 11(3) and 23 to 25). It costs nothing. Most of it you do yourself under My data."
    ),
    officer=_("The municipal manager is the Information Officer. Write to the municipality's address."),
    complaint=_(
        "You may complain to the Information Regulator: POPIAComplaints@inforegulator.org.za,"
        " eservices.inforegulator.org.za, telephone 010 023 5200."
    ),
)
_KENYA = DataLaw(
    basis=_(
        "The County Governments Act of 2012 (sections 87 and 88) lets you write to your county and obliges it to"
        " answer. What you give is used for that duty (Data Protection Act of 2019, section 30(1)(b)), not because you"
        " consented."
    ),
    rights=_(
        "You may see everything that is held about you, take it with you, have it corrected or deleted, and object to"
        " its use (Data Protection Act, sections 26 and 34 to 40). It costs nothing. Most of it you do yourself under"
        " My data."
    ),
    officer=_("The county's data protection officer answers for it. Write to the county's address."),
    complaint=_("You may complain to the Office of the Data Protection Commissioner: www.odpc.go.ke."),
)
_ELSEWHERE = DataLaw(
    basis=_("The law obliges the municipality to answer what its residents write. What you give is used for that."),
    rights=_(
        "You may see everything that is held about you, take it with you, have it corrected or deleted, and object to"
        " its use. It costs nothing. Most of it you do yourself under My data."
    ),
    officer=_("The head of the administration answers for it. Write to the municipality's address."),
    complaint=_("You may complain to the authority that watches over personal information in your country."),
)
# ZZ is the demo: an invented place under South African law.
_LAWS = {"ZA": _SOUTH_AFRICA, "ZZ": _SOUTH_AFRICA, "KE": _KENYA}


def data_law_of(country: str) -> DataLaw:
    """The law of a country (ISO 3166-1, two letters); in general words where it is not known here."""
    return _LAWS.get(country, _ELSEWHERE)
