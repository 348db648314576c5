"""Two municipalities with a site each, in which everything that has a name wears its town's own word."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.db.models import Model
from django.test import Client
from django.utils import timezone
from PIL import Image as Picture
from wagtail.admin.models import EditingSession
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import (
    Collection,
    Comment,
    GroupApprovalTask,
    Locale,
    Page,
    PageLogEntry,
    Revision,
    Site,
    TaskState,
    UploadedFile,
    Workflow,
    WorkflowState,
)
from wagtail_localize.models import Translation, TranslationSource

from cms.models import HomePage, NewsIndexPage, NewsPage, SiteSettings
from cms.services.sites import make_site
from engagement.enums import Nature, NotificationState, ReportReason, Role
from engagement.models import AnswerTemplate, Appeal, Department, Notification, ProclaimedDay, Report, User
from engagement.rules.contacts import by_email
from engagement.services.concerns import confirm_contact, raise_concern
from tests.engagement.cast import NOW, make_councillor, make_municipality, make_staff, make_ward
from tests.engagement.sessions import browser_of
from wards.models import Activation, Delimitation, ImportReport, Municipality, Place, Ward, WardCommitteeMember


@dataclass
class Town:
    """A municipality with its site, its people and one of each thing that belongs to it."""

    word: str
    municipality: Municipality
    site: Site
    settings: SiteSettings
    home: HomePage
    home_zu: HomePage
    news: NewsIndexPage
    live: NewsPage
    draft: NewsPage
    revision: Revision
    collection: Collection
    image: Image
    document: Document
    editors: Group
    publishers: Group
    editor: User
    publisher: User
    workflow: Workflow
    task: GroupApprovalTask
    workflow_state: WorkflowState
    task_state: TaskState
    comment: Comment
    source: TranslationSource
    translation: Translation
    things: dict[str, Model]
    """What the floors below keep of the town, and what is asked for nowhere but in the walk."""

    def browser(self, role: str) -> Client:
        """The browser in which the town's editor or publisher is signed in."""
        return browser_of(getattr(self, role))


def make_town(word: str, number: int) -> Town:
    """A municipality called by a word that stands nowhere else."""
    municipality = make_municipality(word)
    ward = make_ward(municipality, number)
    founded = make_site(municipality=municipality, hostname=f"{word.lower()}.example.org")
    municipality.refresh_from_db()
    facts: dict[str, Any] = {"word": word, "municipality": municipality, "site": founded.site}
    facts |= {"collection": founded.collection, "editors": founded.groups.editors}
    facts |= {"publishers": founded.groups.publishers, "settings": SiteSettings.objects.get(site=founded.site)}
    facts |= {"editor": _member(municipality, word, Role.EDITOR)}
    facts |= {"publisher": _member(municipality, word, Role.PUBLISHER)}
    facts |= _media(word, facts["collection"], facts["editor"])
    facts |= _pages(word, founded.site.root_page.specific, facts)
    things = _registers(word, municipality, ward) | _odds_and_ends(word, facts)
    return Town(**facts, **_on_its_way(word, facts), **_translated(facts["live"]), things=things)


def reloaded(town: Town) -> Town:
    """The town with everything read anew, so that no test sees what another did to an object."""
    facts = {name: _read_anew(fact) for name, fact in vars(town).items()}
    return Town(**facts | {"things": {name: _read_anew(thing) for name, thing in town.things.items()}})


def _read_anew(fact: Any) -> Any:
    return type(fact)._base_manager.get(pk=fact.pk) if isinstance(fact, Model) else fact


OFFICES = (Role.REGISTRAR, Role.MODERATOR, Role.SUPERVISOR, Role.MUNICIPAL_MANAGER)
"""So that as many pages as possible open."""


def _member(municipality: Municipality, word: str, role: Role) -> User:
    user = make_staff(municipality, role, *OFFICES)
    user.email = f"{word.lower()}-{role}@example.org"
    user.save()
    return user


def _media(word: str, collection: Collection, editor: User) -> dict[str, Any]:
    png = BytesIO()
    Picture.new("RGB", (8, 8), "teal").save(png, "PNG")
    facts = {"collection": collection, "uploaded_by_user": editor}
    picture = ContentFile(png.getvalue(), f"{word.lower()}.png")
    image = Image.objects.create(title=f"{word} view", file=picture, **facts)
    text = ContentFile(b"minutes", f"{word.lower()}.txt")
    document = Document.objects.create(title=f"{word} minutes", file=text, **facts)
    for thing in (image, document):
        thing.tags.add(f"{word} tag")
    return {"image": image, "document": document}


