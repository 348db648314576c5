"""Which open concerns are addressed to somebody who does not hold their ward now."""

from django.db.models import Exists, OuterRef, Q

from engagement.concern_kind import CONCERN
from engagement.enums import Publication
from engagement.models import Case, HandoverQuestion
from engagement.models.case import CaseQuerySet
from engagement.queries.answering import NOT_THE_SITTING, sitting_in, with_sitting
from wards.enums import TermEnd
from wards.models import Councillor, CouncillorTerm
from wards.queries.days import DayOrMoment
from wards.queries.wards import wards_in_force

_SEAT_EMPTY = Q(sitting_id__isnull=True, councillor__isnull=False)


def to_hand_over(on: DayOrMoment) -> CaseQuerySet:
    """Open concerns on which something is to be done, each with `sitting_id`.

    They pass to who holds the ward, or to the Speaker's office while nobody does. What was written to one person alone
    passes to a successor only after its resident agreed: once asked about them, or after a no, it is not listed.
    """
    settled = HandoverQuestion.objects.filter(case=OuterRef("pk")).filter(
        Q(councillor_id=OuterRef("sitting_id")) | Q(agrees=False)
    )
    open_concerns = with_sitting(Case.objects.open().filter(kind=CONCERN.key), on)
    waits_for_resident = Q(publication=Publication.PRIVATE, sitting_id__isnull=False) & Exists(settled)
    return open_concerns.filter(NOT_THE_SITTING | _SEAT_EMPTY).exclude(waits_for_resident).order_by("pk")


def open_handover(case: Case, on: DayOrMoment) -> HandoverQuestion | None:
    """What the resident of a case is asked about a new councillor on a day; None where nothing waits for them."""
    if case.closed_at is not None or case.publication != Publication.PRIVATE:
        return None
    questions = HandoverQuestion.objects.filter(case=case, agrees=None).select_related("councillor")
    question = questions.order_by("-asked_at", "-pk").first()
    if question is None:
        return None
    return question if sitting_in(case.ward, on) == question.councillor else None


def last_question(case: Case) -> HandoverQuestion | None:
    """The last question that was put to the resident of a case, whatever came of it."""
    questions = HandoverQuestion.objects.filter(case=case).select_related("councillor")
    return questions.order_by("-asked_at", "-pk").first()


def why_gone(case: Case, councillor: Councillor | None, on: DayOrMoment) -> str:
    """Why somebody to whom a case is addressed does not hold its ward: a `TermEnd`; empty where nothing tells."""
    if councillor is None:
        return ""
    terms = CouncillorTerm.objects.filter(councillor=councillor, ward=case.ward_id)
    reason = terms.order_by("-served__startswith").values_list("end_reason", flat=True).first()
    if reason and reason != TermEnd.EXPIRED:
        return reason
    if not wards_in_force(on).filter(pk=case.ward_id).exists():
        return TermEnd.BOUNDARIES
    return reason or ""
