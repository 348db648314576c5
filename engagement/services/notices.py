"""Keeping what a person was told when they gave personal data."""

from engagement.models import PrivacyNotice
from engagement.rules.notices import ShownNotice


def keep_notice(*, shown: ShownNotice | None) -> PrivacyNotice | None:
    """The stored notice that was shown with a form, made if nobody sent a form under it before; None where none was."""
    if shown is None:
        return None
    kept = PrivacyNotice(
        pk=shown.kept_as,
        digest=shown.digest,
        municipality_id=shown.municipality_id,
        form=shown.form,
        language=shown.language,
        version=shown.version,
        text=shown.text,
    )
    if kept.pk is None:
        # Somebody else may send the first one at the same moment: the row that is there already is returned.
        same = {"update_conflicts": True, "unique_fields": ["digest"], "update_fields": ["text"]}
        [kept] = PrivacyNotice.objects.bulk_create([kept], **same)
    return kept
