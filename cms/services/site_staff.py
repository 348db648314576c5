"""Who may write and who may publish on a municipality's site: groups of the workspace that follow the roles."""

from dataclasses import dataclass

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    GroupSitePermission,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from cms.models import SiteSettings
from cms.queries.homes import homes_of
from engagement.enums import Role
from engagement.models import StaffMember, User
from wards.models import Municipality

PAGE_PERMISSIONS = {Role.EDITOR: ("add", "change"), Role.PUBLISHER: ("add", "change", "publish", "lock", "unlock")}
COLLECTION_PERMISSIONS = (
    "wagtailimages.add_image",
    "wagtailimages.change_image",
    "wagtailimages.choose_image",
    "wagtaildocs.add_document",
    "wagtaildocs.change_document",
    "wagtaildocs.choose_document",
)
EVERYWHERE = ("wagtailadmin.access_admin", "wagtail_localize.submit_translation")
"""What a group needs whatever it works on. It opens no page: those are opened by the permissions on the tree."""


@dataclass(frozen=True)
class SiteGroups:
    """The two groups of a municipality."""

    editors: Group
    publishers: Group


def group_name(municipality: Municipality, *, role: Role) -> str:
    """How the group of a role on a municipality's site is called: "ZA-NC091 editor"."""
    return f"{municipality.key} {role.value}"


@transaction.atomic
def found_groups(*, municipality: Municipality, collection: Collection) -> SiteGroups:
    """The groups of a municipality with their permissions on its pages, its collection and its settings, and no others.

    Safe to run twice: it also gives the permissions on home pages of a language that came later.
    """
    editors, publishers = (_group(municipality, role, collection) for role in (Role.EDITOR, Role.PUBLISHER))
    _allow_settings(publishers, municipality)
    _found_workflow(municipality, publishers)
    for member in StaffMember.objects.filter(municipality=municipality).select_related("user"):
        match_groups_with_roles(member.user, municipality=municipality)
    return SiteGroups(editors, publishers)


def match_groups_with_roles(user: User, *, municipality: Municipality) -> None:
    """Put an account into the groups of its roles in a municipality, and take it out of the others there."""
    member = StaffMember.objects.filter(user=user, municipality=municipality).first()
    held = set(member.roles) if member else set()
    for role in PAGE_PERMISSIONS:
        group = Group.objects.filter(name=group_name(municipality, role=role)).first()
        if group is None:
            continue
        if role in held:
            user.groups.add(group)
        else:
            user.groups.remove(group)


def _group(municipality: Municipality, role: Role, collection: Collection) -> Group:
    group, _made = Group.objects.get_or_create(name=group_name(municipality, role=role))
    group.permissions.add(*(_permission(name) for name in EVERYWHERE))
    for home in homes_of(municipality):
        for action in PAGE_PERMISSIONS[role]:
            permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=f"{action}_page")
            GroupPagePermission.objects.get_or_create(group=group, page=home, permission=permission)
    for name in COLLECTION_PERMISSIONS:
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=collection, permission=_permission(name)
        )
    return group


def _allow_settings(publishers: Group, municipality: Municipality) -> None:
    permission = _permission(f"cms.change_{SiteSettings._meta.model_name}")
    GroupSitePermission.objects.get_or_create(group=publishers, site=municipality.site, permission=permission)


def _found_workflow(municipality: Municipality, publishers: Group) -> None:
    """Editors submit, publishers approve."""
    homes = list(homes_of(municipality))
    bound = WorkflowPage.objects.filter(page__in=homes).select_related("workflow").first()
    workflow = bound.workflow if bound else _workflow(municipality, publishers)
    for home in homes:
        WorkflowPage.objects.get_or_create(page=home, defaults={"workflow": workflow})


def _workflow(municipality: Municipality, publishers: Group) -> Workflow:
    name = _("Publishing in %(municipality)s") % {"municipality": municipality.name}
    task = GroupApprovalTask.objects.create(name=_("Approval by a publisher of %(name)s") % {"name": municipality.name})
    task.groups.add(publishers)
    workflow = Workflow.objects.create(name=name)
    # Saved on its own: the relation of a workflow keeps what it is given until the workflow is saved again.
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    return workflow


def _permission(name: str) -> Permission:
    app, codename = name.split(".")
    return Permission.objects.get(content_type__app_label=app, codename=codename)
