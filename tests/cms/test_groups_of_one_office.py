"""No group opens every municipality's pages: those of Wagtail's installation are gone, or told of."""

from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.core.checks import run_checks
from wagtail.models import GroupApprovalTask, GroupCollectionPermission, GroupPagePermission

from tests.engagement.cast import make_user

pytestmark = pytest.mark.django_db

migration = import_module("cms.migrations.0007_groups_of_one_office")


def warnings() -> list[str]:
    return [str(found.msg) for found in run_checks(databases=["default"]) if found.id == "cms.W001"]


def test_a_fresh_installation_has_no_group_of_every_page(db: None) -> None:
    assert not Group.objects.filter(name__in=migration.PAGES).exists()
    assert not GroupPagePermission.objects.filter(page__depth=1).exists()
    assert not GroupCollectionPermission.objects.filter(collection__depth=1).exists()
    assert warnings() == []


def test_the_way_back_makes_them_as_wagtail_does_and_forth_takes_them_away(db: None) -> None:
    migration.give_back(apps, None)
    moderators, editors = Group.objects.get(name="Moderators"), Group.objects.get(name="Editors")
    on_pages = moderators.page_permissions.filter(page__depth=1).values_list("permission__codename", flat=True)
    assert sorted(on_pages) == ["add_page", "change_page", "lock_page", "publish_page", "unlock_page"]
    assert editors.page_permissions.count() == 2
    for group in (moderators, editors):
        assert group.permissions.count() == 10
        assert group.collection_permissions.filter(collection__depth=1).count() == 6
    assert GroupApprovalTask.objects.get(name="Moderators approval").groups.get() == moderators
    migration.take_away(apps, None)
    assert not Group.objects.filter(name__in=migration.PAGES).exists()


def test_one_with_somebody_in_it_stays_and_is_told_of(db: None) -> None:
    migration.give_back(apps, None)
    assert warnings() == []
    make_user("editor").groups.add(Group.objects.get(name="Editors"))
    migration.take_away(apps, None)
    assert [group.name for group in Group.objects.filter(name__in=migration.PAGES)] == ["Editors"]
    assert warnings() == ["Whoever is in the group 'Editors' sees and changes what belongs to every municipality."]
    migration.give_back(apps, None)
    assert Group.objects.get(name="Editors").page_permissions.count() == 2
