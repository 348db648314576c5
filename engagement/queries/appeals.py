"""Who may appeal against what, and which appeals wait for whom."""

from django.db.models import QuerySet

from engagement.enums import Publication, ReportOutcome, Role
from engagement.models import Appeal, Case, Report
from engagement.rules.visibility import Viewer


def may_appeal(case: Case) -> bool:
    """Whether the resident of a case may appeal now: it was refused or taken down, and they did not before."""
    is_decided = case.publication in (Publication.REFUSED, Publication.WITHDRAWN)
    return is_decided and not Appeal.objects.filter(case=case, report=None).exists()


def may_appeal_report(report: Report, case: Case) -> bool:
    """Whether whoever reported a case may appeal now: it was left as it is, and still is."""
    is_kept = report.outcome == ReportOutcome.KEPT and case.publication == Publication.PUBLISHED
    return is_kept and bool(report.contact_value) and not Appeal.objects.filter(report=report).exists()


def appeals_for(viewer: Viewer) -> QuerySet[Appeal]:
    """Appeals that wait where the viewer may decide them, as a moderator or in the Speaker's office; oldest first.

    Those against a decision of the viewer's own are for others.
    """
    return appeals_seen_by(viewer).filter(outcome="").exclude(decided_first_by=viewer.user_id)


def appeals_seen_by(viewer: Viewer) -> QuerySet[Appeal]:
    """Every appeal in the municipalities where the viewer is a moderator or in the Speaker's office."""
    places = viewer.municipalities(Role.MODERATOR) | viewer.municipalities(Role.SPEAKERS_OFFICE)
    return (
        Appeal.objects.filter(case__municipality_id__in=places)
        .select_related("case__concern", "case__ward", "case__municipality", "report", "decided_first_by")
        .defer("case__ward__boundary", "case__ward__outline")
        .order_by("made_at", "pk")
    )
