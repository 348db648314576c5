"""One set of planted words goes through the whole life of concerns; a table says who may come upon each of them."""

import io
import logging
import re
import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.conf import settings
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from wagtail.models import ModelLogEntry

from cms.services.notice_tellings import tell_of_notices
from engagement.enums import CheckPurpose, Outcome, ReportReason
from engagement.models import (
    AccessRequest,
    Appeal,
    Case,
    Concern,
    ContactCheck,
    Follow,
    NoticeFollow,
    Photo,
    Report,
    Resident,
    TimelineEvent,
    User,
)
from engagement.services.access import answer_access_requests
from engagement.services.answers import answer_concern
from engagement.services.digests import send_digests
from engagement.services.feedback import ask_whether_helped
from engagement.services.follows import tell_followers
from engagement.services.links import confirm_token, report_token
from engagement.services.moderation import Shown, publish_concern
from engagement.services.notes import write_note
from engagement.services.notifications import deliver_notifications
from engagement.services.proposals import propose_answer
from engagement.services.questions import ask_resident
from engagement.services.reminders import remind_of_answers
from engagement.services.reports import keep_reported
from engagement.views.looking import GRANT_LASTS
from tests.cms.sites import SiteCast
from tests.engagement.cast import NOW, Cast, make_agent, make_assistant, make_department, make_user
from tests.engagement.photo_files import PLANTED as CAMERA
from tests.engagement.photo_files import photo_file
from tests.engagement.sessions import browser_of, browser_with_grant
from tests.engagement.smsserver import PASSWORD, USER, Provider, sms_server
from tests.engagement.writing import write

pytestmark = pytest.mark.django_db

SUBJECT = "Dark poles at the school"
FILE_NAME = "planted-file-of-palesa.jpg"
EMAIL, NAME, OWN_NAME = "planted.resident@example.org", "Palesa Plantedname", "Kagiso Plantedself"
SHARED_EMAIL = "planted.shared@example.org"
REPORTER, FOLLOWER = "planted.reporter@example.org", "planted.follower@example.org"
NOTICE_READER = "planted.neighbour@example.org"
SUPPORTER, PHONE = "+27825550199", "+27825550123"
ID_NUMBER, PHONE_IN_TEXT, THIRD = "8001015009087", "082 555 0177", "Thandeka Plantedneighbour"
TEXT = f"Eleven poles are dark. I am {OWN_NAME}, {ID_NUMBER}, call {PHONE_IN_TEXT}. {THIRD} saw it."

EVERYBODY = "the public"
NEIGHBOUR = "a neighbour with an account"
OTHERS = {"another councillor", "a moderator elsewhere", NEIGHBOUR}
RESIDENT, OWNER, SHARER = "the resident", "whoever wrote privately", "whoever shared a contact"
COUNCILLOR, ASSISTANT = "the councillor", "the assistant"
MODERATOR, DECIDER, AGENT = "the moderator", "the Speaker's office", "the department"
AT_THE_DESK = {COUNCILLOR, ASSISTANT, DECIDER}
READ_WHOLE = {RESIDENT, MODERATOR, AGENT, *AT_THE_DESK}

