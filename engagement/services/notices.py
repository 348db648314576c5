"""Keeping what a person was told when they gave personal data."""

from engagement.models import PrivacyNotice
from engagement.rules.notices import ShownNotice


def keep_notice(*, shown: ShownNotice) -> PrivacyNotice:
    """The stored notice that was shown with a form, made if nobody sent a form under it before."""
    kept = PrivacyNotice.objects.filter(digest=shown.digest)
    if notice := kept.first():
        return notice
    made = PrivacyNotice(
        digest=shown.digest,
        municipality_id=shown.municipality_id,
        form=shown.form,
        language=shown.language,
        version=shown.version,
        text=shown.text,
    )
    # Somebody else may send the first one at the same moment.
    PrivacyNotice.objects.bulk_create([made], ignore_conflicts=True)
    return kept.get()
