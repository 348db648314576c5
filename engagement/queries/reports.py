"""Reports of what everyone can read, as moderators see them."""

from django.db.models import QuerySet

from engagement.enums import Role
from engagement.models import Report
from engagement.rules.visibility import Viewer


def reports_seen_by(viewer: Viewer) -> QuerySet[Report]:
    """Every report in the municipalities where the viewer is a moderator."""
    return (
        Report.objects.filter(case__municipality_id__in=viewer.municipalities(Role.MODERATOR))
        .select_related("case__concern", "case__ward", "case__municipality", "asked_by")
        .defer("case__ward__boundary", "case__ward__outline")
        .order_by("reported_at", "pk")
    )


def reports_for(viewer: Viewer) -> QuerySet[Report]:
    """Reports that wait for a moderator where the viewer is one, oldest first."""
    return reports_seen_by(viewer).filter(outcome="")