MAY_SEE: dict[str, tuple[str, set[str]]] = {
    "their address": (EMAIL, {RESIDENT}),
    "their name": (NAME, {RESIDENT}),
    "their name in the text": (OWN_NAME, READ_WHOLE),
    "the ID number in the text": (ID_NUMBER, READ_WHOLE),
    "the phone number in the text": (PHONE_IN_TEXT, READ_WHOLE),
    "somebody else's name in the text": (THIRD, READ_WHOLE),
    "the name of the photo's file": (FILE_NAME, set()),
    "the camera in the photo": (CAMERA, set()),
    "the question": ("Planted question", {RESIDENT, *AT_THE_DESK}),
    "the reply": ("Planted reply", {RESIDENT, *AT_THE_DESK}),
    "why the answer did not help": ("Planted why", {RESIDENT, *AT_THE_DESK}),
    "what is still missing": ("Planted missing", {RESIDENT, *AT_THE_DESK}),
    "the note": ("Planted note", AT_THE_DESK),
    "what the department was asked": ("Planted ask", {AGENT}),
    "the draft of the assistant": ("Planted draft", {COUNCILLOR, ASSISTANT}),
    "a public answer": ("Planted answer to all", {EVERYBODY, OWNER, SHARER, *READ_WHOLE, *OTHERS}),
    "the reporter's address": (REPORTER, set()),
    "the reporter's words": ("Planted report", {DECIDER}),
    "the words of a report that waits": ("Planted second report", {MODERATOR}),
    "the appeal": ("Planted appeal", {DECIDER}),
    "the follower's address": (FOLLOWER, set()),
    "the address of who follows notices": (NOTICE_READER, set()),
    "the supporter's number": (SUPPORTER, set()),
    "the private line": ("Planted private line", {OWNER, COUNCILLOR, ASSISTANT}),
    "the private words": ("Planted private words", {OWNER, COUNCILLOR, ASSISTANT}),
    "the private answer": ("Planted private answer", {OWNER, COUNCILLOR, ASSISTANT}),
    "the private number": (PHONE, {OWNER}),
    "the contact that was shared": (SHARED_EMAIL, {SHARER, COUNCILLOR}),
}
"""What was planted, and who may come upon it anywhere; nobody else may, wherever they look."""

STARTS = {
    EVERYBODY: ["/", "/feed.xml", "/wards/KHA-001/feed.xml", "/meetings.ics", "/sitemap.xml", "/search/?q=poles"],
    COUNCILLOR: ["/councillor/", "/councillor/map.json"],
    ASSISTANT: ["/councillor/", "/councillor/map.json"],
    MODERATOR: ["/admin/moderation/", "/admin/overdue/", "/admin/messages/"],
    DECIDER: ["/admin/moderation/", "/councillor/", "/councillor/map.json"],
    AGENT: ["/admin/referrals/"],
    RESIDENT: ["/my/"],
    OWNER: ["/my/"],
    SHARER: ["/my/"],
    NEIGHBOUR: ["/my/"],
    "another councillor": ["/councillor/"],
    "a moderator elsewhere": ["/admin/moderation/"],
}
FOLLOWED = re.compile(r"^/(?!static/|media/|zu/|accounts/|healthz|documents/)")
AT_WORK = re.compile(r"^/(councillor|my|track|admin/(moderation|referrals|overdue|messages))(/|\.)")
MOST_PAGES = 150
HOLDERS = (
    Case,
    Resident,
    Concern,
    Photo,
    TimelineEvent,
    AccessRequest,
    ContactCheck,
    Follow,
    Report,
    Appeal,
    NoticeFollow,
)
"""What may end up in a log by a slip of the pen, as it names itself."""


class Passing(Client):
    """A browser; where it was led is noted."""

    led_to: list[str] = []

    def request(self, **request: Any) -> HttpResponse:
        answer = super().request(**request)
        self.led_to += [answer.get("Location", ""), answer.get("Content-Disposition", "")]
        return answer


@dataclass
class Life:
    """What there is once everything has happened: who looks, and the cases."""

    cast: Cast
    browsers: dict[str, Client]
    cases: list[Case] = field(default_factory=list)


@pytest.fixture
def provider(settings: Any) -> Iterator[Provider]:
    """A provider of text messages, limits that count anew, and an empty folder of photos."""
    shutil.rmtree(settings.SENDFILE_ROOT, ignore_errors=True)
    settings.CACHES = {"default": settings.CACHES["default"] | {"KEY_PREFIX": uuid4().hex}}
    with sms_server() as (provider, address):
        settings.SMS_URL, settings.SMS_USER, settings.SMS_PASSWORD = address, USER, PASSWORD
        yield provider
    shutil.rmtree(settings.SENDFILE_ROOT, ignore_errors=True)


