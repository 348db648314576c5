"""The people and places of the tests: two municipalities, three wards, and everybody who may look at a case."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from django.contrib.gis.geos import MultiPolygon, Point, Polygon

from engagement.enums import Nature, Role
from engagement.models import Case, CouncillorAssistant, Department, User
from engagement.rules.contacts import by_email
from engagement.services.concerns import confirm_contact, raise_concern
from engagement.services.moderation import publish_concern
from engagement.services.people import appoint_councillor, appoint_staff
from wards.enums import SeatKind
from wards.models import Activation, Councillor, CouncillorTerm, Delimitation, Municipality, Ward

# A Monday, nine in the morning in Johannesburg.
NOW = datetime(2026, 3, 2, 7, 0, tzinfo=UTC)
EMAIL = "palesa@example.org"
NAME = "Palesa Plantedname"

_numbers = count(1)


def make_municipality(code: str) -> Municipality:
    """An invented municipality whose one edition of boundaries is in force."""
    municipality = Municipality.objects.create(country="ZZ", code=code, name=f"Municipality {code}")
    delimitation, _ = Delimitation.objects.get_or_create(
        country="ZZ", edition="2026", defaults={"published_on": date(2026, 1, 1)}
    )
    Activation.objects.create(
        municipality=municipality,
        delimitation=delimitation,
        starts_on=date(2020, 1, 1),
        in_force=(date(2020, 1, 1), None),
        set_at=NOW,
    )
    return municipality


def make_ward(municipality: Municipality, number: int) -> Ward:
    """A square ward, one degree wide, lying at sea."""
    west = 10 + number * 2
    square = MultiPolygon(Polygon.from_bbox((west, -50, west + 1, -49)), srid=4326)
    return Ward.objects.create(
        municipality=municipality,
        delimitation=Delimitation.objects.get(country="ZZ", edition="2026"),
        code=f"{municipality.code}-{number:03}",
        number=number,
        boundary=square,
        outline=square,
        label_point=Point(west + 0.5, -49.5, srid=4326),
    )


def make_user(stem: str) -> User:
    """An account at example.org."""
    return User.objects.create_user(f"{stem}{next(_numbers)}@example.org", "a long enough password")


def make_councillor(ward: Ward, name: str = "Nomsa Dlamini") -> User:
    """The account of a councillor who holds a ward since 2021."""
    councillor = Councillor.objects.create(municipality=ward.municipality, name=name)
    CouncillorTerm.objects.create(
        councillor=councillor, seat=SeatKind.WARD, ward=ward, served=(date(2021, 11, 1), None)
    )
    user = make_user("councillor")
    appoint_councillor(user=user, councillor=councillor)
    return user


def make_staff(municipality: Municipality, *roles: Role) -> User:
    """The account of somebody who works for a municipality."""
    user = make_user("staff")
    appoint_staff(user=user, municipality=municipality, roles=roles)
    return user


def make_department(municipality: Municipality, name: str = "Roads") -> Department:
    """A department that takes things on."""
    return Department.objects.create(municipality=municipality, name=name, email=f"{name.lower()}@example.org")


def make_agent(department: Department, *roles: Role) -> User:
    """The account of somebody who handles what is passed on to a department."""
    user = make_user("agent")
    appoint_staff(user=user, municipality=department.municipality, roles=roles or [Role.AGENT], department=department)
    return user


def make_assistant(councillor: User) -> User:
    """The account of somebody who helps in the office of a councillor, given by their account."""
    user = make_user("assistant")
    CouncillorAssistant.objects.create(user=user, councillor=councillor.councillor_account.councillor, appointed_at=NOW)
    return user


@dataclass
class Cast:
    """One municipality at work, and a second one that must see nothing of it."""

    municipality: Municipality
    ward: Ward
    other_ward: Ward
    elsewhere: Municipality
    councillor: User
    other_councillor: User
    moderator: User
    speaker: User
    stranger_moderator: User

    def raised(self, **facts: Any) -> Case:
        """A concern as it was sent, not yet confirmed; from an address (`email`) or another `contact`."""
        facts = {
            "ward": self.ward,
            "nature": Nature.ISSUE,
            "subject": "Streetlights out along Moshoeshoe Street",
            "text": "Eleven poles are dark since the storm.",
            "is_public": True,
            "name": NAME,
            "key": f"form-{next(_numbers)}",
            "at": NOW,
            "contact": by_email(facts.pop("email", EMAIL)),
        } | facts
        return raise_concern(**facts)

    def confirmed(self, **facts: Any) -> Case:
        """A concern whose author proved the address."""
        return confirm_contact(case=self.raised(**facts), at=facts.get("at", NOW))

    def published(self, **facts: Any) -> Case:
        """A concern that everyone may read."""
        return publish_concern(case=self.confirmed(**facts), by=self.moderator, at=facts.get("at", NOW))


def assemble() -> Cast:
    """Put everybody in place."""
    here, elsewhere = make_municipality("KHA"), make_municipality("OTH")
    ward, other_ward = make_ward(here, 1), make_ward(here, 2)
    return Cast(
        municipality=here,
        ward=ward,
        other_ward=other_ward,
        elsewhere=elsewhere,
        councillor=make_councillor(ward),
        other_councillor=make_councillor(other_ward, "Sipho Ndlovu"),
        moderator=make_staff(here, Role.MODERATOR),
        speaker=make_staff(here, Role.SPEAKERS_OFFICE),
        stranger_moderator=make_staff(elsewhere, Role.MODERATOR, Role.SPEAKERS_OFFICE),
    )
