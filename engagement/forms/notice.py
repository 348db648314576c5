"""Forms that take personal data: each shows what is done with it, and knows which words were shown."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from engagement.components import PrivacyNoticeBox
from engagement.queries.notices import notice_of
from engagement.rules.notices import ShownNotice
from engagement.wording import notice_box
from wards.models import Municipality

# Without the hour: two pages shown to two people say the same.
_SIGNER = signing.Signer(salt="engagement.shown-notice")


class NoticeMixin(forms.Form):
    """A form that takes personal data. Its template draws `form.notice_box`; its view hands on `form.notice_taken()`.

    A hidden field carries, signed, which notice was shown. Where it reads otherwise by the time the form is sent, the
    form comes back with everything that was typed and the new notice.
    """

    notice_form = ""
    """The key of the registered notice, see `engagement.form_notices`."""

    notice = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, municipality: Municipality | None, at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._now = notice_of(self.notice_form, municipality, at=at)
        self._taken = self._now
        self.fields["notice"].initial = token_of(self._now)

    @property
    def notice_box(self) -> PrivacyNoticeBox:
        """What is done with the data of this form, for the page."""
        return notice_box(self._now)

    def notice_taken(self) -> ShownNotice:
        """The notice that was shown when what was sent was typed; for a valid form alone."""
        return self._taken

    def clean_notice(self) -> str:
        """Compare what was shown with what reads now; another day with the same words is the same notice.

        Raises:
            ValidationError: it reads otherwise now; the form carries the new one.
        """
        token = self.cleaned_data["notice"]
        version = _version(token, self._now)
        if version is None:
            self.data = self.data.copy()
            self.data[self.add_prefix("notice")] = token_of(self._now)
            raise ValidationError(
                _(
                    "What is said of your data below this form has changed meanwhile. Nothing was sent yet: read it"
                    " again, then send."
                )
            )
        self._taken = self._now.dated(version)
        return token

    def add_error(self, field: str | None, error: Any) -> None:
        """A hidden field has no place of its own for an error: it stands above the form."""
        super().add_error(None if field == "notice" else field, error)


def token_of(shown: ShownNotice) -> str:
    """What a form carries to say which notice was shown with it."""
    return _SIGNER.sign_object([shown.digest, shown.version.isoformat()])


def _version(token: str, now: ShownNotice) -> date | None:
    """The day with which a notice of today's words was shown; None where other words were, or nobody knows which."""
    try:
        digest, version = _SIGNER.unsign_object(token)
    except signing.BadSignature:
        return None
    shown = now.dated(date.fromisoformat(version))
    return shown.version if shown.digest == digest else None
