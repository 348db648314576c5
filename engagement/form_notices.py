"""What is done with what each form of this floor asks for (POPIA, section 18)."""

from django.utils.translation import gettext_lazy as _

from engagement.notices import FormNotice

RAISE, TRACK, SIGN_UP, CONTACT = "raise", "track", "sign-up", "contact"
SUPPORT, FOLLOW, REPORT, APPEAL = "support", "follow", "report", "appeal"
FOLLOW_NOTICES = "follow-notices"

NOTICES = (
    FormNotice(
        key=RAISE,
        title=_("When you write to your councillor"),
        summary=_(
            "Your words go to whoever answers for your ward. Your name and your contact are shown to nobody unless you"
            " say so."
        ),
        asked=_(
            "Your words, and photos and a place if you add them, so that they can be answered; name other people"
            " only where it must be. An e-mail address or a telephone number, so that the answer reaches you and"
            " nobody else. Your name, if you give it, to address you."
        ),
        needed=_(
            "All of it is your choice. Without words and a way to reach you there can be no answer. Name, photos and"
            " place may be left out."
        ),
        seen_by=_(
            "Whoever answers for your ward, those who help in their office, and the staff who handle it, read"
            " your words and see your photos; a department reads what it is asked to mend. They see your name or"
            " contact only if you say so. What you ask to be public everyone reads once it was checked, without"
            " your name and contact."
        ),
        kept=_(
            "Name and contact: until %(contact)d months after it is closed. Words and answers that are not public:"
            " %(words)d months. Photos that are not public: %(photos)d months. What everyone can read stays, without"
            " you. If you do not confirm your contact, everything goes after 7 days."
        ),
    ),
    FormNotice(
        key=TRACK,
        title=_("When you follow a reference"),
        summary=_("What you type here is used to send you a code, and deleted a day later."),
        asked=_(
            "The contact with which something was given, to see whether the two belong together and to send a code."
        ),
        needed=_("It is your choice. Without it you read what everyone may read."),
        seen_by=_("Nobody reads it. The server compares it with the contact that it knows."),
        kept=_("Until a day after the code ran out."),
    ),
    FormNotice(
        key=SIGN_UP,
        title=_("When you make an account"),
        summary=_("Your e-mail address lets you sign in, and is shown to nobody."),
        asked=_(
            "An e-mail address and a password, so that you find everything that you sent in one place. Where this site"
            " sends text messages, you may add a telephone number afterwards, to sign in with it."
        ),
        needed=_(
            "An account is your choice: all of this works without one. Without a password and an address that you"
            " confirm there is no account."
        ),
        seen_by=_("Nobody but those who look after this server. The councillor and the public do not see it."),
        kept=_("Until you delete the account, which you can do at any time under My data."),
    ),
    FormNotice(
        key=CONTACT,
        title=_("When you change your contact or your name"),
        summary=_("What you change here takes the place of what was there, which is deleted."),
        asked=_(
            "A new e-mail address or telephone number, so that answers go on reaching you; your name, if you like."
        ),
        needed=_("It is your choice. Without a change everything stays as it is."),
        seen_by=_("Nobody, unless you said for one of your concerns that whoever answers may see it."),
        kept=_("Like the one before: until %(contact)d months after your last concern is closed."),
    ),
    FormNotice(
        key=SUPPORT,
        title=_("When you support a concern"),
        summary=_("Only the number is ever shown. Nobody can see who supports what."),
        asked=_("An e-mail address or a telephone number that you confirm, so that each counts once."),
        needed=_("It is your choice. Without a confirmed contact your support does not count."),
        seen_by=_("Nobody. There is no list of names, for the councillor or for staff."),
        kept=_(
            "The contact goes a day after its code ran out. A digest from which it cannot be read stays until"
            " %(follows)d months after the concern is closed, so that nobody counts twice."
        ),
    ),
    FormNotice(
        key=FOLLOW,
        title=_("When you follow a concern"),
        summary=_("We write to you when something happens. Each message has a way to stop."),
        asked=_("An e-mail address that you confirm, so that we can write when something happens."),
        needed=_("It is your choice. Without it you find the news on the page itself."),
        seen_by=_("Nobody. There is no list of who follows what, for the councillor or for staff."),
        kept=_("Until you stop, or until %(follows)d months after the concern is closed."),
    ),
    FormNotice(
        key=FOLLOW_NOTICES,
        title=_("When you follow the notices of a ward"),
        summary=_("We write to you when a notice of the ward comes out. Each message has a way to stop."),
        asked=_("An e-mail address that you confirm, and the ward whose notices you want to get there."),
        needed=_("It is your choice. Without it you find the notices on the ward's page."),
        seen_by=_("Nobody. There is no list of who follows which ward, for the councillor or for staff."),
        kept=_("Until you stop, or until three messages in a row cannot be delivered."),
    ),
    FormNotice(
        key=REPORT,
        title=_("When you report something that everyone can read"),
        summary=_("A moderator reads your report. Whoever wrote the concern does not learn who you are."),
        asked=_("What is wrong with it, and a contact if you want to be told what was decided."),
        needed=_("A reason is needed to look into it. The contact is your choice; without it we cannot tell you."),
        seen_by=_(
            "The moderators of the municipality read it. If you appeal against what they decide, the Speaker's office"
            " reads it too. Your contact is shown to neither."
        ),
        kept=_(
            "Until 90 days after the last decision on it, and never longer than %(words)d months after the concern is"
            " closed."
        ),
    ),
    FormNotice(
        key=APPEAL,
        title=_("When you object to a decision"),
        summary=_("Somebody who did not decide the first time reads it."),
        asked=_("Why you think that the decision is wrong, so that somebody else looks at it again."),
        needed=_("It is your choice. Without reasons the decision is looked at all the same."),
        seen_by=_("Whoever decides on it, and the staff who handle your concern."),
        kept=_("Until %(words)d months after the concern is closed."),
    ),
)
