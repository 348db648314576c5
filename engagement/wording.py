"""What states and events are called in sentences for people. Whole sentences, for each language to turn."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils import formats, timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from engagement import kinds
from engagement.components import Line, PrivacyNoticeBox
from engagement.enums import (
    Actor,
    AppealOutcome,
    ClockKind,
    ConcernStatus,
    EraseReason,
    EventKind,
    HandoverReason,
    Helped,
    Obstacle,
    Outcome,
    Publication,
    PublicationRefusal,
    ReferralStatus,
    Reminder,
    ReportOutcome,
    ReportReason,
    Visibility,
)
from engagement.models import Case, Clock, Concern, Referral, TimelineEvent
from engagement.queries.timeline import was_taken_down_before
from engagement.rules.keeping import Retention
from engagement.rules.notices import NoticePart, ShownNotice
from engagement.rules.numbers import FEWEST, Response, Share
from engagement.rules.personal_data import DataKind
from engagement.rules.promises import Promise, PromiseState
from engagement.rules.survival import HalfTime
from engagement.rules.working_time import IsHoliday, working_hours_left
from wards.components import Fact, Facts, Figure, Figures, Tag
from wards.enums import TermEnd

FOUND_WORDS = {
    DataKind.ID_NUMBER: gettext_lazy("Your words hold what looks like an ID number."),
    DataKind.PHONE: gettext_lazy("Your words hold what looks like a telephone number."),
    DataKind.EMAIL: gettext_lazy("Your words hold what looks like an e-mail address."),
    DataKind.NAME: gettext_lazy("Your words hold what looks like the name of a person."),
}
"""What is said to the writer of what was found about people in their words."""


def grouped(number: float) -> str:
    """A number as the language writes it, its thousands apart: 1 234."""
    return formats.number_format(number, force_grouping=True)


def moment(at: datetime) -> str:
    """A moment as it is promised, such as "Monday 16 March 2026, 16:30", in the time zone that is active."""
    return formats.date_format(timezone.localtime(at), "DATETIME_FORMAT")


def day(at: datetime) -> SafeString:
    """A day in a list, such as "16 March 2026", in the time zone that is active, as a `time` element."""
    words = formats.date_format(timezone.localtime(at), "SHORT_DATE_FORMAT")
    return format_html('<time datetime="{}">{}</time>', timezone.localtime(at).isoformat(), words)


def status_tag(case: Case, promise: Promise | None, *, is_own: bool = False) -> Tag:
    """Where a case stands, with the promise that runs; in words to its resident where it is their own."""
    kind = kinds.get(case.kind)
    if case.status in kind.awaiting and promise is not None and promise.met_at is None:
        return _running_tag(promise, is_own=is_own)
    if case.status in kind.answered and promise is not None and promise.met_at is not None:
        return _answered_tag(promise)
    if case.status == ConcernStatus.FOLLOW_UP and promise is not None and promise.state == PromiseState.LATE:
        words = ngettext(
            "Report overdue by %(days)d working day", "Report overdue by %(days)d working days", promise.days
        )
        return Tag(words % {"days": promise.days}, "late")
    return Tag(kind.status_label(case.status), kind.tones.get(case.status, "wait"))


def _running_tag(promise: Promise, *, is_own: bool) -> Tag:
    if promise.state == PromiseState.LATE:
        words = ngettext(
            "Answer overdue by %(days)d working day", "Answer overdue by %(days)d working days", promise.days
        )
        return Tag(words % {"days": promise.days}, "late")
    if promise.state == PromiseState.PAUSED:
        if is_own:
            return Tag(_("Waiting for your reply: the clock stands still"), "info")
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


def pause_note(promise: Promise, *, is_own: bool = False) -> str:
    """That the promised day moves on while the resident is asked something; empty while the promise runs."""
    if promise.state != PromiseState.PAUSED:
        return ""
    return (
        _("This day moves on with each working day until you reply, up to ten working days.")
        if is_own
        else _("This day moves on with each working day until the resident replies, up to ten working days.")
    )


def report_due(case: Case) -> list[str]:
    """By when a resident is to hear how far it is, as a list of one sentence; empty where nothing is followed up."""
    if case.closed_at is not None:
        return []
    due = [clock.due_at for clock in case.clocks.all() if clock.kind == ClockKind.UPDATE and clock.met_at is None]
    zone = case.municipality.zone
    days = [formats.date_format(timezone.localtime(at, zone), "SHORT_DATE_FORMAT") for at in due]
    return [_("Next report due by %(day)s") % {"day": day} for day in days]


def news_line(case: Case) -> list[SafeString]:
    """What its resident did last that nobody asked or answered since, as a list of one sentence; of `with_news`."""
    words = {
        EventKind.REPLIED: _("The resident replied on %(day)s"),
        EventKind.REOPENED: _("Opened again on %(day)s"),
    }
    if case.news is None or case.news["kind"] not in words:
        return []
    at = timezone.localtime(datetime.fromisoformat(case.news["at"]), case.municipality.zone)
    said = words[case.news["kind"]] % {"day": formats.date_format(at, "SHORT_DATE_FORMAT")}
    return [format_html("<b>{}</b>", said)]


def supporters_line(concern: Concern) -> list[str]:
    """How many say that something affects them too, as a list of one sentence; empty while nobody does."""
    if not concern.supporters:
        return []
    words = ngettext(
        "%(count)s person says that this affects them too",
        "%(count)s people say that this affects them too",
        concern.supporters,
    )
    return [words % {"count": grouped(concern.supporters)}]


def found_words(kinds_found: Iterable[DataKind]) -> list[str]:
    """What was found about people in a text, as a list names it."""
    words = {
        DataKind.ID_NUMBER: _("an ID number"),
        DataKind.PHONE: _("a telephone number"),
        DataKind.EMAIL: _("an e-mail address"),
        DataKind.NAME: _("what may be a person's name"),
    }
    return [words[kind] for kind in kinds_found]


def hours_left(clock: Clock, *, at: datetime, is_holiday: IsHoliday, zone: ZoneInfo) -> str:
    """How long a moderator has, in hours in which the office is open; or that it is overdue, and since when."""
    if at > clock.due_at:
        return _("Overdue since %(moment)s") % {"moment": moment(clock.due_at)}
    hours = working_hours_left(at, clock.due_at, zone=zone, is_holiday=is_holiday)
    if hours < 1:
        return _("Less than one working hour left")
    return ngettext("%(hours)d working hour left", "%(hours)d working hours left", hours) % {"hours": hours}


def answered_by(event: TimelineEvent) -> str:
    """Who gave an answer, as a list names them before what they said."""
    if event.actor == Actor.STAFF:
        return _("The administrator's office:") if event.payload.get("administration") else _("The Speaker's office:")
    return _("Councillor %(name)s:") % {"name": event.payload["name"]}


def figures_of(response: Response, *, counted_url: str) -> Figures | None:
    """How a ward is answered, in figures with what each is a part of; None where nothing was promised yet."""
    if not response.sent:
        return None
    figures = [_in_time_figure(response), _half_figure(response), _helped_figure(response)]
    figures.append(Figure(grouped(response.waiting), _("waiting now")))
    return Figures(list(filter(None, figures)), source=_("How this is counted"), source_url=counted_url)


@dataclass(frozen=True)
class Measure:
    """A figure, and what it is a part of and how far chance may have moved it; of too few, why it says nothing."""

    value: str
    of: str = ""
    is_enough: bool = True

    def as_cell(self) -> SafeString:
        """Both in a table, above which stands what too few are."""
        lines = format_html_join(mark_safe("<br>"), "{}", [(part,) for part in (self.value, self._small()) if part])
        return format_html("<span>{}</span>", lines)

    def _small(self) -> SafeString | str:
        small = self.of if self.is_enough else "" if self.value else _("too few")
        return format_html('<small class="quiet">{}</small>', small) if small else ""


def _in_time_figure(response: Response) -> Figure | None:
    measure = in_time(response)
    return Figure(measure.value, _("answered in time"), measure.of) if measure else None


def _half_figure(response: Response) -> Figure:
    measure = half_answered(response)
    if measure.value:
        number = response.half.days or response.half.longest
        label = ngettext("working day until half had an answer", "working days until half had an answer", number)
        return Figure(measure.value, label, measure.of)
    parts = {"part": grouped(response.answered), "whole": grouped(response.sent)}
    return Figure(_("%(part)s of %(whole)s") % parts, _("answered so far"), measure.of)


def _helped_figure(response: Response) -> Figure | None:
    measure = helped(response)
    return Figure(measure.value, _("say that the answer helped"), measure.of) if measure and measure.value else None


def in_time(response: Response) -> Measure | None:
    """The share that was answered in time; None where nothing can be judged yet."""
    return _share(response.in_time) if response.in_time.whole else None


def helped(response: Response) -> Measure | None:
    """The share of those who said that the answer helped, with how many said "partly" and "no"; None of nobody.

    Of a few, not even the counts are told: they would say what one resident said.
    """
    if not response.helped.whole:
        return None
    if not response.helped.is_enough:
        return _too_few("", response.helped.whole)
    measure = _share(response.helped)
    others = {"partly": grouped(response.said.get(Helped.PARTLY, 0)), "no": grouped(response.said.get(Helped.NO, 0))}
    return Measure(measure.value, _("%(share)s; partly: %(partly)s; no: %(no)s") % {"share": measure.of, **others})


def _share(share: Share) -> Measure:
    parts = {"part": grouped(share.part), "whole": grouped(share.whole)}
    part = _("%(part)s of %(whole)s") % parts
    if not share.is_enough:
        return _too_few(part, share.whole)
    low, high = share.between
    between = _("%(part)s; between %(low)d and %(high)d of 100, counting chance")
    return Measure(_("%(number)s %%") % {"number": share.per_cent}, between % {"part": part, "low": low, "high": high})


def half_answered(response: Response) -> Measure:
    """Working days until half had an answer; without a value where too few wrote to say."""
    half = response.half
    if half is None:
        return _too_few("", response.sent)
    value = _("more than %(days)s") % {"days": grouped(half.longest)} if half.days is None else grouped(half.days)
    return Measure(value, _days_between(half))


def _days_between(half: HalfTime) -> str:
    if half.low is None:
        return ""
    if half.high is None:
        return _("at least %(low)s, counting chance") % {"low": grouped(half.low)}
    if half.low == half.high:
        return _("the same, counting chance")
    ends = {"low": grouped(half.low), "high": grouped(half.high)}
    return _("between %(low)s and %(high)s, counting chance") % ends


def _too_few(value: str, count: int) -> Measure:
    said = _("too few to say, %(count)d of %(fewest)d") % {"count": count, "fewest": FEWEST}
    return Measure(value, said, is_enough=False)


def decision_line(event: TimelineEvent) -> str:
    """A moderator's decision for other moderators: what, who, when and why."""
    said = {"who": _who(event), "moment": moment(event.at)}
    if event.kind == EventKind.PUBLISHED and event.actor == Actor.SYSTEM:
        return _("Shown to everyone since %(moment)s, before anybody checked it.") % said
    if event.kind == EventKind.PUBLISHED:
        return _("Shown to everyone. Decided by %(who)s on %(moment)s.") % said
    said |= {"reason": PublicationRefusal(event.payload["reason"]).label}
    if event.kind == EventKind.WITHDRAWN:
        return _("Taken down by %(who)s on %(moment)s. %(reason)s.") % said
    return _("Not shown to everyone. Decided by %(who)s on %(moment)s. %(reason)s.") % said


