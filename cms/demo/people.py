"""Invented people: councillors, committee members and those who sign in. All are at example.org (RFC 2606)."""

from collections.abc import Iterator
from dataclasses import dataclass

from cms.demo.seed import dice

_FIRST_NAMES = """
Amahle Andile Anika Ayanda Bongani Boitumelo Busisiwe Dikeledi Dineo Elna Fikile Gugu Hendrik Itumeleng Jabu Johan
Kagiso Karabo Katlego Khanyi Kobus Lerato Lesego Lindiwe Lungile Mandla Marlene Mpho Nandi Neo Nkosana Noluthando
Palesa Pieter Priya Refilwe Rethabile Riaan Sibusiso Sipho Tebogo Thabo Thandeka Themba Tshepo Unathi Vusi Xolani
Yusuf Zanele Zodwa
"""
_LAST_NAMES = """
Baartman Bhengu Botha Cele Daniels Dube Fourie Gumede Hadebe Isaacs Jacobs Kekana Khoza Kubheka Lekota Mabena Majola
Maluleke Masango Mbele Mokoena Molefe Moodley Mthembu Naidoo Ndaba Ngcobo Nkosi Nyathi Petersen Radebe Seabi Shabalala
Sithole Solomons Tau Tshabalala Vilakazi Xaba Zulu Zwane
"""

PARTIES = ("Rising Tide Party", "Lighthouse Movement", "Kelp and Coast Union", "Island Civic Front")

PORTFOLIOS = (
    "Water and sanitation",
    "Roads and storm water",
    "Health and care",
    "Youth and sport",
    "Safety",
    "Electricity",
    "Older people",
    "Housing",
    "Small business",
    "Environment",
)


@dataclass(frozen=True)
class Person:
    """Somebody who does not exist."""

    name: str

    @property
    def email(self) -> str:
        """Their address, which nobody can have."""
        return f"{self.name.lower().replace(' ', '.')}@example.org"


NOMSA_DLAMINI = Person("Nomsa Dlamini")
"""The councillor of ward 3, who signs in."""
FARAI_MODISE = Person("Farai Modise")
"""The moderator."""
ZINHLE_MOKGOSI = Person("Zinhle Mokgosi")
"""Who works in the Speaker's office."""
IMKA_JORDAAN = Person("Imka Jordaan")
"""The officer who keeps the wards' boundaries."""
LINDA_PETERS = Person("Linda Peters")
"""An editor of the site."""
TUMI_SEKOTO = Person("Tumi Sekoto")
"""Who publishes what editors write."""
THABISO_MASEKO = Person("Thabiso Maseko")
"""Who handles what councillors pass on to the roads department."""
NALEDI_KHUMALO = Person("Naledi Khumalo")
"""The assistant in the office of the councillor of ward 3."""
SANDILE_MKHIZE = Person("Sandile Mkhize")
"""A resident with an account."""
RUTH_ADAMS = Person("Ruth Adams")
"""An officer of the other municipality, who must see nothing of the first."""


def invent_people(purpose: str) -> Iterator[Person]:
    """People without end, no two with the same name, in an order that the purpose decides."""
    names = [f"{first} {last}" for first in _FIRST_NAMES.split() for last in _LAST_NAMES.split()]
    dice(purpose).shuffle(names)
    return (Person(name) for name in names)
