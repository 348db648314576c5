"""Where councillors of the demo pass things on to, and what they begin their answers with."""

from engagement.models import AnswerTemplate, Department
from wards.models import Municipality

DEPARTMENTS = {
    "Electricity": "electricity.khanya@example.org",
    "Parks and libraries": "parks.khanya@example.org",
    "Roads and storm water": "roads.khanya@example.org",
    "Water and sanitation": "water.khanya@example.org",
}
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