_OF_DEPARTMENT = {
    EventKind.REFERRED: gettext_lazy("Passed on to the department: %(department)s"),
    EventKind.TAKEN_ON: gettext_lazy("The department has taken it on: %(department)s"),
    EventKind.PROGRESS: gettext_lazy("The department reports how far it is: %(department)s"),
    EventKind.REFERRAL_DONE: gettext_lazy("The department says that it is done: %(department)s"),
    EventKind.REFERRAL_CANNOT: gettext_lazy("The department says that it cannot be done: %(department)s"),
}
_REMINDED = {
    Reminder.BEFORE: gettext_lazy("Whoever answers was reminded that the day comes near"),
    Reminder.LATE: gettext_lazy("Whoever answers was told that the day is over"),
    Reminder.OFFICE: gettext_lazy("The Speaker's office was told that the answer is late"),
}
_REMINDED_OF_REPORT = {
    Reminder.LATE: gettext_lazy("The department was asked for its report"),
    Reminder.OFFICE: gettext_lazy("Whoever answers was told that the department is silent"),
}


def event_line(event: TimelineEvent, *, is_own: bool) -> Line:
    """An event in words.

    Args:
        is_own: the reader is the resident whose case it is, and is spoken to.
    """
    if event.payload is None:
        return _erased_line(event, is_own=is_own)
    return Line(
        event.at,
        _event_title(event, event.payload, is_own=is_own),
        said=event.payload.get("text", ""),
        note=_event_note(event, is_own=is_own),
    )