@pytest.fixture
def heard(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    """Every record of every logger, those that keep what they say from others included."""
    caplog.set_level(logging.DEBUG)
    loggers = [each for each in logging.root.manager.loggerDict.values() if isinstance(each, logging.Logger)]
    alone = [each for each in loggers if not each.propagate]
    for each in alone:
        each.addHandler(caplog.handler)
    yield caplog
    for each in alone:
        each.removeHandler(caplog.handler)


@pytest.fixture
def life(site: SiteCast, heard: pytest.LogCaptureFixture, provider: Provider) -> Iterator[Life]:
    cast = site.cast
    Passing.led_to = []
    with time_machine.travel(NOW, tick=False) as clock:
        follow_notices_of(cast)
        site.notice(ward_codes=[cast.ward.code])
        assert tell_of_notices(at=NOW) == 1
        yield live(cast, clock)


def live(cast: Cast, clock: Any) -> Life:
    """Let the concerns live, by the pages where residents type and by the services where others act."""
    assistant = make_assistant(cast.councillor)
    department = make_department(cast.municipality)
    neighbour = make_user("neighbour")
    cast.confirmed(by=neighbour, email=neighbour.email, name="Mpho Neighbour")
    agent = make_agent(department)
    public = sent(cast, SUBJECT, TEXT, contact=EMAIL, name=NAME, photos=[photo()])
    publish_concern(case=public, shown=without(public, THIRD, OWN_NAME), by=cast.moderator, at=NOW)
    mine = opened(public, NOW)
    at_desk = {"by": cast.councillor, "at": NOW}
    ask_resident(case=public, text="Planted question?", key="q", **at_desk)
    post(mine, public, "reply", text="Planted reply.")
    told = {"case": public, "is_public": True, **at_desk}
    answer_concern(text="Planted answer to all.", outcome=Outcome.ANSWERED, key="a", **told)
    post(mine, public, "feedback", helped="partly", why="Planted why.")
    post(mine, public, "reopen", text="Planted missing.")
    passed = {"outcome": Outcome.REFERRED, "department": department, "ask": "Planted ask."}
    answer_concern(text="The department looks.", key="b", **told, **passed)
    write_note(case=public, text="Planted note.", key="n", **at_desk)
    draft = {"text": "Planted draft.", "outcome": Outcome.ANSWERED, "readers": "everyone", "details": {}}
    propose_answer(case=public, by=assistant, at=NOW, **draft)
    stand_with(public, by=cast.moderator)

    private = sent(cast, "Planted private line", "Planted private words.", contact=PHONE, readers="councillor")
    answer_concern(
        case=private, text="Planted private answer.", outcome=Outcome.ANSWERED, is_public=False, key="c", **at_desk
    )
    shared = {"contact": SHARED_EMAIL, "readers": "councillor", "shares_contact": "on"}
    sharing = sent(cast, "Shared", "Call me.", **shared)
    for case, contact in ((public, EMAIL), (private, PHONE)):
        fill_in(Passing(), f"/track/{case.reference}/contact/", contact=contact)
    later = NOW + timedelta(days=21, hours=1)
    clock.move_to(later)
    for service in (answer_access_requests, ask_whether_helped, tell_followers, send_digests, remind_of_answers):
        service(at=later)
    while deliver_notifications(at=later).sent:
        pass
    browsers = {
        EVERYBODY: Passing(),
        RESIDENT: opened(public, later),
        OWNER: opened(private, later),
        SHARER: opened(sharing, later),
        COUNCILLOR: signed_in(cast.councillor),
        ASSISTANT: signed_in(assistant),
        MODERATOR: signed_in(cast.moderator),
        DECIDER: signed_in(cast.speaker),
        AGENT: signed_in(agent),
        NEIGHBOUR: signed_in(neighbour),
        "another councillor": signed_in(cast.other_councillor),
        "a moderator elsewhere": signed_in(cast.stranger_moderator),
    }
    return Life(cast, browsers, [public, private, sharing])


def sent(cast: Cast, subject: str, text: str, **said: Any) -> Case:
    """A concern that a browser sent, and that was confirmed by its link."""
    answer = write(Passing(), cast.ward, subject=subject, text=text, **said)
    assert answer.status_code == 302, answer.content.decode()
    case = Case.objects.get(concern__subject=subject)
    Passing().post(f"/track/confirm/{confirm_token(case)}/")
    case.refresh_from_db()
    assert case.confirmed_at
    return case


def photo() -> SimpleUploadedFile:
    return SimpleUploadedFile(FILE_NAME, photo_file())


def without(case: Case, *names: str) -> Shown:
    """What was proposed for everyone, with names left out that only a person finds, and with every photo."""
    concern = case.concern
    text = concern.public_text
    for name in names:
        text = text.replace(name, "[left out]")
    return Shown(concern.public_subject, text, frozenset(case.photos.values_list("token", flat=True)))


def opened(case: Case, at: datetime) -> Client:
    return passing(browser_with_grant(case, at + GRANT_LASTS))


def signed_in(user: User) -> Client:
    return passing(browser_of(user))


def passing(browser: Client) -> Client:
    noted = Passing()
    noted.cookies = browser.cookies
    return noted


def post(browser: Client, case: Case, step: str, **said: str) -> None:
    """Send one of the forms in the story of one's own case."""
    story = f"/track/{case.reference}/"
    form = browser.get(story).content.decode().partition(f'action="{story}{step}/"')[2].partition("</form>")[0]
    send(browser, f"{story}{step}/", form, said)


def fill_in(browser: Client, path: str, **said: str) -> None:
    """Send the form of a page of its own."""
    send(browser, path, browser.get(path).content.decode(), said)


def send(browser: Client, path: str, form: str, said: dict[str, str]) -> None:
    """Send a form with what it carries unseen."""
    unseen = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form))
    answer = browser.post(path, unseen | said)
    assert answer.status_code == 302, re.findall(r'(?s)role="alert".*?</div>', answer.content.decode())


