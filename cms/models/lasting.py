"""Pages that a site cannot do without."""

from typing import Any

from django.db import models
from wagtail.models import Page, PagePermissionTester


class LastingPermissions(PagePermissionTester):
    """What somebody may do with a page that stays: everything but take it away. Operators may that too."""

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """Whether to delete it; Wagtail asks the same of a page that is moved."""
        return self._is_operator() and super().can_delete(ignore_bulk)

    def can_unpublish(self) -> bool:
        """Whether to take it off the site."""
        return self._is_operator() and super().can_unpublish()

    def _is_operator(self) -> bool:
        return bool(self.user.is_superuser)


class Lasting(models.Model):
    """A mixin for the home page of a site and the sections right below it, which its menu is made of.

    A host whose home page is gone shows the installation's front door with every municipality, so that one slip of a
    publisher would take a whole site away. Wagtail asks these permissions at every button and in every view, of one
    page and of several, and of the page that is meant, whatever kind of page a list holds.
    """

    # No dates at which it appears or goes.
    settings_panels: list[Any] = []

    class Meta:
        abstract = True

    def permissions_for_user(self, user: Any) -> LastingPermissions:
        """What a person may do with the page."""
        return LastingPermissions(user, self)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Drop dates that an older version or a script brings along."""
        self.go_live_at = self.expire_at = None
        super().save(*args, **kwargs)


def lasts(page: Page) -> bool:
    """Whether a page is one that a site cannot do without."""
    return page.specific_class is not None and issubclass(page.specific_class, Lasting)