def _erased_line(event: TimelineEvent, *, is_own: bool) -> Line:
    """What is left of an event that was emptied. Whom a decision accused is cleared by its end for good."""
    reason = str(EraseReason(event.erased_reason).label)
    if event.kind == EventKind.PUBLISHED and was_taken_down_before(event):
        shown_again = {"overturned": Publication.WITHDRAWN}
        return Line(event.at, _event_title(event, shown_again, is_own=is_own), note=f"{_cleared()} {reason}.")
    return Line(event.at, _event_title(event, {}, is_own=is_own), note=reason)


def _cleared() -> str:
    return _("The decision to take it down was overturned on appeal, by somebody else than whoever took it.")


_OVERTURNED = {
    Publication.WITHDRAWN: gettext_lazy("Shown again on the ward's page"),
    Publication.REFUSED: gettext_lazy("Checked again after an appeal, and shown on the ward's page"),
}


def _event_title(event: TimelineEvent, payload: dict, *, is_own: bool) -> str:
    if event.kind == EventKind.RAISED:
        return _("You raised this") if is_own else _("A resident raised this")
    if event.kind == EventKind.CONTACT_CONFIRMED:
        return _("You confirmed how we reach you") if is_own else _("The resident confirmed how to reach them")
    if event.kind == EventKind.PUBLISHED and event.actor == Actor.SYSTEM:
        return _("Shown on the ward's page; a moderator checks it")
    if event.kind == EventKind.PUBLISHED and payload.get("overturned"):
        return str(_OVERTURNED[payload["overturned"]])
    if event.kind == EventKind.PUBLISHED:
        return _("Checked, and shown on the ward's page")
    if event.kind == EventKind.PUBLICATION_REFUSED:
        return _("Checked, and not shown on the ward's page")
    if event.kind == EventKind.WITHDRAWN:
        return _("Taken down from the ward's page")
    if event.kind == EventKind.ANSWERED and payload:
        return _answered(event, payload)
    if payload and event.kind in _THREAD_TITLES:
        return _THREAD_TITLES[event.kind](payload, is_own=is_own)
    if event.kind == EventKind.ASKED and payload:
        if event.actor == Actor.STAFF:
            return _asked_by_office(payload, is_own=is_own)
        about = {"name": payload["name"]}
        return _("%(name)s asked you something") % about if is_own else _("%(name)s asked the resident") % about
    if event.kind == EventKind.NOTED:
        return _("Note by %(name)s, not shown to the resident") % {"name": _who(event)}
    if event.kind in _OF_DEPARTMENT and payload:
        return _OF_DEPARTMENT[event.kind] % {"department": payload["department"]}
    if event.kind == EventKind.REMINDED and payload:
        if payload.get("administration"):
            return _("The administrator's office was told that the answer is late")
        told = _REMINDED_OF_REPORT if payload.get("of") == ClockKind.REFERRAL else _REMINDED
        return str(told[payload["step"]])
    return str(kinds.get(event.case.kind).event_titles[event.kind])


