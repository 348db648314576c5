"""The database itself refuses to change or delete an event, whatever a program asks for."""

from django.db import migrations

GUARD = """
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

NO_GUARD = """
DROP TRIGGER engagement_timeline_guard ON engagement_timelineevent;
DROP FUNCTION engagement_timeline_guard();
"""


class Migration(migrations.Migration):
    dependencies = [("engagement", "0002_spine")]

    operations = [migrations.RunSQL(GUARD, NO_GUARD)]