def stand_with(case: Case, *, by: User) -> None:
    """Others support, follow and report a concern, and appeal against what was decided of the report."""
    for page, purpose, contact in (
        ("affects-me", CheckPurpose.SUPPORT, SUPPORTER),
        ("follow", CheckPurpose.FOLLOW, FOLLOWER),
    ):
        browser, path = Passing(), f"/track/{case.reference}/{page}/"
        fill_in(browser, path, contact=contact)
        fill_in(browser, f"{path}code/", code=ContactCheck.objects.get(purpose=purpose).code)
    said = {"reason": ReportReason.ADVERT, "words": "Planted report.", "contact": REPORTER}
    fill_in(Passing(), f"/track/{case.reference}/report/", **said)
    report = keep_reported(report=Report.objects.get(), by=by, at=NOW)
    fill_in(Passing(), f"/track/reported/{report_token(report)}/appeal/", words="Planted appeal.")
    fill_in(Passing(), f"/track/{case.reference}/report/", reason=ReportReason.OTHER, words="Planted second report.")


def follow_notices_of(cast: Cast) -> None:
    """Somebody follows the notices of the ward."""
    browser, path = Passing(), f"/wards/{cast.ward.code}/notices/follow/"
    fill_in(browser, path, contact=NOTICE_READER)
    fill_in(browser, f"{path}code/", code=ContactCheck.objects.get(purpose=CheckPurpose.FOLLOW_NOTICES).code)