def _answered(event: TimelineEvent, payload: dict) -> str:
    """Who answered; and what the answer amounts to, where it is more than an answer."""
    said = {"name": payload.get("name", ""), "outcome": Outcome(payload["outcome"]).label}
    is_plain = payload["outcome"] == Outcome.ANSWERED
    if event.actor != Actor.STAFF:
        return (_("%(name)s answered") if is_plain else _("%(name)s answered: %(outcome)s")) % said
    if payload.get("administration"):
        return (
            _("The administrator's office answered")
            if is_plain
            else _("The administrator's office answered: %(outcome)s") % said
        )
    return _("The Speaker's office answered") if is_plain else _("The Speaker's office answered: %(outcome)s") % said


def _asked_by_office(payload: dict, *, is_own: bool) -> str:
    if payload.get("administration"):
        return (
            _("The administrator's office asked you something")
            if is_own
            else _("The administrator's office asked the resident")
        )
    return _("The Speaker's office asked you something") if is_own else _("The Speaker's office asked the resident")


def _who(event: TimelineEvent) -> str:
    """The account of whoever acted for a municipality; of a resident only that it was one."""
    at_work = event.actor in (Actor.COUNCILLOR, Actor.STAFF)
    return str(event.by) if at_work and event.by else str(Actor(event.actor).label)


