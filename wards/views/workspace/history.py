"""How the history of a councillor is worded."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogFormatter
from wagtail.models import ModelLogEntry


class SeatFormatter(LogFormatter):
    """Names the seat that an entry is about."""

    ACTIONS: tuple[tuple[str, Promise, Promise], ...] = (
        ("wards.councillor.term_begun", _("Begin a term"), _("Term begun: %(seat)s")),
        ("wards.councillor.term_ended", _("End a term"), _("Term ended: %(seat)s")),
        (
            "wards.councillor.term_corrected",
            _("Correct an end"),
            _("End of the term corrected: %(seat)s. It was: %(before)s; now: %(after)s"),
        ),
        ("wards.councillor.term_resumed", _("Take an end back"), _("End of the term taken back: %(seat)s")),
        ("wards.councillor.term_withdrawn", _("Take a term back"), _("Term of the same day taken back: %(seat)s")),
        ("wards.councillor.details_listed", _("Take details from a list"), _("Details taken from a list: %(fields)s")),
    )

    @classmethod
    def of(cls, label: Promise, message: Promise) -> type["SeatFormatter"]:
        """A formatter of one action."""
        return type("SeatActionFormatter", (cls,), {"label": label, "sentence": message})

    def format_message(self, log_entry: ModelLogEntry) -> str:
        """The sentence with what the entry holds."""
        told = {name: log_entry.data.get(name, "") for name in ("seat", "before", "after")}
        return self.sentence % {**told, "fields": ", ".join(log_entry.data.get("fields", []))}
