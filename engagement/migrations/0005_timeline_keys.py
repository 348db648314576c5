"""Timelines are sealed with a key, erasures are told by an event, and the guard refuses TRUNCATE too.

What exists is sealed anew with the first of TIMELINE_KEYS: from here on nobody can tell whether it was altered before.
"""

import secrets
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

OLD_GUARD = """
CREATE FUNCTION engagement_timeline_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'timeline event % of case % cannot be deleted', OLD.sequence, OLD.case_id
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF OLD.payload IS NOT NULL AND NEW.payload IS NULL AND NEW.salt IS NULL
        AND NEW.erased_at IS NOT NULL AND NEW.erased_reason <> ''
        AND (NEW.id, NEW.case_id, NEW.sequence, NEW.kind, NEW.visibility, NEW.actor, NEW.by_id, NEW.at,
             NEW.payload_digest, NEW.link)
            IS NOT DISTINCT FROM
            (OLD.id, OLD.case_id, OLD.sequence, OLD.kind, OLD.visibility, OLD.actor, OLD.by_id, OLD.at,
             OLD.payload_digest, OLD.link)
    THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'timeline event % of case % cannot be changed', OLD.sequence, OLD.case_id
        USING ERRCODE = 'integrity_constraint_violation';
END
$$;
CREATE TRIGGER engagement_timeline_guard BEFORE UPDATE OR DELETE ON engagement_timelineevent
    FOR EACH ROW EXECUTE FUNCTION engagement_timeline_guard();
"""

NO_OLD_GUARD = """
SET CONSTRAINTS ALL IMMEDIATE;
DROP TRIGGER engagement_timeline_guard ON engagement_timelineevent;
DROP FUNCTION engagement_timeline_guard();
"""

GUARD = """
CREATE FUNCTION engagement_timeline_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'TRUNCATE' THEN
        RAISE EXCEPTION 'timeline events cannot be deleted'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'timeline event % of case % cannot be deleted', OLD.sequence, OLD.case_id
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF OLD.kind <> 'erased' AND OLD.payload IS NOT NULL AND NEW.payload IS NULL AND NEW.salt IS NULL
        AND NEW.erased_at IS NOT NULL AND NEW.erased_reason <> ''
        AND EXISTS (
            SELECT FROM engagement_timelineevent AS told
            WHERE told.case_id = OLD.case_id AND told.sequence = NEW.erased_in AND told.kind = 'erased'
        )
        AND (NEW.id, NEW.case_id, NEW.sequence, NEW.kind, NEW.visibility, NEW.actor, NEW.by_id, NEW.at,
             NEW.payload_digest, NEW.link)
            IS NOT DISTINCT FROM
            (OLD.id, OLD.case_id, OLD.sequence, OLD.kind, OLD.visibility, OLD.actor, OLD.by_id, OLD.at,
             OLD.payload_digest, OLD.link)
    THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'timeline event % of case % cannot be changed', OLD.sequence, OLD.case_id
        USING ERRCODE = 'integrity_constraint_violation';
END
$$;
CREATE TRIGGER engagement_timeline_guard BEFORE UPDATE OR DELETE ON engagement_timelineevent
    FOR EACH ROW EXECUTE FUNCTION engagement_timeline_guard();
CREATE TRIGGER engagement_timeline_truncate_guard BEFORE TRUNCATE ON engagement_timelineevent
    FOR EACH STATEMENT EXECUTE FUNCTION engagement_timeline_guard();
"""

NO_GUARD = """
DROP TRIGGER engagement_timeline_truncate_guard ON engagement_timelineevent;
DROP TRIGGER engagement_timeline_guard ON engagement_timelineevent;
DROP FUNCTION engagement_timeline_guard();
"""


def seal(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Tell of every erasure in an event, and seal every timeline from its first event on."""
    cases = apps.get_model("engagement", "Case").objects
    for case in cases.order_by("pk"):
        events = list(apps.get_model("engagement", "TimelineEvent").objects.filter(case=case).order_by("sequence"))
        _seal(case, [*events, *_erasures(case, events)])


def _erasures(case: Any, events: list[Any]) -> list[Any]:
    from engagement.rules.chain import payload_digest

    told, number = [], len(events)
    when = attrgetter("erased_at", "erased_reason")
    for (at, reason), group in groupby(sorted((event for event in events if event.erased_at), key=when), key=when):
        number += 1
        erased, salt = list(group), secrets.token_bytes(16)
        for event in erased:
            event.erased_in = number
        payload = {"events": [event.sequence for event in erased], "reason": reason}
        told.append(
            type(erased[0])(
                case=case,
                sequence=number,
                kind="erased",
                visibility="staff",
                actor="system",
                at=at,
                payload=payload,
                salt=salt,
                payload_digest=payload_digest(salt, payload),
            )
        )
    return told


def _seal(case: Any, events: list[Any]) -> None:
    from engagement.rules.chain import FIRST_HEAD, EventFacts, head_of, link_of

    key, head = settings.TIMELINE_KEYS[0], FIRST_HEAD
    for event in events:
        facts = EventFacts(
            case=case.reference,
            sequence=event.sequence,
            kind=event.kind,
            visibility=event.visibility,
            actor=event.actor,
            by=event.by_id,
            at=event.at,
            payload_digest=event.payload_digest,
        )
        event.link = link_of(head, facts, key=key)
        event.save()
        head = head_of(case.reference, event.sequence, event.link, key=key)
    case.timeline_length, case.timeline_head = len(events), head
    case.save()


class Migration(migrations.Migration):
    dependencies = [
        ("engagement", "0004_nature_in_one_word"),
    ]

    operations = [
        migrations.RunSQL(NO_OLD_GUARD, OLD_GUARD),
        migrations.RemoveConstraint(model_name="timelineevent", name="timeline_event_whole_or_erased"),
        migrations.AddField(
            model_name="timelineevent",
            name="erased_in",
            field=models.PositiveIntegerField(null=True, verbose_name="number of the event that tells of the erasure"),
        ),
        migrations.RunPython(seal, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="timelineevent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    payload__isnull=False,
                    salt__isnull=False,
                    erased_at__isnull=True,
                    erased_reason="",
                    erased_in__isnull=True,
                )
                | models.Q(
                    ("erased_at__isnull", False),
                    ("erased_in__gt", models.F("sequence")),
                    ("payload__isnull", True),
                    ("salt__isnull", True),
                    models.Q(("erased_reason", ""), _negated=True),
                ),
                name="timeline_event_whole_or_erased",
            ),
        ),
        migrations.RunSQL(GUARD, NO_GUARD),
    ]
