"""What states and events are called in sentences for people. Whole sentences, for each language to turn."""

import math
from datetime import datetime

from django.utils import formats, timezone
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from engagement import kinds
from engagement.components import Line
from engagement.enums import Actor, EraseReason, EventKind, Outcome, PublicationRefusal, Visibility
from engagement.models import Case, TimelineEvent
from engagement.rules.numbers import Response
from engagement.rules.promises import Promise, PromiseState
from wards.components import Figure, Figures, Tag


def moment(at: datetime) -> str:
    """A moment as it is promised, such as "Monday 16 March 2026, 16:30", in the time zone that is active."""
    return formats.date_format(timezone.localtime(at), "DATETIME_FORMAT")


def day(at: datetime) -> SafeString:
    """A day in a list, such as "16 March 2026", in the time zone that is active, as a `time` element."""
    words = formats.date_format(timezone.localtime(at), "SHORT_DATE_FORMAT")
    return format_html('<time datetime="{}">{}</time>', timezone.localtime(at).isoformat(), words)


def status_tag(case: Case, promise: Promise | None) -> Tag:
    """Where a case stands, with the promise that runs."""
    kind = kinds.get(case.kind)
    if case.status in kind.awaiting and promise is not None and promise.met_at is None:
        return _running_tag(promise)
    if case.status in kind.answered and promise is not None and promise.met_at is not None:
        return _answered_tag(promise)
    return Tag(kind.status_label(case.status), kind.tones.get(case.status, "wait"))


def _running_tag(promise: Promise) -> Tag:
    if promise.state == PromiseState.LATE:
        words = ngettext(
            "Answer overdue by %(days)d working day", "Answer overdue by %(days)d working days", promise.days
        )
        return Tag(words % {"days": promise.days}, "late")
    if promise.state == PromiseState.PAUSED:
        return Tag(_("Waiting for the resident to reply: the clock stands still"), "info")
    if promise.days == 0:
        return Tag(_("Waiting for an answer, due today"), "wait")
    words = ngettext(
        "Waiting for an answer, %(days)d working day left",
        "Waiting for an answer, %(days)d working days left",
        promise.days,
    )
    return Tag(words % {"days": promise.days}, "wait")


def _answered_tag(promise: Promise) -> Tag:
    if promise.state == PromiseState.KEPT_LATE:
        words = ngettext("Answered %(days)d working day late", "Answered %(days)d working days late", promise.days)
        return Tag(words % {"days": promise.days}, "late")
    if promise.days == 0:
        return Tag(_("Answered the same day"), "ok")
    words = ngettext("Answered in %(days)d working day", "Answered in %(days)d working days", promise.days)
    return Tag(words % {"days": promise.days}, "ok")


def answered_by(event: TimelineEvent) -> str:
    """Who gave an answer, as a list names them before what they said."""
    if event.actor == Actor.STAFF:
        return _("The Speaker's office:")
    return _("Councillor %(name)s:") % {"name": event.payload["name"]}


def figures_of(response: Response, *, counted_url: str) -> Figures | None:
    """How a ward is answered, in figures with what each is a part of; None where nothing was promised yet."""
    if not response.judged and not response.waiting:
        return None
    figures = [_in_time(response)] if response.judged else []
    if response.median_days is not None:
        figures.append(_median(response))
    figures.append(Figure(number_format(response.waiting), _("waiting now")))
    return Figures(figures, source=_("How this is counted"), source_url=counted_url)


def _in_time(response: Response) -> Figure:
    parts = {"part": number_format(response.in_time), "whole": number_format(response.judged)}
    part = _("%(part)s of %(whole)s") % parts
    if response.share is None:
        return Figure(part, _("answered in time"))
    return Figure(_("%(number)s %%") % {"number": response.share}, _("answered in time"), part)


def _median(response: Response) -> Figure:
    days = response.median_days
    label = ngettext("working day, middle value", "working days, middle value", math.ceil(days))
    counted = ngettext("of %(count)s answer", "of %(count)s answers", response.answered)
    shown = number_format(days, decimal_pos=1 if days % 1 else 0)
    return Figure(shown, label, counted % {"count": number_format(response.answered)})


def decision_line(event: TimelineEvent) -> str:
    """A moderator's decision for other moderators: what, who, when and why."""
    said = {"who": event.by or Actor(event.actor).label, "moment": moment(event.at)}
    if event.kind == EventKind.PUBLISHED:
        return _("Shown to everyone. Decided by %(who)s on %(moment)s.") % said
    said |= {"reason": PublicationRefusal(event.payload["reason"]).label}
    if event.kind == EventKind.WITHDRAWN:
        return _("Taken down by %(who)s on %(moment)s. %(reason)s.") % said
    return _("Not shown to everyone. Decided by %(who)s on %(moment)s. %(reason)s.") % said


def event_line(event: TimelineEvent, *, is_own: bool) -> Line:
    """An event in words.

    Args:
        is_own: the reader is the resident whose case it is, and is spoken to.
    """
    if event.payload is None:
        return Line(event.at, _event_title(event, {}, is_own=is_own), note=str(EraseReason(event.erased_reason).label))
    return Line(
        event.at,
        _event_title(event, event.payload, is_own=is_own),
        said=event.payload.get("text", ""),
        note=_event_note(event, is_own=is_own),
    )


def _event_title(event: TimelineEvent, payload: dict, *, is_own: bool) -> str:
    if event.kind == EventKind.RAISED:
        return _("You raised this") if is_own else _("A resident raised this")
    if event.kind == EventKind.CONTACT_CONFIRMED:
        return _("You confirmed your e-mail address") if is_own else _("The resident confirmed their e-mail address")
    if event.kind == EventKind.PUBLISHED:
        return _("Checked, and shown on the ward's page")
    if event.kind == EventKind.PUBLICATION_REFUSED:
        return _("Checked, and not shown on the ward's page")
    if event.kind == EventKind.WITHDRAWN:
        return _("Taken down from the ward's page")
    if event.kind == EventKind.ANSWERED and payload and event.actor == Actor.STAFF:
        return _("The Speaker's office answered: %(outcome)s") % {"outcome": Outcome(payload["outcome"]).label}
    if event.kind == EventKind.ANSWERED and payload:
        return _("%(name)s answered: %(outcome)s") % {
            "name": payload["name"],
            "outcome": Outcome(payload["outcome"]).label,
        }
    return str(kinds.get(event.case.kind).event_titles[event.kind])


def _event_note(event: TimelineEvent, *, is_own: bool) -> str:
    if event.kind == EventKind.ERASED:
        return _("%(reason)s. Entries: %(numbers)s. By: %(who)s.") % {
            "reason": EraseReason(event.payload["reason"]).label,
            "numbers": ", ".join(map(str, event.payload["events"])),
            "who": event.by or Actor(event.actor).label,
        }
    if event.kind == EventKind.CONTACT_CONFIRMED and event.payload["promised"]:
        due = min(datetime.fromisoformat(due) for due in event.payload["promised"].values())
        return _("We promised an answer by %(moment)s.") % {"moment": moment(due)}
    if event.kind == EventKind.PUBLICATION_REFUSED:
        return _("%(reason)s. You still get the answer that we promised.") % {
            "reason": PublicationRefusal(event.payload["reason"]).label
        }
    if event.kind == EventKind.WITHDRAWN:
        return str(PublicationRefusal(event.payload["reason"]).label)
    if event.kind == EventKind.ANSWERED and event.visibility == Visibility.RESIDENT:
        return _("Only you can read this answer.") if is_own else _("Only the resident can read this answer.")
    return ""
