"""Posting the demo's letters by the product's own services, each step at the moment in the past when it was taken."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from itertools import islice
from random import Random

from django.db.models import Max
from django.utils import timezone
from wagtail.models import ModelLogEntry

from cms.demo.accounts import ASSISTANT, MODERATOR, OFFICE, RESIDENT
from cms.demo.clockwork import rounds
from cms.demo.files import draw_snapshot
from cms.demo.gazetteer import COUNTRY
from cms.demo.letters import Appeal, Letter, Objection, Question, Reply, Report
from cms.demo.people import Person, invent_people
from cms.demo.seed import dice
from cms.models import DemoMessage
from engagement.enums import Outcome, PublicationRefusal, Readers, Visibility
from engagement.form_notices import RAISE
from engagement.models import Case, Concern, ConcernDraft, Photo, Referral, Resident, User
from engagement.queries.answering import answering_of
from engagement.queries.feedback import judgement_of
from engagement.queries.handovers import open_handover
from engagement.queries.notices import notice_of
from engagement.rules.contacts import Contact, by_email, by_phone
from engagement.services.answers import answer_concern
from engagement.services.appeals import appeal_decision, overturn_decision, uphold_decision
from engagement.services.concern_drafts import begin_draft
from engagement.services.concerns import confirm_contact, raise_concern
from engagement.services.feedback import reopen_concern, say_helped
from engagement.services.follows import follow_case, tell_followers
from engagement.services.forgetting import forget_person
from engagement.services.handovers import decide_handover
from engagement.services.moderation import Shown, publish_concern, refuse_publication, withdraw_publication
from engagement.services.notes import write_note
from engagement.services.notifications import deliver_notifications
from engagement.services.photos import take_photo
from engagement.services.proposals import propose_answer
from engagement.services.questions import ask_resident
from engagement.services.referrals import finish_referral, report_progress, take_on
from engagement.services.replies import reply_to_case
from engagement.services.reports import (
    ask_moderator,
    keep_reported,
    mask_reported,
    report_concern,
    take_down_reported,
)
from engagement.services.sharing import share_details
from engagement.services.supports import add_support
from wards.models import Place, Ward

_FRIDAY = 4
_UNTIL_NOTICED = timedelta(hours=3)
_BETWEEN_STEPS = timedelta(minutes=10)
_NEIGHBOURS = 110
_MESSAGES_AT_ONCE = 500

Play = Callable[[datetime], object]


@dataclass(frozen=True)
class Cast:
    """Who takes part: the wards by number, the accounts by address, and the agents by the name of their department.

    Attributes:
        seated_at: by ward, when its successor took the seat within the time of the letters.
    """

    wards: Mapping[int, Ward]
    users: Mapping[str, User]
    agents: Mapping[str, User]
    seated_at: Mapping[int, datetime]

    def answering(self, case: Case, at: datetime) -> User:
        """Who answered a case at a moment: the councillor of then, or somebody in the Speaker's office."""
        return self.users[answering_of(case, at).addresses[0]]


def post_letters(cast: Cast, letters: Iterable[Letter], *, at: datetime, seats_change: Iterable[datetime]) -> None:
    """Post letters and see through what came of each, all of it in the order in which it happened.

    Args:
        at: the day from which the letters count back; nothing happens after it.
        seats_change: when somebody left a seat or took one: concerns pass on.
    """
    oldest_first = sorted(letters, key=lambda letter: -letter.days_ago)
    senders = (person for person in invent_people("letters") if person.email not in cast.users)
    acts = [(moment, -1, number, play) for number, (moment, play) in enumerate(rounds(oldest_first, seats_change, at))]
    for number, letter in enumerate(oldest_first):
        life = _Life(letter, RESIDENT.person if letter.from_account else next(senders), number, cast, at)
        acts += [(moment, number, step, play) for step, (moment, play) in enumerate(life.acts)]
    before = None
    for moment, _number, _step, play in sorted(acts, key=lambda act: act[:3]):
        if before is not None and moment.date() != before.date():
            deliver(before)
        play(moment)
        before = moment
    if before is not None:
        deliver(before)