def _replied(_payload: dict, *, is_own: bool) -> str:
    return _("You wrote") if is_own else _("The resident wrote")


def _shared(payload: dict, *, is_own: bool) -> str:
    shares_name, shares_contact = payload["name"], payload["contact"]
    if shares_name and shares_contact:
        return (
            _("You show your name and your contact to whoever answers")
            if is_own
            else _("The resident shows their name and contact to whoever answers")
        )
    if shares_name:
        return (
            _("You show your name to whoever answers")
            if is_own
            else _("The resident shows their name to whoever answers")
        )
    if shares_contact:
        return (
            _("You show your contact to whoever answers")
            if is_own
            else _("The resident shows their contact to whoever answers")
        )
    return _("You show neither name nor contact") if is_own else _("The resident shows neither name nor contact")


def _feedback(payload: dict, *, is_own: bool) -> str:
    said = {"helped": Helped(payload["helped"]).label}
    return (
        _("You said whether the answer helped: %(helped)s") % said
        if is_own
        else _("The resident said whether the answer helped: %(helped)s") % said
    )


def _reopened(_payload: dict, *, is_own: bool) -> str:
    return _("You opened this again") if is_own else _("The resident opened this again")


def _handover_asked(payload: dict, *, is_own: bool) -> str:
    names = {"name": payload["to"]}
    return (
        _("We asked you whether Councillor %(name)s may read this") % names
        if is_own
        else _("The resident was asked whether Councillor %(name)s may read this") % names
    )


def _handed_over(payload: dict, *, is_own: bool) -> str:
    if payload["to"]:
        return _("Passed on to Councillor %(name)s") % {"name": payload["to"]}
    if payload.get("administration"):
        return _("Passed on to the administrator's office")
    return _("Passed on to the Speaker's office")


_THREAD_TITLES = {
    EventKind.REPLIED: _replied,
    EventKind.SHARED: _shared,
    EventKind.FEEDBACK: _feedback,
    EventKind.REOPENED: _reopened,
    EventKind.HANDOVER_ASKED: _handover_asked,
    EventKind.HANDED_OVER: _handed_over,
}


