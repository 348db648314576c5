"""Closed lists of the engagement floor, and the groups of states beside them."""

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a staff member does for a municipality."""

    AGENT = "agent", _("Agent")
    SUPERVISOR = "supervisor", _("Supervisor")
    DEPARTMENT_HEAD = "department_head", _("Head of department")
    MUNICIPAL_MANAGER = "municipal_manager", _("Municipal manager")
    SPEAKERS_OFFICE = "speakers_office", _("Speaker's office")
    CLERK = "clerk", _("Contact-centre clerk")
    MODERATOR = "moderator", _("Moderator")
    AUDITOR = "auditor", _("Auditor")
    REGISTRAR = "registrar", _("Keeper of boundaries and registers")
    EDITOR = "editor", _("Editor of the site")
    PUBLISHER = "publisher", _("Publisher of the site")


DEPARTMENT_ROLES = frozenset({Role.AGENT, Role.SUPERVISOR, Role.DEPARTMENT_HEAD})
"""Who handles what is passed on to their department."""


class Channel(models.TextChoices):
    """The way a person reached the municipality, or is reached."""

    WEB = "web", _("This site")
    EMAIL = "email", _("E-mail")
    SMS = "sms", _("Text message")


class Publication(models.TextChoices):
    """Whether everyone may read a case. Only `PUBLISHED` shows anything to strangers."""

    PRIVATE = "private", _("For the councillor and the staff who handle it")
    HELD = "held", _("Waiting to be checked before everyone can read it")
    PUBLISHED = "published", _("Everyone can read it")
    REFUSED = "refused", _("Not shown to everyone")
    WITHDRAWN = "withdrawn", _("Taken down: not shown to everyone any more")


MEANT_FOR_ALL = frozenset({Publication.HELD, Publication.PUBLISHED})


class Visibility(models.TextChoices):
    """Who may read one event of a timeline, besides the rule for the whole case."""

    PUBLIC = "public", _("Everyone who may see the case")
    RESIDENT = "resident", _("The resident and those who handle the case")
    COUNCILLOR = "councillor", _("The councillor")
    STAFF = "staff", _("The staff who handle the case")
    RESTRICTED = "restricted", _("Nobody without a named permission")


class Actor(models.TextChoices):
    """In which capacity somebody acted."""

    RESIDENT = "resident", _("Resident")
    COUNCILLOR = "councillor", _("Councillor")
    STAFF = "staff", _("Staff")
    SYSTEM = "system", _("The system")


class EventKind(models.TextChoices):
    """What happened to a case. Higher floors add their own kinds beside these."""

    RAISED = "raised", _("Raised")
    CONTACT_CONFIRMED = "contact_confirmed", _("Contact confirmed")
    PUBLISHED = "published", _("Published")
    PUBLICATION_REFUSED = "publication_refused", _("Not published")
    WITHDRAWN = "withdrawn", _("Taken down")
    ANSWERED = "answered", _("Answered")
    REPLIED = "replied", _("Replied")
    SHARED = "shared", _("Name or contact shared")
    FEEDBACK = "feedback", _("Said whether it helped")
    REOPENED = "reopened", _("Reopened")
    HANDOVER_ASKED = "handover_asked", _("Asked who may read it")
    HANDED_OVER = "handed_over", _("Passed on")
    ASKED = "asked", _("The resident was asked something")
    NOTED = "noted", _("Note")
    REFERRED = "referred", _("Passed on to a department")
    TAKEN_ON = "taken_on", _("A department has taken it on")
    PROGRESS = "progress", _("A department reports how far it is")
    REFERRAL_DONE = "referral_done", _("A department is done with it")
    REFERRAL_CANNOT = "referral_cannot", _("A department cannot do it")
    REMINDED = "reminded", _("A reminder of the promise went out")
    EXPIRED = "expired", _("Expired")
    TAKEN_BACK = "taken_back", _("Taken back by the resident")
    ERASED = "erased", _("Content removed")
    WORDS_MASKED = "words_masked", _("What everyone reads of it was changed")
    PHOTOS_SHOWN = "photos_shown", _("A moderator chose which photos everyone sees")
    CHECKED = "checked", _("Checked after it was shown")
    MODERATION_ASKED = "moderation_asked", _("A moderator was asked to look")
    REPORTED = "reported", _("Somebody reported it")
    REPORT_DECIDED = "report_decided", _("A report was decided")
    APPEALED = "appealed", _("An appeal was made")
    APPEAL_DECIDED = "appeal_decided", _("The appeal was decided")


# What these keep holds what the resident wrote; whoever removes the words removes it from all of them.
EVENTS_WITH_WORDS = frozenset({EventKind.RAISED, EventKind.PUBLISHED, EventKind.WORDS_MASKED})


WORDLESS_EVENTS = frozenset(
    {
        EventKind.CONTACT_CONFIRMED,
        EventKind.PUBLICATION_REFUSED,
        EventKind.PHOTOS_SHOWN,
        EventKind.WITHDRAWN,
        EventKind.EXPIRED,
        EventKind.TAKEN_BACK,
        EventKind.TAKEN_ON,
        EventKind.REMINDED,
        EventKind.ERASED,
        EventKind.CHECKED,
        EventKind.REOPENED,
        EventKind.SHARED,
        EventKind.MODERATION_ASKED,
        EventKind.REPORTED,
        EventKind.REPORT_DECIDED,
        EventKind.APPEALED,
        EventKind.APPEAL_DECIDED,
    }
)
"""What is kept for good: hours, and reasons from a list. Everything else may hold words or names of people."""


class EraseReason(models.TextChoices):
    """Why the content of an event is gone."""

    MODERATION = "moderation", _("Removed by a moderator")
    RETENTION = "retention", _("Kept as long as the law allows, then removed")
    PERSONAL_REQUEST = "personal_request", _("Removed because the person asked for it")
    NOT_CONFIRMED = "not_confirmed", _("Removed because the contact was never confirmed")


class ClockKind(models.TextChoices):
    """Which promise a clock measures."""

    FIRST_RESPONSE = "first_response", _("First answer")
    SECOND_RESPONSE = "second_response", _("Answer after it was reopened")
    MODERATION = "moderation", _("Check before everyone can read it")
    REFERRAL = "referral", _("Report of the department")
    UPDATE = "update", _("Next report while it is followed up")


ANSWER_CLOCKS = (ClockKind.FIRST_RESPONSE, ClockKind.SECOND_RESPONSE)
"""The promises of an answer, in the order in which they begin: one runs at a time."""
OWED_CLOCKS = (*ANSWER_CLOCKS, ClockKind.UPDATE)
"""The promises that a desk keeps: of an answer, then of the next report."""


class Reminder(models.IntegerChoices):
    """How far the reminders of one promise have got; each step goes to more people than the one before."""

    NONE = 0, _("No reminder yet")
    BEFORE = 1, _("Reminded before it was due")
    LATE = 2, _("Told that it is late")
    OFFICE = 3, _("The Speaker's office was told that it is late")


class NotificationState(models.TextChoices):
    """Where a message stands."""

    WAITING = "waiting", _("Waiting to be sent")
    CLAIMED = "claimed", _("Being sent")
    SENT = "sent", _("Sent")
    SET_ASIDE = "set_aside", _("Set aside: it cannot be sent")


NOT_SENT = frozenset({NotificationState.WAITING, NotificationState.SET_ASIDE})
"""In these states nothing has gone out, and no worker is at it."""


class Nature(models.TextChoices):
    """What a resident brings to the councillor."""

    ISSUE = "issue", _("Issue")
    SUGGESTION = "suggestion", _("Suggestion")
    QUESTION = "question", _("Question")
    COMPLIMENT = "compliment", _("Compliment")


class ConcernStep(models.TextChoices):
    """The questions of a concern, one a page, in the order in which they are asked; each with its heading."""

    WHAT = "what", _("What would you like to say?")
    WHERE = "where", _("Where is it?")
    PHOTOS = "photos", _("Do you have photos of it?")
    READERS = "readers", _("Who may read it?")
    CONTACT = "contact", _("How can we reach you?")
    CHECK = "check", _("Check what you wrote, and send it")


class ConcernStatus(models.TextChoices):
    """Where a concern stands."""

    UNCONFIRMED = "unconfirmed", _("Waiting to be confirmed by whoever sent it")
    WAITING = "waiting", _("Waiting for an answer")
    ASKED = "asked", _("Waiting for the resident to reply")
    FOLLOW_UP = "follow_up", _("Being followed up")
    ANSWERED = "answered", _("Answered")
    EXPIRED = "expired", _("Expired: it was not confirmed")
    TAKEN_BACK = "taken_back", _("Taken back by the resident")


class ShownState(models.TextChoices):
    """By which state a public list of concerns can be narrowed; each concern that everyone may read is in one."""

    OVERDUE = "overdue", _("Overdue")
    WAITING = "waiting", _("Waiting in time")
    FOLLOW_UP = "follow-up", _("Being followed up")
    ANSWERED = "answered", _("Answered")


CLOSED_CONCERN_STATUSES = frozenset({ConcernStatus.ANSWERED, ConcernStatus.EXPIRED, ConcernStatus.TAKEN_BACK})

OWED = frozenset({ConcernStatus.WAITING, ConcernStatus.ASKED, ConcernStatus.FOLLOW_UP})
"""In these a desk still owes something, and its resident may reply."""


class Readers(StrEnum):
    """Whom a form lets read what is written into it."""

    EVERYONE = "everyone"
    COUNCILLOR = "councillor"
    RESIDENT = "resident"


class Outcome(models.TextChoices):
    """What an answer amounts to."""

    ANSWERED = "answered", _("Answered")
    REFERRED = "referred", _("Passed on to those who can deal with it")
    COUNCIL = "council", _("To be raised in council")
    CANNOT = "cannot", _("It cannot be done, and why")


class HandoverReason(models.TextChoices):
    """Why a concern passes on, besides the reasons for which terms end."""

    FILLED = "filled", _("The seat was filled")
    AGREED = "agreed", _("The resident agreed")
    KEPT = "kept", _("The resident decided for the Speaker's office")


class Helped(models.TextChoices):
    """What a resident says of an answer. Nothing said is none of these."""

    YES = "yes", _("Yes")
    PARTLY = "partly", _("Partly")
    NO = "no", _("No")


LEFT_OPEN = frozenset({Helped.PARTLY, Helped.NO})
"""After these a resident may ask again."""


class Obstacle(models.TextChoices):
    """Why something cannot be done."""

    NOT_OURS = "not_ours", _("It is in the hands of somebody else than the municipality")
    NO_MONEY = "no_money", _("There is no money for it in the budget")
    NOT_LAWFUL = "not_lawful", _("The law does not allow it")
    NOT_FEASIBLE = "not_feasible", _("It cannot be built or mended that way")
    OTHER = "other", _("Another reason, which the answer gives")


class ReferralStatus(models.TextChoices):
    """Where a referral to a department stands."""

    OPEN = "open", _("Waiting for the department")
    TAKEN = "taken", _("The department has taken it on")
    DONE = "done", _("The department is done")
    CANNOT = "cannot", _("The department cannot do it")
    ENDED = "ended", _("Ended: the resident's words were removed")


CLOSED_REFERRAL_STATUSES = frozenset({ReferralStatus.DONE, ReferralStatus.CANNOT, ReferralStatus.ENDED})


class PublicationRefusal(models.TextChoices):
    """Why a moderator does not show a concern to everyone."""

    PERSONAL_DATA = "personal_data", _("It holds somebody's name, number or address")
    ACCUSES = "accuses", _("It accuses a person who can be recognised")
    HATEFUL = "hateful", _("It insults or threatens people")
    ADVERT = "advert", _("It advertises something")
    NOT_LOCAL = "not_local", _("It is about something else than this municipality")


class ReportReason(models.TextChoices):
    """What somebody finds wrong with what everyone can read."""

    PERSONAL_DATA = "personal_data", _("It shows somebody's name, number, address or face")
    ACCUSES = "accuses", _("It accuses a person who can be recognised")
    HATEFUL = "hateful", _("It insults or threatens people")
    ADVERT = "advert", _("It advertises something")
    NOT_LOCAL = "not_local", _("It is about something else than this municipality")
    OTHER = "other", _("Something else")


class ReportOutcome(models.TextChoices):
    """What a moderator decided on a report; nobody does once the resident took back what was reported."""

    KEPT = "kept", _("It stays as it is")
    MASKED = "masked", _("More of it is left out")
    TAKEN_DOWN = "taken_down", _("It was taken down")
    TAKEN_BACK = "taken_back", _("Taken back by the resident")


class AppealOutcome(models.TextChoices):
    """What was decided on an appeal; nobody decides once the resident took back what it is about."""

    UPHELD = "upheld", _("The decision stands")
    OVERTURNED = "overturned", _("It is decided otherwise")
    TAKEN_BACK = "taken_back", _("Taken back by the resident")


class CheckPurpose(models.TextChoices):
    """What somebody wants to do who shows that a contact is theirs."""

    SUPPORT = "support", _("Say that it affects them too")
    NO_SUPPORT = "no_support", _("Take that back")
    FOLLOW = "follow", _("Follow by e-mail")
    FOLLOW_NOTICES = "follow_notices", _("Follow the notices of a ward")


class Impossible(models.TextChoices):
    """Why a service refuses, in words for the person who asked."""

    WRONG_STATUS = "wrong_status", _("This step is not possible now. Look at the latest state and try again.")
    ANSWERED_MEANWHILE = (
        "answered_meanwhile",
        _(
            "This was answered meanwhile, in another window or by somebody else, so that nothing was sent now. Read the"
            " answer under “What happened”."
        ),
    )
    NOT_YOUR_WARD = "not_your_ward", _("Only those who answer for this ward may do this.")
    NOT_YOUR_CONTACT = (
        "not_your_contact",
        _("Your account has not confirmed this contact. Confirm it there first, then keep this in your account."),
    )
    STILL_AT_WORK = (
        "still_at_work",
        _("This account works for a municipality. Ask there to end that first; then it can be deleted."),
    )
    NOBODY_TO_ASK = (
        "nobody_to_ask",
        _("This resident can no longer be reached, so that no reply can come. Answer with what you know."),
    )
    NOT_MODERATOR = "not_moderator", _("Only a moderator of this municipality may decide this.")
    OWN_WARD = (
        "own_ward",
        _("You answer this, or help whoever does. Somebody else has to decide what everyone may read of it."),
    )
    NOT_YOUR_MUNICIPALITY = "not_your_municipality", _("This is decided by others in this municipality.")
    NOT_YOUR_DEPARTMENT = "not_your_department", _("Only staff of this department may do this.")
    NO_SUCH_DEPARTMENT = (
        "no_such_department",
        _("This department takes nothing on here any more. Choose another one."),
    )
    NOT_YOUR_MESSAGE = "not_your_message", _("Only staff of this municipality who look after messages may do this.")
    TOO_LATE_TO_SEND = (
        "too_late_to_send",
        _("This code or link has run out and was removed. Whoever needs one asks for a new one."),
    )
    NOT_THEIR_WORK = (
        "not_their_work",
        _("It calls somebody to a case who no longer answers there. Those who do find the case on their desk."),
    )
    NOT_PUBLIC = "not_public", _("The resident did not ask for this to be public. Answer the resident alone.")
    NOBODY_ANSWERS = (
        "nobody_answers",
        _("Nobody who answers for this ward reads messages here now. Please turn to the municipality's own offices."),
    )
    TOO_MANY_REPLIES = (
        "too_many_replies",
        _("You have sent as many replies as one can in a day. Please send this one tomorrow."),
    )
    TOO_LATE_TO_CHANGE = ("too_late_to_change", _("What you said about this answer can no longer be changed."))
    ANOTHER_ANSWER = (
        "another_answer",
        _("Another answer came meanwhile. Read it first, then say whether that one helped."),
    )
    CANNOT_REOPEN = (
        "cannot_reopen",
        _(
            "This can no longer be opened again: it is possible once, within 30 days of the answer, and after you said"
            " that the answer helped partly or not. Please raise it anew."
        ),
    )
    NOTHING_ASKED = (
        "nothing_asked",
        _("There is nothing to decide here any more: it was decided or answered, or somebody else holds the ward now."),
    )
    LINK_EXPIRED = "link_expired", _("This link has expired. Please send your concern again.")
    TOO_MANY = (
        "too_many",
        _(
            "Too many were sent with this address today, by you or by somebody else. Sign in with it to send yours, or"
            " try again tomorrow."
        ),
    )
    TOO_MANY_OF_YOURS = "too_many_of_yours", _("You have sent as many as one can in a day. Please try again tomorrow.")
    TOO_MANY_CODES = (
        "too_many_codes",
        _("Too many codes were asked for, and the last ones are used up. Please try again in an hour."),
    )
    TOO_MANY_HELPERS = (
        "too_many_helpers",
        _("As many people as possible help in this office or are invited to. End the work of one, or an invitation."),
    )
    INVITATION_ENDED = (
        "invitation_ended",
        _("This invitation ran out, was taken back, or was sent to another address. Ask the councillor for a new one."),
    )
    NAME_TAKEN = "name_taken", _("You have another template with this name. Choose another name.")
    NOT_PUBLISHED = "not_published", _("Not everyone can read this any more.")
    COUNTED_FOR_GOOD = (
        "counted_for_good",
        _("This was closed long ago: how many it affected stays as it is, and nobody is counted any more."),
    )
    OWN_DECISION = "own_decision", _("You took the decision that this is about. Somebody else has to decide here.")
    DECIDED_MEANWHILE = "decided_meanwhile", _("Somebody has decided this already. Nothing was changed.")
    NOT_DECIDER = (
        "not_decider",
        _("Only a moderator of this municipality or its Speaker's office may decide this."),
    )
    NOTHING_TO_APPEAL = "nothing_to_appeal", _("There is no decision here against which you can appeal, or you did so.")
    WORDS_GONE = "words_gone", _("The words were removed for good, so that they cannot be shown again.")
    WORDS_ADDED = (
        "words_added",
        _("What everyone reads may leave something out of what the resident wrote, and add nothing to it."),
    )
    TOO_MANY_TEXTS = (
        "too_many_texts",
        _("Too many codes were sent to this number today. Type the newest that still works, or try again tomorrow."),
    )
    TOO_MANY_HERE = "too_many_here", _("Too many came from your network just now. Please try again in ten minutes.")
    PHOTO_TOO_HEAVY = "photo_too_heavy", _("This photo is larger than 12 MB. Take it again with fewer megapixels.")
    PHOTO_TOO_LARGE = "photo_too_large", _("This photo has more than 50 million pixels. Take it again with fewer.")
    NOT_A_PHOTO = "not_a_photo", _("This is not a photo that can be shown. Choose a JPEG, PNG, WebP or HEIC file.")
    PHOTO_BROKEN = "photo_broken", _("This photo is damaged and cannot be opened. Take it or choose it again.")
    TOO_MANY_PHOTOS = "too_many_photos", _("Four photos are the most. Remove one before you add another.")