@dataclass
class _Line:
    """Steps that follow one another. Residents take theirs on any day; the municipality works from Monday to Friday."""

    now: datetime
    acts: list[tuple[datetime, Play]]
    last: datetime | None = None

    def then(self, moment: datetime, play: Play, *, at_work: bool = True) -> None:
        """Take the next step at a moment or a little later, but not later than now."""
        if self.last is not None:
            moment = max(moment, self.last + _BETWEEN_STEPS)
        if at_work:
            moment = _working(moment, self.now, after=self.last)
        self.last = min(moment, self.now)
        self.acts.append((self.last, play))

    def beside(self) -> "_Line":
        """Another line of steps that begins where this one has got to."""
        return _Line(self.now, self.acts, self.last)


@dataclass
class _Life:
    """What becomes of a letter: `acts` are its steps in time, each to be taken after those before it."""

    letter: Letter
    sender: Person
    number: int
    cast: Cast
    now: datetime
    acts: list[tuple[datetime, Play]] = field(default_factory=list)
    reference: str = ""

    def __post_init__(self) -> None:
        letter = self.letter
        self._throw = dice(f"hours of {letter.subject} {letter.days_ago}")
        line = _Line(self.now, self.acts)
        written = self._on(0, 7, 20)
        line.then(written, self._raise, at_work=False)
        if not letter.is_confirmed:
            return
        confirmed = written + timedelta(minutes=self._throw.randint(4, 90))
        line.then(confirmed, lambda at: confirm_contact(case=self.case, at=at), at_work=False)
        if letter.refused:
            line.then(self._on(1, 8, 9), self._refuse)
        elif letter.was_published:
            line.then(self._on(1, 8, 9), self._publish)
            self._take_part(line.beside())
        if letter.objection:
            self._object(line.beside(), letter.objection)
        if letter.withdrawn:
            line.then(line.last + _UNTIL_NOTICED, self._withdraw(letter.withdrawn))
        if letter.appeal:
            self._appeal(line.beside(), letter.appeal)
        if letter.shares_later:
            line.beside().then(line.last + timedelta(days=1), self._share, at_work=False)
        if letter.question:
            self._ask(line, letter.question)
        for reply in letter.replies:
            self._answer(line, reply)
        if letter.draft:
            line.then(self._on(max(letter.days_ago - 1, 0), 14, 15), self._propose)
        if letter.note:
            line.then(line.last + _UNTIL_NOTICED, self._note)
        asked = self.cast.seated_at.get(letter.ward)
        if letter.agrees is not None and asked is not None and written < asked:
            _Line(self.now, self.acts).then(asked + timedelta(days=2), self._agree, at_work=False)
        if letter.is_forgotten:
            line.then(self._on(4, 17, 20), self._forget, at_work=False)

    @property
    def case(self) -> Case:
        """The case as it is now."""
        return Case.objects.with_ward().select_related("resident").get(reference=self.reference)

    def _on(self, after_days: int, from_hour: int, to_hour: int) -> datetime:
        return _day(self.now, self.letter.days_ago - after_days, self._throw, from_hour=from_hour, to_hour=to_hour)

    def _key(self, what: object) -> str:
        return f"demo/{self.reference}/{what}"

    def _raise(self, at: datetime) -> None:
        letter = self.letter
        ward = self.cast.wards[letter.ward]
        place = Place.objects.filter(country=COUNTRY, name=letter.place).first() if letter.place else None
        case = raise_concern(
            ward=ward,
            nature=letter.nature,
            subject=letter.subject,
            text=letter.text,
            is_public=letter.is_public,
            contact=self._contact(),
            name=self.sender.name,
            shares_name=letter.shares_name,
            shares_contact=letter.shares_contact,
            point=place.point if place else None,
            place_words=letter.place,
            notice=notice_of(RAISE, ward.municipality, at=at),
            key=f"demo/{letter.subject}/{letter.days_ago}/{self.number}",
            draft=self._draft(ward, at) if letter.photos else None,
            at=at,
            by=self.cast.users[self.sender.email] if letter.from_account else None,
        )
        self.reference = case.reference

    def _contact(self) -> Contact:
        # A block of numbers of which none was ever given to anybody.
        if self.letter.by_phone:
            return by_phone(f"+2782555{100 + self.number % 100:04}")
        return by_email(self.sender.email)

    def _draft(self, ward: Ward, at: datetime) -> ConcernDraft:
        draft, _token = begin_draft(ward=ward, answers={}, language="en", at=at)
        for number in range(self.letter.photos):
            take_photo(draft=draft, data=draw_snapshot(f"{self.letter.subject} {self.number} {number}"), at=at)
        return draft

    def _refuse(self, at: datetime) -> None:
        refuse_publication(case=self.case, reason=self.letter.refused, by=self._moderator, at=at)

    def _publish(self, at: datetime) -> None:
        shown = None
        if self.letter.photos and self.letter.shows_photos:
            concern = Concern.objects.get(case__reference=self.reference)
            tokens = Photo.objects.filter(case__reference=self.reference).values_list("token", flat=True)
            # Of several the first is enough for everybody else.
            shown = Shown(concern.public_subject, concern.public_text, frozenset(tokens[:1]))
        publish_concern(case=self.case, by=self._moderator, at=at, shown=shown)

    def _withdraw(self, reason: PublicationRefusal) -> Play:
        return lambda at: withdraw_publication(
            case=self.case, reason=reason, erase_words=False, by=self._moderator, at=at
        )

    def _take_part(self, line: _Line) -> None:
        """Let neighbours support a letter and follow it, soon after it was shown."""
        supporters, followers = self.letter.supporters, self.letter.followers
        joining = self._throw.sample(_neighbours(), supporters + followers)
        supporting, following = joining[:supporters], joining[supporters:]

        def join(at: datetime) -> None:
            case = self.case
            for person in supporting:
                add_support(case=case, contact=by_email(person.email))
            for person in following:
                follow_case(case=case, contact=by_email(person.email), language="en", at=at)

        if joining:
            line.then(line.last + timedelta(hours=self._throw.randint(1, 8)), join, at_work=False)

    def _object(self, line: _Line, objection: Objection) -> None:
        made = []

        def report(at: datetime) -> None:
            case = self.case
            facts = {"case": case, "reason": objection.reason, "words": objection.words, "at": at}
            if objection.from_desk:
                made[:] = [ask_moderator(by=self.cast.answering(case, at), **facts)]
                return
            contact = by_email(next(invent_people(f"reader {self.number}")).email)
            made[:] = [report_concern(contact=contact, network="192.0.2.0", language="en", **facts)]

        def decide(at: datetime) -> None:
            if objection.leaves_out:
                mask_reported(report=made[0], shown=self._without(objection.leaves_out), by=self._moderator, at=at)
            elif objection.is_kept:
                keep_reported(report=made[0], by=self._moderator, at=at)
            else:
                reason = PublicationRefusal.ADVERT
                take_down_reported(report=made[0], reason=reason, erase_words=False, by=self._moderator, at=at)

        line.then(line.last + timedelta(hours=20), report, at_work=objection.from_desk)
        if objection.is_kept is not None:
            line.then(line.last + timedelta(hours=20), decide)

    def _without(self, words: str) -> Shown:
        concern, gap = Concern.objects.get(case__reference=self.reference), "[left out]"
        return Shown(concern.public_subject.replace(words, gap), concern.public_text.replace(words, gap))

    def _appeal(self, line: _Line, appeal: Appeal) -> None:
        made = []

        def decide(at: datetime) -> None:
            settle = uphold_decision if appeal.stands else overturn_decision
            settle(appeal=made[0], by=self.cast.users[OFFICE.email], at=at)

        def complain(at: datetime) -> None:
            made[:] = [appeal_decision(case=self.case, words=appeal.words, at=at)]

        line.then(line.last + timedelta(hours=26), complain, at_work=False)
        if appeal.stands is not None:
            line.then(line.last + timedelta(days=2), decide)

    def _ask(self, line: _Line, question: Question) -> None:
        def ask(at: datetime) -> None:
            case = self.case
            key = self._key("question")
            ask_resident(case=case, text=question.text, key=key, by=self.cast.answering(case, at), at=at)

        def reply(at: datetime) -> None:
            reply_to_case(case=self.case, text=question.reply, key=self._key("reply"), by=self._account, at=at)

        line.then(line.last + _UNTIL_NOTICED, ask)
        if question.reply:
            line.then(line.last + timedelta(days=question.reply_after, hours=2), reply, at_work=False)

    def _answer(self, line: _Line, reply: Reply) -> None:
        line.then(self._on(reply.after_days, 10, 15), lambda at: self._say(reply, at))
        for report in reply.reports:
            line.then(
                self._on(report.after_days, 9, 16),
                lambda at, report=report: self._report(report, at),
            )
        if reply.helped:
            line.then(line.last + timedelta(days=2, hours=3), lambda at: self._judge(reply, at), at_work=False)
        if reply.reopens:
            line.then(line.last + timedelta(days=1), lambda at: self._reopen(reply, at), at_work=False)

    def _say(self, reply: Reply, at: datetime) -> None:
        case = self.case
        department = case.municipality.departments.filter(name=reply.department).first() if reply.department else None
        answer_concern(
            case=case,
            text=reply.text,
            outcome=reply.outcome,
            is_public=reply.is_public,
            department=department,
            sitting_on=timezone.localdate(at) + timedelta(days=reply.council_in) if reply.council_in else None,
            item=reply.item,
            obstacle=reply.obstacle,
            key=self._key(reply.after_days),
            by=self.cast.answering(case, at),
            at=at,
        )
        if self.letter.followers:
            tell_followers(at=at)

    def _report(self, report: Report, at: datetime) -> None:
        referral = Referral.objects.select_related("case__department").get(from_case__reference=self.reference)
        agent = self.cast.agents[referral.case.department.name]
        facts = {"case": referral.case, "text": report.text, "key": self._key(f"report/{at}"), "by": agent, "at": at}
        is_shown = self.letter.is_published and self.letter.is_public
        visibility = Visibility.PUBLIC if is_shown else Visibility.RESIDENT
        take_on(case=referral.case, by=agent, at=at)
        if report.is_end:
            finish_referral(is_done=report.is_done, visibility=visibility, **facts)
        else:
            report_progress(visibility=visibility, **facts)

    def _judge(self, reply: Reply, at: datetime) -> None:
        case = self.case
        sequence = judgement_of(case, at=at).answer_sequence
        say_helped(case=case, answer_sequence=sequence, helped=reply.helped, why=reply.why, by=self._account, at=at)

    def _reopen(self, reply: Reply, at: datetime) -> None:
        reopen_concern(case=self.case, text=reply.reopens, key=self._key("reopen"), by=self._account, at=at)

    def _propose(self, at: datetime) -> None:
        propose_answer(
            case=self.case,
            text=self.letter.draft,
            outcome=Outcome.ANSWERED,
            readers=Readers.EVERYONE if self.letter.is_published else Readers.RESIDENT,
            details={},
            by=self.cast.users[ASSISTANT.email],
            at=at,
        )

    def _note(self, at: datetime) -> None:
        write_note(
            case=self.case, text=self.letter.note, key=self._key("note"), by=self.cast.users[ASSISTANT.email], at=at
        )

    def _share(self, at: datetime) -> None:
        case, by = self.case, self._account
        share_details(case=case, shares_name=case.shares_name, shares_contact=True, by=by, at=at)

    def _agree(self, at: datetime) -> None:
        case = self.case
        if open_handover(case, at):
            decide_handover(case=case, agrees=self.letter.agrees, by=self._account, at=at)

    def _forget(self, at: datetime) -> None:
        resident = self.case.resident
        forget_person(resident=resident, with_public=False, by=None, at=at)
        # A log that is kept of real people; the demo leaves nothing behind.
        ModelLogEntry.objects.get_for_model(Resident).filter(object_id=str(resident.pk)).delete()

    @property
    def _account(self) -> User | None:
        return self.cast.users[self.sender.email] if self.letter.from_account else None

    @property
    def _moderator(self) -> User:
        return self.cast.users[MODERATOR.email]


