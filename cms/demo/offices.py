"""Where councillors of the demo pass things on to, and what they begin their answers with."""

from collections.abc import Mapping
from datetime import datetime

from cms.demo.people import Person
from engagement.enums import Role
from engagement.models import AnswerTemplate, Department, User
from engagement.services.people import appoint_staff
from wards.models import Municipality

DEPARTMENTS = {
    "Electricity": "electricity.khanya@example.org",
    "Parks and libraries": "parks.khanya@example.org",
    "Roads and storm water": "roads.khanya@example.org",
    "Water and sanitation": "water.khanya@example.org",
}
AGENTS = {
    "Electricity": Person("Vuyo Matlala"),
    "Parks and libraries": Person("Carina Abrahams"),
    "Water and sanitation": Person("Lwandle Sibeko"),
}
"""Who handles what is passed on, where nobody signs in: they act in the demo's past."""
TEMPLATES = {
    "On the list for repair": (
        "Thank you for writing. It is on the list of the depot for this month; I write again when the team was there."
    ),
    "Not in the municipality's hands": (
        "Thank you for writing. This is in the hands of the province. I have written to its office, and send you what"
        " they answer."
    ),
}


def open_offices(municipality: Municipality) -> None:
    """Open the departments of a municipality, and write the templates for everybody who answers there."""
    for name, email in DEPARTMENTS.items():
        Department.objects.create(municipality=municipality, name=name, email=email)
    for name, text in TEMPLATES.items():
        AnswerTemplate.objects.create(municipality=municipality, name=name, text=text)


def appoint_agents(municipality: Municipality, *, at: datetime) -> Mapping[str, User]:
    """Give each department somebody who handles what is passed on to it; by the name of the department."""
    agents = {}
    for department in municipality.departments.filter(name__in=AGENTS):
        person = AGENTS[department.name]
        first, last = person.name.split()
        user = User.objects.create_user(person.email, first_name=first, last_name=last, date_joined=at)
        appoint_staff(user=user, municipality=municipality, roles=[Role.AGENT], department=department)
        agents[department.name] = user
    return agents