def crawl(browser: Client, starts: list[str], followed: re.Pattern[str]) -> dict[str, str]:
    """Every page and picture of ours that links lead to from somewhere, and what a form to download gives."""
    seen: dict[str, str] = {}
    waiting = list(starts)
    while waiting:
        path = waiting.pop()
        if path in seen:
            continue
        assert len(seen) < MOST_PAGES, sorted(seen)
        answer = browser.get(path, follow=True)
        seen[path] = answer.getvalue().decode(errors="replace")
        for link in re.findall(r'(?:href|src)="(/[^"#]*)', seen[path]):
            link = link if link.startswith("/search/") else link.partition("?")[0]
            if followed.match(link) and "raise/" not in link:
                waiting.append(link)
        if path.endswith("/data/"):
            seen[f"{path}download"] = unpacked(browser.post(path).content)
    return seen


def unpacked(packed: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        held = [f"{name}: {archive.read(name).decode(errors='replace')}" for name in archive.namelist()]
    return "\n".join(held)


def test_what_was_planted_is_come_upon_where_the_table_says_and_nowhere_else(
    life: Life, heard: pytest.LogCaptureFixture, provider: Provider
) -> None:
    pages = {}
    for viewer, browser in life.browsers.items():
        starts = STARTS[viewer] + [f"/track/{case.reference}/" for case in life.cases]
        pages[viewer] = crawl(browser, starts, FOLLOWED if viewer == EVERYBODY else AT_WORK)
    public = pages[EVERYBODY]
    public_case, private_case, _sharing = life.cases
    for form in ("csv", "json"):
        path = f"/answers/in/{life.cast.municipality.key}/concerns.{form}"
        public[path] = Client().get(path).getvalue().decode()
        assert public_case.reference in public[path]
        assert private_case.reference not in public[path]
    assert any(path.endswith("/whole.jpg") for path in public)
    taken_along = {viewer: {path for path in seen if path.endswith("/data/download")} for viewer, seen in pages.items()}
    assert all(len(taken_along[viewer]) == 1 for viewer in (RESIDENT, OWNER, SHARER))
    assert "/my/account/data/download" in taken_along[NEIGHBOUR]
    assert len(taken_along[NEIGHBOUR]) == 2
    wrong = {
        what: f"{what}: {sorted(found)}"
        for what, (words, viewers) in MAY_SEE.items()
        if (found := {viewer for viewer, seen in pages.items() if words in "\n".join(seen.values())}) != viewers
    }
    assert not wrong, "\n".join(wrong.values())
    for words, _viewers in MAY_SEE.values():
        assert SUBJECT not in Client().get("/search/", {"q": words}).content.decode()
    nowhere(carried(heard, provider))


def carried(heard: pytest.LogCaptureFixture, provider: Provider) -> dict[str, list[str]]:
    """What went into logs, messages, addresses and files while the concerns lived and were looked at."""
    held = [each for model in HOLDERS for each in model.objects.all()]
    logging.getLogger("engagement").info("%r", held)
    records = [*heard.get_records("setup"), *heard.get_records("call")]
    ours = [record for record in records if record.name != "django.db.backends"]
    photos = [path for path in Path(settings.SENDFILE_ROOT).rglob("*") if path.is_file()]
    return {
        "logs": [f"{record.getMessage()} {record.exc_text} {vars(record)}" for record in ours],
        "the staff's log": [f"{entry.label} {entry.data}" for entry in ModelLogEntry.objects.all()],
        "subjects": [message.subject for message in mail.outbox],
        "words of mails": [message.body for message in mail.outbox],
        "text messages": [message["body"] for message in provider.accepted],
        "addresses": Passing.led_to,
        "photos": [path.read_bytes().decode("latin-1") + path.name for path in photos],
    }


def nowhere(carried: dict[str, list[str]]) -> None:
    """None of what was planted is in there; nor is a code where others than its owner look."""
    for place, said in carried.items():
        assert said, place
        everything = "\n".join(said)
        found = [what for what, (words, _viewers) in MAY_SEE.items() if words in everything]
        assert not found, place
    seen_by_others = "\n".join(carried["logs"] + carried["addresses"] + carried["subjects"])
    codes = [each.code for model in (AccessRequest, ContactCheck) for each in model.objects.all() if each.code]
    assert codes
    assert not [code for code in codes if code in seen_by_others]