def why_passed_on(payload: dict, *, is_own: bool) -> str:
    """Why somebody else answers a concern now, as the event of its handover kept it."""
    if payload["why"] == HandoverReason.AGREED:
        return _("You agreed to it.") if is_own else _("The resident agreed to it.")
    if payload["why"] == HandoverReason.KEPT:
        return _("You decided so.") if is_own else _("The resident decided so.")
    if payload["why"] == TermEnd.BOUNDARIES:
        return _("Ward boundaries have changed.")
    if payload["why"] == TermEnd.DISSOLVED:
        return _("The council was dissolved, and an administrator was appointed.")
    if not payload["from"]:
        return _("The ward has a councillor again.")
    name = {"name": payload["from"]}
    sentences = {
        TermEnd.EXPIRED: _("The term of Councillor %(name)s has ended."),
        TermEnd.RESIGNED: _("Councillor %(name)s has resigned."),
        TermEnd.DIED: _("Councillor %(name)s has died."),
        TermEnd.OTHER_SEAT: _("Councillor %(name)s has taken another seat."),
    }
    return sentences.get(payload["why"], _("Councillor %(name)s no longer holds this ward.")) % name


def _handover_note(event: TimelineEvent, *, is_own: bool) -> str:
    sentences = [why_passed_on(event.payload, is_own=is_own)]
    if event.kind == EventKind.HANDOVER_ASKED:
        sentences.append(_("Until then the Speaker's office answers."))
    if event.payload["due"]:
        due = datetime.fromisoformat(event.payload["due"])
        sentences.append(_("The promise stays: an answer by %(moment)s.") % {"moment": moment(due)})
    return " ".join(sentences)


def _event_note(event: TimelineEvent, *, is_own: bool) -> str:
    if event.kind == EventKind.ERASED:
        return _("%(reason)s. Entries: %(numbers)s. By: %(who)s.") % {
            "reason": EraseReason(event.payload["reason"]).label,
            "numbers": ", ".join(map(str, event.payload["events"])),
            "who": _who(event),
        }
    if event.kind in (EventKind.HANDED_OVER, EventKind.HANDOVER_ASKED):
        return _handover_note(event, is_own=is_own)
    if event.kind in (EventKind.CONTACT_CONFIRMED, EventKind.REOPENED) and event.payload["promised"]:
        due = min(datetime.fromisoformat(due) for due in event.payload["promised"].values())
        return _("We promised an answer by %(moment)s.") % {"moment": moment(due)}
    if event.kind == EventKind.PUBLICATION_REFUSED:
        reason = {"reason": PublicationRefusal(event.payload["reason"]).label}
        return (
            _("%(reason)s. You still get the answer that we promised.") % reason
            if is_own
            else _("%(reason)s. The resident still gets the answer that was promised.") % reason
        )
    if event.kind == EventKind.PUBLISHED and event.payload.get("overturned") == Publication.WITHDRAWN:
        return _cleared()
    if event.kind == EventKind.WITHDRAWN:
        return str(PublicationRefusal(event.payload["reason"]).label)
    if event.kind in (EventKind.REPORTED, EventKind.MODERATION_ASKED):
        return str(ReportReason(event.payload["reason"]).label)
    if event.kind == EventKind.REPORT_DECIDED:
        return str(ReportOutcome(event.payload["outcome"]).label)
    if event.kind == EventKind.APPEAL_DECIDED:
        return str(AppealOutcome(event.payload["outcome"]).label)
    if event.kind == EventKind.APPEALED and is_own:
        return _("Somebody who did not take the decision looks at it anew.")
    if event.kind == EventKind.ANSWERED:
        return " ".join(filter(None, (_outcome_note(event.payload), _answer_readers(event, is_own=is_own))))
    if event.kind in _OF_DEPARTMENT and event.visibility == Visibility.COUNCILLOR:
        return _("Internal: the resident does not read this.")
    return ""


def _answer_readers(event: TimelineEvent, *, is_own: bool) -> str:
    if event.visibility != Visibility.RESIDENT:
        return ""
    return _("Only you can read this answer.") if is_own else _("Only the resident can read this answer.")


