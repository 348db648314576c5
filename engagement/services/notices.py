"""Keeping what a person was told when they gave personal data."""

from engagement.models import PrivacyNotice
from engagement.rules.notices import ShownNotice


def keep_notice(*, shown: ShownNotice) -> PrivacyNotice:
    """The stored notice that was shown with a form, made if nobody sent a form under it before."""
    notice, _made = PrivacyNotice.objects.get_or_create(
        digest=shown.digest,
        defaults={
            "municipality_id": shown.municipality_id,
            "form": shown.form,
            "language": shown.language,
            "version": shown.version,
            "text": shown.text,
        },
    )
    return notice
