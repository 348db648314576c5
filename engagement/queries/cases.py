"""Which cases there are, and the one truth about who may see which."""

from datetime import datetime

from django.db.models import Q

from engagement.enums import Publication, Role
from engagement.models import Case, Resident, User
from engagement.models.case import CaseQuerySet
from engagement.rules.contacts import Contact
from engagement.rules.visibility import CASES, CaseFacts, Relation, Viewer
from wards.models import Ward
from wards.queries.days import DayOrMoment
from wards.queries.wards import find_ward, wards_in_force


def visible_to(viewer: Viewer) -> CaseQuerySet:
    """The cases that a viewer may see; `engagement.rules.visibility` states the rule, a test holds them equal."""
    mine = Q(pk__in=viewer.granted)
    if viewer.user_id is not None:
        mine |= Q(resident__user_id=viewer.user_id)
    # What was written to a councillor alone does not pass to the next with the ward.
    is_for_all = ~Q(publication=Publication.PRIVATE)
    at_work = (
        (Relation.COUNCILLOR, Q(ward_id__in=viewer.wards) & (is_for_all | Q(councillor_id__in=viewer.councillors))),
        (
            Relation.ASSISTANT,
            Q(ward_id__in=viewer.assisted_wards) & (is_for_all | Q(councillor_id__in=viewer.assisted)),
        ),
        (Relation.DEPARTMENT, Q(department_id__in=viewer.departments)),
        (Relation.MODERATOR, Q(municipality_id__in=viewer.municipalities(Role.MODERATOR))),
        (
            Relation.SPEAKERS_OFFICE,
            Q(municipality_id__in=viewer.municipalities(Role.SPEAKERS_OFFICE))
            & (is_for_all | Q(ward_id__in=viewer.office_wards) | Q(pk__in=viewer.office_cases)),
        ),
    )
    allowed = Q(publication__in=CASES[Relation.STRANGER]) | mine & Q(publication__in=CASES[Relation.RESIDENT])
    for relation, theirs in at_work:
        allowed |= theirs & Q(publication__in=CASES[relation], confirmed_at__isnull=False)
    return Case.objects.filter(allowed)


def facts_of(case: Case) -> CaseFacts:
    """A case as the rule of visibility sees it."""
    return CaseFacts(
        id=case.pk,
        ward_id=case.ward_id,
        municipality_id=case.municipality_id,
        user_id=case.resident.user_id if case.resident else None,
        publication=case.publication,
        councillor_id=case.councillor_id,
        is_confirmed=case.confirmed_at is not None,
        department_id=case.department_id,
    )


def ward_today(case: Case, on: DayOrMoment) -> Ward | None:
    """The ward in which a case lies on a day: its own while that counts, else the one that holds its ground then.

    A case without a place on the map stands where its ward's label does.

    Returns:
        None where no ward in force holds that ground.
    """
    if wards_in_force(on).filter(pk=case.ward_id).exists():
        return case.ward
    spot = case.point or case.ward.label_point
    found = find_ward(longitude=spot.x, latitude=spot.y, on=on)
    return found.ward if found else None


def moved_to(case: Case, on: DayOrMoment) -> Ward | None:
    """The ward in which a case lies on a day, where that is another than the one it was opened in; else None."""
    today = ward_today(case, on)
    return today if today and today.pk != case.ward_id else None


def sent_with_contact_since(contact: Contact, since: datetime, *, by: User | None = None) -> int:
    """How many cases were opened with a contact since a moment.

    Args:
        by: count what this account sent alone; else what anybody sent who typed the contact.
    """
    residents = Resident.objects.with_contact(contact)
    if by is not None:
        residents = residents.filter(user=by)
    return Case.objects.filter(resident__in=residents, opened_at__gte=since).count()
