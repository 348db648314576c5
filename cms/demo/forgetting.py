"""Taking away the demo's cases, which a real installation never does."""

from django.db import connection
from django.db.models import Q, QuerySet

from engagement.models import AccessRequest, Case, ConcernDraft, Photo, Resident, SubmissionKey, TimelineEvent
from engagement.services.photos import forget_photos
from wards.models import Municipality

_GUARD = "engagement_timeline_guard"


def forget_cases(municipalities: QuerySet[Municipality]) -> None:
    """Delete every case of these municipalities with its timeline, messages and residents; inside a transaction.

    The database refuses to delete events of a timeline. Here its guard is put aside, for this transaction alone: what
    belongs to the demo is nobody's history.
    """
    cases = Case.objects.filter(municipality__in=municipalities)
    table = connection.ops.quote_name(TimelineEvent._meta.db_table)
    with connection.cursor() as cursor:
        # The guard cannot be put aside while checks wait for the end of the transaction.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {_GUARD}")
        TimelineEvent.objects.filter(case__in=cases).delete()
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER {_GUARD}")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    SubmissionKey.objects.filter(case__in=cases).delete()
    AccessRequest.objects.filter(case__in=cases).delete()
    drafts = ConcernDraft.objects.filter(ward__municipality__in=municipalities)
    forget_photos(photos=Photo.objects.filter(Q(case__in=cases) | Q(draft__in=drafts)))
    drafts.delete()
    cases.delete()
    Resident.objects.filter(municipality__in=municipalities).delete()