def _pages(word: str, home: HomePage, facts: dict[str, Any]) -> dict[str, Page]:
    news = NewsIndexPage.objects.child_of(home).get()
    made: dict[str, Page] = {"home": home, "home_zu": home.get_translation(zulu()), "news": news}
    for state in ("live", "draft"):
        made[state] = news.add_child(
            instance=NewsPage(
                title=f"{word} {state}",
                slug=f"{word.lower()}-{state}",
                live=state == "live",
                owner=facts["editor"],
                picture=facts["image"],
                body=[("text", f"<p>{word} builds.</p>")],
            )
        )
    draft = made["draft"]
    draft.locked, draft.locked_by, draft.locked_at = True, facts["editor"], timezone.now()
    draft.save()
    PageLogEntry.objects.log_action(instance=made["live"], action="wagtail.edit", user=facts["editor"])
    return made


def zulu() -> Locale:
    """The language that pages are translated into."""
    return Locale.objects.get(language_code="zu")


def _on_its_way(word: str, facts: dict[str, Any]) -> dict[str, Any]:
    live, editor = facts["live"], facts["editor"]
    live.title = f"{word} better"
    comment = Comment.objects.create(page=live, user=editor, text=f"{word} remark", contentpath="title", position="")
    revision = live.save_revision(user=editor, log_action=True)
    workflow = live.get_workflow()
    state = workflow.start(live, editor)
    return {
        "workflow": workflow,
        "task": workflow.tasks.get().specific,
        "revision": revision,
        "comment": comment,
        "workflow_state": state,
        "task_state": state.current_task_state,
    }


def _translated(page: Page) -> dict[str, Any]:
    source, _made = TranslationSource.get_or_create_from_instance(page)
    translation = Translation.objects.create(source=source, target_locale=zulu())
    translation.save_target(publish=False)
    return {"source": source, "translation": translation}


def _registers(word: str, municipality: Municipality, ward: Ward) -> dict[str, Model]:
    make_councillor(ward, f"{word} councillor")
    term = ward.terms.get()
    raised = raise_concern(
        ward=ward,
        nature=Nature.ISSUE,
        subject=f"{word} streetlights",
        text=f"{word} is dark.",
        is_public=True,
        contact=by_email(f"{word.lower()}-resident@example.org"),
        name=f"{word} resident",
        key=f"form-{word}",
        at=NOW,
    )
    case = confirm_contact(case=raised, at=NOW)
    Notification.objects.filter(case=case).update(state=NotificationState.SET_ASIDE, last_error=f"{word} refused")
    facts = {"country": "ZZ", "municipality": municipality}
    return {
        "councillor": term.councillor,
        "term": term,
        "member": WardCommitteeMember.objects.create(ward=ward, name=f"{word} member", agreed_on=date(2024, 1, 1)),
        "place": Place.objects.create(name=f"{word} square", point=ward.label_point, **facts),
        "report": ImportReport.objects.create(
            kind="places",
            municipality=municipality,
            file_name=f"{word}.csv",
            started_at=datetime(2024, 1, 1, tzinfo=UTC),
        ),
        "department": Department.objects.create(
            municipality=municipality, name=f"{word} roads", email=f"{word.lower()}-roads@example.org"
        ),
        "day_off": ProclaimedDay.objects.create(day=date(2026, 5, 4), name=f"{word} day", **facts),
        "answer_template": AnswerTemplate.objects.create(
            municipality=municipality, name=f"{word} template", text=f"{word} is on order."
        ),
        "case": case,
        "case_report": Report.objects.create(
            case=case, reason=ReportReason.ADVERT, words=f"{word} remark", reported_at=NOW
        ),
        "appeal": Appeal.objects.create(case=case, against=1, words=f"{word} appeal", made_at=NOW),
        "notification": Notification.objects.filter(case=case).first(),
        "edition": Delimitation.objects.get(),
        "activation": Activation.objects.get(municipality=municipality),
    }


def _odds_and_ends(word: str, facts: dict[str, Any]) -> dict[str, Model]:
    editor = facts["editor"]
    return {
        "redirect": Redirect.objects.create(old_path=f"/{word.lower()}-old", site=facts["site"], redirect_link="/new"),
        "upload": UploadedFile.objects.create(uploaded_by_user=editor, file=ContentFile(b"x", f"{word.lower()}.part")),
        "session": EditingSession.objects.create(
            user=editor,
            content_type=ContentType.objects.get_for_model(Page),
            object_id=facts["live"].pk,
            last_seen_at=timezone.now(),
        ),
        "locale": Locale.objects.get(language_code="en"),
    }
