"""Every kind of screen that the public sees, one of each from the demo, with what it may weigh.

Whatever must hold on all of them reads this list: that they keep nobody out, that words fit, that they are light.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils import timezone
from wagtail.models import Page

from cms.models import (
    DocumentIndexPage,
    DocumentPage,
    EventIndexPage,
    EventPage,
    NewsIndexPage,
    NewsPage,
    NoticeIndexPage,
    NoticePage,
    PlainPage,
    ServiceIndexPage,
    ServicePage,
    SiteSettings,
)
from engagement.enums import Channel, Publication, ReportOutcome, ReportReason
from engagement.models import Case, Follow, NoticeFollow, Report
from engagement.queries.concerns import decision_on
from engagement.services.links import end_notices_token, report_token, unfollow_token
from wards.models import Municipality

WARD = "/wards/ZZ001-003/"
LANGUAGES = {"en": "", "zu": "/zu"}
"""What an address begins with in each language."""

STORIES = {
    "running": "Streetlights out along Lantern Street",
    "kept": "Speed humps at the primary school",
    "overdue": "Shelter at the taxi rank",
    "kept late": "Library closed on Saturdays",
    "followed up": "Storm water runs through houses",
}
"""Letters of the demo that everyone can read, by the state of the promise on each."""

HOME, CONTENT, FINDER, STEP, TRACKING = 35, 40, 60, 30, 25
"""Kilobytes that a first visit to a page may take, compressed, before photos; a choice, see docs/performance.md."""


@dataclass(frozen=True)
class PublicPage:
    """A screen that anybody may open.

    `path` is its address in English, or asks the database of the demo for it. `kilobytes` is what a first visit may
    take. A page that `asks` has a form that changes something, and a page that is `personal` shows more to whom it
    belongs: caches between people keep neither.
    """

    name: str
    path: str | Callable[[], str]
    kilobytes: int = CONTENT
    status: int = 200
    asks: bool = False
    personal: bool = False

    def __str__(self) -> str:
        return self.name

    def address(self, language: str = "en") -> str:
        """The path of the page in a language."""
        return LANGUAGES[language] + (self.path if isinstance(self.path, str) else self.path())


def khanya() -> str:
    """Where the pages of the demo's first municipality stand in the tree."""
    return Municipality.objects.get(code="ZZ001").site.root_page.path


def page_of(model: type[Page], **which: object) -> Callable[[], str]:
    """The first live page of a kind, in the language that it was written in."""

    def found() -> str:
        pages = model.objects.live().filter(locale__language_code="en", path__startswith=khanya(), **which)
        return pages.order_by("path").first().get_url_parts()[2]

    return found


def privacy_notice() -> str:
    """What the foot of every page leads to."""
    return SiteSettings.for_site(Municipality.objects.get(code="ZZ001").site).privacy_page.get_url_parts()[2]


def page_taken_down() -> str:
    """A page that everyone could read once."""
    home = Page.objects.get(path=khanya())
    gone = home.get_children().filter(slug="taken-down").first()
    if gone is None:
        gone = home.add_child(
            instance=PlainPage(title="Taken down", slug="taken-down", live=False, first_published_at=timezone.now())
        )
    return f"/{gone.slug}/"


def reference(**which: object) -> str:
    """The reference of the first letter with these facts."""
    return Case.objects.filter(ward__code="ZZ001-003", **which).order_by("pk").first().reference


def story(subject: str) -> Callable[[], str]:
    """The story of a letter."""
    return lambda: f"/track/{Case.objects.get(concern__subject=subject).reference}/"


def story_taken_down() -> str:
    """Of a letter that everyone could read once."""
    return f"/track/{Case.objects.filter(publication=Publication.WITHDRAWN).first().reference}/"


def step_after(address: str) -> Callable[[], str]:
    """A step of a form that stands at a letter's reference; it says the same for each."""
    return lambda: address.format(reference=reference())


def step_at_story(page: str) -> Callable[[], str]:
    """A step at a letter that everyone can read."""
    return lambda: f"{story(STORIES['running'])()}{page}"


def ended_following() -> str:
    """The link of a message to somebody who follows no more."""
    return f"/track/following/{unfollow_token(Follow())}/end/"


def ended_notices() -> str:
    """The link of a message to somebody who follows the notices of a ward no more."""
    return f"/track/notices/{end_notices_token(NoticeFollow())}/end/"


def following_notices() -> str:
    """The link of a message to somebody who follows them; it says the same to everybody."""
    return f"/track/notices/{end_notices_token(NoticeFollow.objects.filter(ward_code='ZZ001-003').first())}/end/"


def appeal_of_a_reporter() -> str:
    """The link of our message to somebody who reported what was then left as it is."""
    case = Case.objects.get(concern__subject=STORIES["running"])
    report, _made = Report.objects.get_or_create(
        case=case,
        reason=ReportReason.ADVERT,
        defaults={
            "reported_at": case.confirmed_at,
            "outcome": ReportOutcome.KEPT,
            "decided_at": case.confirmed_at,
            "decided_by": decision_on(case).by,
            "channel": Channel.EMAIL,
            "contact_value": "reader@example.org",
        },
    )
    return f"/track/reported/{report_token(report)}/appeal/"


