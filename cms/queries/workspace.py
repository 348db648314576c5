"""What of the content is a person's own in the workspace: that of the municipalities whose groups they belong to.

A municipality's groups hold their permissions on its pages, its collection and its site, and on nothing above them. So
where a person holds any permission is where they work; a superuser works everywhere.
"""

from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db.models import CharField, Model, Q, QuerySet
from django.db.models.functions import Cast
from taggit.models import Tag, TaggedItem
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import (
    GroupCollectionPermission,
    GroupPagePermission,
    GroupSitePermission,
    Page,
    PageLogEntry,
    Revision,
    Site,
    Task,
    TaskState,
    Workflow,
    WorkflowState,
    WorkflowTask,
    get_default_page_content_type,
)
from wagtail.permissions import policy_registry
from wagtail_localize.models import Translation, TranslationSource

from cms.rules.workspace_addresses import Thing

PAGE_ACTIONS = frozenset({"add", "change", "publish", "bulk_delete", "lock", "unlock"})
MEDIA_ACTIONS = frozenset({"add", "change", "choose", "delete"})


def edits_pages(user: Any) -> bool:
    """Whether a person may do anything with any page."""
    return policy_registry.get_by_type(Page).user_has_any_permission(user, PAGE_ACTIONS)


def own_pages(user: Any) -> QuerySet[Page]:
    """The pages of the person's municipalities, drafts included."""
    return policy_registry.get_by_type(Page).instances_user_has_any_permission_for(user, PAGE_ACTIONS)


def pages_on_the_way(user: Any) -> QuerySet[Page]:
    """The person's own pages, and those above that the tree is entered through."""
    if not edits_pages(user):
        return Page.objects.none()
    return policy_registry.get_by_type(Page).explorable_instances(user)


def own_media(user: Any, model: type[Model]) -> QuerySet:
    """The pictures or documents in the collections of the person's municipalities."""
    collections = policy_registry.get_by_type(model).collections_user_has_any_permission_for(user, MEDIA_ACTIONS)
    return model._default_manager.filter(collection__in=collections)


def own_images(user: Any) -> QuerySet:
    """See `own_media`."""
    return own_media(user, get_image_model())


def own_documents(user: Any) -> QuerySet:
    """See `own_media`."""
    return own_media(user, get_document_model())


def own_sites(user: Any) -> QuerySet[Site]:
    """The sites that the person holds any permission on."""
    if user.is_superuser:
        return Site.objects.all()
    held = GroupSitePermission.objects.filter(group__user=user)
    return Site.objects.filter(pk__in=held.values("site"))


def groups_everywhere() -> QuerySet[Group]:
    """The groups with people in them that hold permissions above every municipality's pages or files."""
    on_pages = GroupPagePermission.objects.filter(page__depth=1)
    on_files = GroupCollectionPermission.objects.filter(collection__depth=1)
    held = Q(pk__in=on_pages.values("group")) | Q(pk__in=on_files.values("group"))
    return Group.objects.filter(held, user__isnull=False).distinct().order_by("name")


def own_revisions(user: Any) -> QuerySet[Revision]:
    """The versions of the person's own pages."""
    return Revision.objects.filter(_about_own_pages(user))


def own_workflow_states(user: Any) -> QuerySet[WorkflowState]:
    """What the person's own pages went through on their way to be published."""
    return WorkflowState.objects.filter(_about_own_pages(user))


def own_task_states(user: Any) -> QuerySet[TaskState]:
    """See `own_workflow_states`."""
    return TaskState.objects.filter(workflow_state__in=own_workflow_states(user))


def own_workflows(user: Any) -> QuerySet[Workflow]:
    """The workflows that the person's own pages go through, or went."""
    if user.is_superuser:
        return Workflow.objects.all()
    now, before = Q(workflow_pages__page__in=own_pages(user)), Q(workflow_states__in=own_workflow_states(user))
    return Workflow.objects.filter(pk__in=Workflow.objects.filter(now | before).values("pk"))


