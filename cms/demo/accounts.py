"""Who signs in to the demo: a councillor, those who work in the offices, a resident, an officer of the neighbours."""

from dataclasses import dataclass
from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import encrypt
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cms.demo.gazetteer import KHANYA, LWAZI
from cms.demo.people import (
    FARAI_MODISE,
    IMKA_JORDAAN,
    LINDA_PETERS,
    NALEDI_KHUMALO,
    NOMSA_DLAMINI,
    RUTH_ADAMS,
    SANDILE_MKHIZE,
    THABISO_MASEKO,
    TUMI_SEKOTO,
    ZINHLE_MOKGOSI,
    Person,
)
from cms.demo.seed import password_for, totp_secret_for
from engagement.enums import Role
from engagement.models import User
from engagement.services.people import appoint_councillor
from wards.models import Councillor


@dataclass(frozen=True)
class DemoAccount:
    """One way to sign in.

    `title` says who it is in a few words, `can_try` what is worth trying. Staff have a municipality (`works_for`, its
    code) and roles there, and handle what is passed on to their `department`. `assists` is the councillor's address.
    """

    person: Person
    title: str | Promise
    can_try: str | Promise
    works_for: str = ""
    roles: tuple[Role, ...] = ()
    has_second_factor: bool = True
    department: str = ""
    assists: str = ""

    @property
    def email(self) -> str:
        """The address to sign in with."""
        return self.person.email


COUNCILLOR = DemoAccount(
    NOMSA_DLAMINI,
    title=_("Councillor of ward 3, Thutong"),
    can_try=_("Read what residents of ward 3 wrote, and answer them."),
)
MODERATOR = DemoAccount(
    FARAI_MODISE,
    title=_("Moderator of Khanya"),
    can_try=_("Look at what is to become public, and publish it or say why not. Show a photo, decide on a report."),
    works_for=KHANYA.code,
    roles=(Role.MODERATOR,),
)
OFFICE = DemoAccount(
    ZINHLE_MOKGOSI,
    title=_("Officer in the Speaker's office of Khanya"),
    can_try=_("Decide on appeals against the moderator. Answer at the desk for ward 8, which has no councillor."),
    works_for=KHANYA.code,
    roles=(Role.SPEAKERS_OFFICE,),
)
ASSISTANT = DemoAccount(
    NALEDI_KHUMALO,
    title=_("Assistant of the councillor of ward 3"),
    can_try=_("Draft an answer, which waits on the councillor's desk until she sends it."),
    assists=NOMSA_DLAMINI.email,
)
ROADS = DemoAccount(
    THABISO_MASEKO,
    title=_("Agent in the roads department of Khanya"),
    can_try=_("Take on what the councillor passed on, and report how far it is."),
    works_for=KHANYA.code,
    roles=(Role.AGENT,),
    department="Roads and storm water",
)
OFFICER = DemoAccount(
    IMKA_JORDAAN,
    title=_("Officer who keeps the boundaries of Khanya"),
    can_try=_("Compare the boundaries of 2021 with those of 2026, and put them in force."),
    works_for=KHANYA.code,
    roles=(Role.REGISTRAR, Role.SUPERVISOR),
)
EDITOR = DemoAccount(
    LINDA_PETERS,
    title=_("Editor of Khanya's site"),
    can_try=_("Write a notice or a meeting for a ward, translate it, and send it to the publisher."),
    works_for=KHANYA.code,
    roles=(Role.EDITOR,),
)
PUBLISHER = DemoAccount(
    TUMI_SEKOTO,
    title=_("Publisher of Khanya's site"),
    can_try=_("Read what an editor sent, publish it or send it back, and change the site's name and colours."),
    works_for=KHANYA.code,
    roles=(Role.PUBLISHER,),
)
RESIDENT = DemoAccount(
    SANDILE_MKHIZE,
    title=_("Resident of ward 3"),
    can_try=_("Raise a concern without typing an address, and see what came of it."),
    has_second_factor=False,
)
NEIGHBOUR = DemoAccount(
    RUTH_ADAMS,
    title=_("Officer of the neighbouring Lwazi Island"),
    can_try=_("See that nothing of Khanya is open to her."),
    works_for=LWAZI.code,
    roles=(Role.REGISTRAR, Role.SUPERVISOR, Role.EDITOR, Role.PUBLISHER),
)

ACCOUNTS = (RESIDENT, COUNCILLOR, ASSISTANT, ROADS, MODERATOR, OFFICE, NEIGHBOUR, OFFICER, EDITOR, PUBLISHER)


def make_account(account: DemoAccount, *, at: datetime) -> User:
    """The account with its password, its confirmed address and, where it has one, its second factor."""
    first, last = account.person.name.split()
    user = User.objects.create_user(
        account.email,
        password_for(account.email),
        first_name=first,
        last_name=last,
        date_joined=at,
    )
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    if account.has_second_factor:
        secret = encrypt(totp_secret_for(account.email))
        Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": secret}, created_at=at)
    return user


def make_office_account(councillor: Councillor, *, at: datetime) -> User:
    """The account of a councillor with whom nobody signs in here: it answers in the demo's past."""
    first, last = councillor.name.split()
    user = User.objects.create_user(councillor.office_email, first_name=first, last_name=last, date_joined=at)
    appoint_councillor(user=user, councillor=councillor)
    return user