PUBLIC_PAGES = (
    PublicPage("home", "/", HOME),
    PublicPage("demo", "/demo/", asks=True),
    # The finder, in each of its states.
    PublicPage("finder", "/wards/", FINDER),
    PublicPage("finder: a misspelt place", "/wards/?q=tutong+libary", FINDER),
    PublicPage("finder: a municipality", "/wards/?q=khanya", FINDER),
    PublicPage("finder: nothing", "/wards/?q=nowhere+at+all", FINDER),
    PublicPage("map", "/wards/map/", FINDER),
    PublicPage("map: a municipality", "/wards/map/?in=ZZ-ZZ001", FINDER),
    PublicPage("map: a ward is told", "/wards/map/?in=ZZ-ZZ001&ward=ZZ001-003&middle=on", FINDER),
    PublicPage("municipality", "/wards/in/ZZ-ZZ001/", FINDER),
    # Wards.
    PublicPage("ward", WARD),
    PublicPage("ward: its seat is vacant", "/wards/ZZ001-008/"),
    PublicPage("ward: a small council", "/wards/ZZ002-001/"),
    PublicPage("ward: its concerns", f"{WARD}concerns/"),
    PublicPage("ward: its concerns that are overdue", f"{WARD}concerns/?state=overdue"),
    PublicPage("ward: nothing was raised there", "/wards/ZZ002-001/concerns/"),
    PublicPage("ward: its notices by e-mail", f"{WARD}notices/follow/", STEP, asks=True),
    PublicPage("ward: its notices are ended", following_notices, STEP),
    PublicPage("ward: its notices were ended", ended_notices, STEP),
    PublicPage("ward: to come", "/wards/ZZ001-013/", status=404),
    PublicPage("ward: there is none", "/wards/ZZ001-099/", status=404),
    # What editors write.
    PublicPage("news", page_of(NewsIndexPage)),
    PublicPage("news: one", page_of(NewsPage)),
    PublicPage("notices", page_of(NoticeIndexPage)),
    PublicPage("notices: one", page_of(NoticePage)),
    PublicPage("meetings", page_of(EventIndexPage)),
    PublicPage("meetings: one", page_of(EventPage, called_off=False)),
    PublicPage("meetings: one that is called off", page_of(EventPage, called_off=True)),
    PublicPage("documents", page_of(DocumentIndexPage)),
    PublicPage("documents: one", page_of(DocumentPage)),
    PublicPage("services", page_of(ServiceIndexPage)),
    PublicPage("services: one", page_of(ServicePage)),
    PublicPage("privacy notice", privacy_notice),
    PublicPage("page that was taken down", page_taken_down, status=410),
    # Search over everything.
    PublicPage("search", "/search/"),
    PublicPage("search: found", "/search/?q=water"),
    PublicPage("search: a place", "/search/?q=thutong"),
    PublicPage("search: nothing", "/search/?q=nowhere+at+all"),
    PublicPage("search: no words", "/search/?q=%3F"),
    # Writing to the councillor.
    PublicPage("raise", f"{WARD}raise/", STEP, asks=True),
    PublicPage("raise: the office answers", "/wards/ZZ001-008/raise/", STEP, asks=True),
    PublicPage("raise: nobody answers yet", "/wards/ZZ002-001/raise/", STEP),
    PublicPage("raise: sent", step_after(WARD + "raise/sent/{reference}/"), STEP, personal=True),
    PublicPage("raise: a link cut off", "/track/confirm/cut-off/", STEP, status=404),
    PublicPage("raise: a link of a text message cut off", "/c/cut-off/", STEP, status=404),
    # Following what was written.
    PublicPage("track", "/track/", TRACKING),
    PublicPage("track: mistyped", "/track/?reference=nonsense", TRACKING),
    PublicPage("track: no reference", "/track/nonsense/", TRACKING, status=404),
    PublicPage("track: closed", "/track/?closed", TRACKING),
    *(PublicPage(f"story: {state}", story(subject), TRACKING, personal=True) for state, subject in STORIES.items()),
    PublicPage("story: taken down", story_taken_down, TRACKING, status=410, personal=True),
    PublicPage("affects me too", step_at_story("affects-me/"), STEP, asks=True),
    PublicPage("affects me too: taken back", step_at_story("affects-me/no-more/"), STEP, asks=True),
    PublicPage("follow", step_at_story("follow/"), STEP, asks=True),
    PublicPage("follow: ended", ended_following, STEP),
    PublicPage("report", step_at_story("report/"), STEP, asks=True),
    PublicPage("report: an appeal", appeal_of_a_reporter, STEP, asks=True),
    PublicPage("story: a link cut off", "/track/helped/cut-off/", TRACKING, status=404),
    PublicPage("story: a link on a handover cut off", "/track/handover/cut-off/", TRACKING, status=404),
    PublicPage("access", step_after("/track/{reference}/contact/"), STEP, asks=True),
    PublicPage("answers", "/answers/"),
    PublicPage("answers: of a municipality", "/answers/in/ZZ-ZZ002/"),
    PublicPage("how answers are counted", "/how-answers-are-counted/"),
    PublicPage("how your data is kept", "/how-your-data-is-kept/"),
    PublicPage("my data: deleted", "/my/deleted/", STEP, personal=True),
    # Accounts.
    PublicPage("sign in", "/accounts/login/", STEP, asks=True),
    PublicPage("sign in by code", "/accounts/login/code/", STEP, asks=True),
    PublicPage("sign up", "/accounts/signup/", STEP, asks=True),
    PublicPage("sign up: confirm", "/accounts/confirm-email/", STEP, personal=True),
    PublicPage("sign up: a link cut off", "/accounts/confirm-email/cut-off/", STEP, personal=True),
    PublicPage("inactive account", "/accounts/inactive/", STEP, personal=True),
    PublicPage("new password", "/accounts/password/reset/", STEP, asks=True),
    PublicPage("new password: sent", "/accounts/password/reset/done/", STEP, personal=True),
    PublicPage("new password: a link cut off", "/accounts/password/reset/key/1-cut-off/", STEP, personal=True),
    PublicPage("new password: done", "/accounts/password/reset/key/done/", STEP, personal=True),
    # What is not there.
    PublicPage("no such page", "/no-such-page/", status=404),
)
