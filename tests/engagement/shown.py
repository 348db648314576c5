"""What a browser sends of the notice that stands beside a form."""

from datetime import datetime

from django.utils import timezone

from engagement.forms.notice import token_of
from engagement.queries.notices import notice_of
from wards.models import Municipality


def notice_shown(form: str, municipality: Municipality | None = None, *, at: datetime | None = None) -> dict[str, str]:
    """The hidden field of a form that was shown to somebody, in the language in use."""
    return {"notice": token_of(notice_of(form, municipality, at=at or timezone.now()))}