def _outcome_note(payload: dict) -> str:
    """What belongs to the outcome of an answer: the department, the sitting of the council, why it cannot be done."""
    if "department" in payload:
        return _("Passed on to the department: %(department)s.") % {"department": payload["department"]}
    if "sitting_on" in payload:
        sitting_on = formats.date_format(date.fromisoformat(payload["sitting_on"]), "DATE_FORMAT")
        said = {"day": sitting_on, "item": payload["item"]}
        return _("To be raised in council on %(day)s. On the agenda: %(item)s.") % said
    if "obstacle" in payload:
        return _("Why it cannot be done: %(obstacle)s.") % {"obstacle": Obstacle(payload["obstacle"]).label}
    return ""


def referral_line(referral: Referral) -> Tag:
    """To which department something was passed on, and how far it is there; one of `referrals_of`."""
    said = {"department": referral.case.department.name}
    words = {
        ReferralStatus.OPEN: _("%(department)s has not taken it on yet"),
        ReferralStatus.TAKEN: _("%(department)s has taken it on"),
        ReferralStatus.DONE: _("%(department)s reported that it is done: give the final answer"),
        ReferralStatus.CANNOT: _("%(department)s reported that it cannot be done: give the final answer"),
        ReferralStatus.ENDED: _("%(department)s has nothing to do any more: the resident's words were removed"),
    }
    tones = {ReferralStatus.OPEN: "wait", ReferralStatus.TAKEN: "info"}
    status = ReferralStatus(referral.case.status)
    if referral.is_answered_since:
        words |= {
            ReferralStatus.DONE: _("%(department)s reported that it is done, and you answered after that"),
            ReferralStatus.CANNOT: _("%(department)s reported that it cannot be done, and you answered after that"),
        }
    return Tag(words[status] % said, tones.get(status, "ok"))


def notice_facts(parts: Iterable[NoticePart]) -> Facts:
    """A notice, part by part."""
    return Facts([Fact(part.heading, part.text) for part in parts], is_stacked=True)


def notice_box(shown: ShownNotice) -> PrivacyNoticeBox:
    """A notice as it stands beside its form."""
    return PrivacyNoticeBox(shown.summary, notice_facts(shown.parts), shown.version, reverse("engagement:your_data"))


def kept_for(retention: Retention) -> list[Fact]:
    """What is kept for how long."""
    return [
        Fact(_("Your name and contact"), _months(retention.contact)),
        Fact(_("Your words, and answers to you alone"), _months(retention.words)),
        Fact(_("Photos that are not public"), _months(retention.photos)),
        Fact(_("Who follows a concern, and that nobody supports it twice"), _months(retention.follows)),
        Fact(
            _("That you follow the notices of a ward"),
            _("Until you end it, or three messages in a row cannot be delivered"),
        ),
        Fact(_("What everyone can read, and when what happened"), _("For good, without your name and contact")),
        Fact(_("What you began to write and did not send"), _("7 days")),
        Fact(_("What you sent and did not confirm"), _("7 days")),
        Fact(_("The contact with which you ask for a code"), _("A day after the code ran out")),
        Fact(_("Messages that we sent you"), _("What they say: until they are sent. That they were sent: 90 days")),
        Fact(_("A case that a code opened in your browser"), _("2 hours")),
    ]


def what_went(rows: Iterable[dict]) -> str:
    """What a run of the rules for keeping let go, in a line; that there was nothing where there was nothing."""
    words = {
        "words": _("words: %(count)d"),
        "contact": _("names and contacts: %(count)d"),
        "photos": _("photos: %(count)d"),
        "follows": _("who follows: %(count)d"),
        "supports": _("who supports: %(count)d"),
        "appeals": _("reports and appeals: %(count)d"),
    }
    said = [words[row["what"]] % {"count": row["count"]} for row in rows if row["what"] in words]
    return " · ".join(said) or _("Nothing was kept too long.")


def _months(months: int) -> str:
    words = ngettext("%(months)d month after it is closed", "%(months)d months after it is closed", months)
    return words % {"months": months}