@cache
def _neighbours() -> list[Person]:
    return list(islice(invent_people("neighbours"), _NEIGHBOURS))


def _day(now: datetime, days_ago: int, throw: Random, *, from_hour: int, to_hour: int) -> datetime:
    day = timezone.localtime(now) - timedelta(days=days_ago)
    return day.replace(hour=throw.randint(from_hour, to_hour), minute=throw.randint(0, 59), second=0, microsecond=0)


def _working(moment: datetime, now: datetime, *, after: datetime | None) -> datetime:
    """The moment, or the same hour on the Monday after; where that is still to come, on the Friday before, if it can.

    Args:
        after: what it must follow.
    """
    moment = timezone.localtime(moment)
    if moment.weekday() <= _FRIDAY:
        return moment
    monday = moment + timedelta(days=7 - moment.weekday())
    if monday <= now:
        return monday
    friday = moment - timedelta(days=moment.weekday() - _FRIDAY)
    return friday if after is None or friday > after else moment


def deliver(at: datetime) -> None:
    """Send what is due as the worker would have done on that day."""
    newest = DemoMessage.objects.aggregate(newest=Max("pk"))["newest"] or 0
    while deliver_notifications(at=at, limit=_MESSAGES_AT_ONCE).sent == _MESSAGES_AT_ONCE:
        pass
    DemoMessage.objects.filter(pk__gt=newest).update(sent_at=at)
