"""Take away the groups that Wagtail's installation plants: Editors and Moderators of every page of every municipality.

Each municipality has groups of its own (`cms.services.site_staff`). One that has people in it is left: they may work
with it, and `manage.py check --database default` says whose pages it opens.
"""

from typing import Any

from django.db import migrations

PAGES = {"Editors": ("add", "change"), "Moderators": ("add", "change", "publish", "lock", "unlock")}
MEDIA = tuple(f"{action}_{thing}" for thing in ("image", "document") for action in ("add", "change", "choose"))
EVERYWHERE = ("access_admin", "submit_translation", *MEDIA, "delete_image", "delete_document")
APPS = ("wagtailadmin", "wagtailcore", "wagtaildocs", "wagtailimages", "wagtail_localize")


def take_away(apps: Any, _schema_editor: Any) -> None:
    """Delete those that nobody is in, with their permissions on the roots of pages and collections."""
    people = apps.get_model("engagement", "User").objects
    for group in apps.get_model("auth", "Group").objects.filter(name__in=PAGES):
        if not people.filter(groups=group).exists():
            group.delete()


def give_back(apps: Any, _schema_editor: Any) -> None:
    """Make them as Wagtail does."""
    for name, actions in PAGES.items():
        group, is_new = apps.get_model("auth", "Group").objects.get_or_create(name=name)
        if is_new:
            _give(apps, group, [f"{action}_page" for action in actions])
    moderators = apps.get_model("auth", "Group").objects.get(name="Moderators")
    for task in apps.get_model("wagtailcore", "GroupApprovalTask").objects.filter(name="Moderators approval"):
        task.groups.add(moderators)


def _give(apps: Any, group: Any, on_pages: list[str]) -> None:
    known = apps.get_model("auth", "Permission").objects.filter(content_type__app_label__in=APPS)
    group.permissions.set(known.filter(codename__in=EVERYWHERE))
    # By their keys: an old state of the models mistakes one class of collections for another.
    for model, root, names in (
        ("GroupPagePermission", "Page", on_pages),
        ("GroupCollectionPermission", "Collection", MEDIA),
    ):
        above = {f"{root.lower()}_id": apps.get_model("wagtailcore", root).objects.get(depth=1).pk}
        for permission in known.filter(codename__in=names):
            held = apps.get_model("wagtailcore", model).objects
            held.create(group_id=group.pk, permission_id=permission.pk, **above)


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0006_lasting_pages"),
        ("engagement", "0009_editors_and_publishers"),
        # Each of these gave the groups something.
        ("wagtailadmin", "0006_formstate"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("wagtailimages", "0027_image_description"),
        ("wagtail_localize", "0016_rename_page_revision_translationlog_revision"),
    ]

    operations = [
        migrations.RunPython(take_away, give_back),
    ]