def own_tasks(user: Any) -> QuerySet[Task]:
    """The tasks of `own_workflows`."""
    if user.is_superuser:
        return Task.objects.all()
    return Task.objects.filter(pk__in=WorkflowTask.objects.filter(workflow__in=own_workflows(user)).values("task"))


def own_translation_sources(user: Any) -> QuerySet[TranslationSource]:
    """The texts of the person's own pages that are given to translate."""
    if user.is_superuser:
        return TranslationSource.objects.all()
    return TranslationSource.objects.filter(object_id__in=own_pages(user).values("translation_key"))


def own_translations(user: Any) -> QuerySet[Translation]:
    """See `own_translation_sources`."""
    return Translation.objects.filter(source__in=own_translation_sources(user))


def own_tags(user: Any) -> QuerySet[Tag]:
    """The tags on the person's own pictures and documents."""
    if user.is_superuser:
        return Tag.objects.all()
    worn = Q()
    for model in (get_image_model(), get_document_model()):
        label = {"content_type__app_label": model._meta.app_label, "content_type__model": model._meta.model_name}
        worn |= Q(object_id__in=own_media(user, model).values("pk"), **label)
    return Tag.objects.filter(pk__in=TaggedItem.objects.filter(worn).values("tag"))


def people_on_own_pages(user: Any) -> QuerySet:
    """The accounts that own, locked, changed or sent in one of the person's own pages."""
    pages, states = own_pages(user), own_workflow_states(user)
    acted = (
        Q(pk__in=pages.values("owner")),
        Q(pk__in=pages.values("locked_by")),
        Q(pk__in=PageLogEntry.objects.filter(page__in=pages).values("user")),
        Q(pk__in=states.values("requested_by")),
    )
    people = get_user_model()._default_manager
    return people.filter(_any_of(acted)).order_by(get_user_model().USERNAME_FIELD)


OWN: dict[Thing, Callable[[Any], QuerySet]] = {
    Thing.PAGE: own_pages,
    Thing.PAGE_ON_THE_WAY: pages_on_the_way,
    Thing.IMAGE: own_images,
    Thing.DOCUMENT: own_documents,
    Thing.SITE: own_sites,
    Thing.REVISION: own_revisions,
    Thing.TASK: own_tasks,
    Thing.TASK_STATE: own_task_states,
    Thing.WORKFLOW_STATE: own_workflow_states,
    Thing.TRANSLATION: own_translations,
    Thing.TRANSLATION_SOURCE: own_translation_sources,
}


def are_own(user: Any, thing: Thing, keys: Iterable[int]) -> bool:
    """Whether everything named by these keys is the person's own. What does not exist is nobody's."""
    wanted = set(keys)
    return not wanted or OWN[thing](user).filter(pk__in=wanted).distinct().count() == len(wanted)


def _about_own_pages(user: Any) -> Q:
    # The key of a page stands there as a text.
    keys = own_pages(user).annotate(key=Cast("pk", CharField())).values("key")
    return Q(base_content_type=get_default_page_content_type(), object_id__in=keys)


def _any_of(conditions: Iterable[Q]) -> Q:
    joined = Q()
    for condition in conditions:
        joined |= condition
    return joined


def may_show(user: Any, references: Iterable[tuple[type[Model], str]]) -> bool:
    """Whether a page of the person may show these pages, pictures and documents, each named by a model and its key.

    A link to another municipality's page is fine while that page is public.
    """
    keys: dict[type[Model], set[int]] = {Page: set(), get_image_model(): set(), get_document_model(): set()}
    for model, key in references:
        for kind, found in keys.items():
            if issubclass(model, kind):
                with suppress(ValueError):
                    found.add(int(key))
    pages = keys.pop(Page)
    public = Q(live=True, view_restrictions__isnull=True)
    shown = Page.objects.filter(public | Q(pk__in=own_pages(user).values("pk")))
    return _all_in(pages, shown) and all(_all_in(found, own_media(user, kind)) for kind, found in keys.items())


def _all_in(keys: set[int], queryset: QuerySet) -> bool:
    # A key that no record has is for the form to refuse, in words.
    existing = queryset.model._default_manager.filter(pk__in=keys)
    return not keys or not existing.exclude(pk__in=queryset.values("pk")).exists()
