"""Staff see and change what belongs to their own municipalities: one policy and one mixin for every page of a model.

Wagtail's permissions are about kinds of things. Scoping its list alone leaves edit, delete, inspect, history and usage
of another municipality's record open to anybody who knows its number, so that all of them ask the same policy here.
"""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Model, ProtectedError, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.views import generic
from wagtail.admin.views.generic import history
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import BasePermissionPolicy

from wards.models import Ward
from wards.permissions import municipalities_for
from wards.services.public_pages import note_public_change_everywhere

ANY = ("add", "change", "delete", "view")


class MunicipalityPolicy(BasePermissionPolicy):
    """A permission on a model holds for what belongs to the municipalities in which the person has it.

    Args:
        path: from the model to its municipality, such as "ward__municipality".
        actions: what can be done with the model here; nobody can do anything else, superusers included.
        names: permissions that stand for an action, where it is not the one that Django names after it.
        everywhere: actions that concern every municipality, and are for superusers alone.
    """

    def __init__(
        self,
        model: type[Model],
        path: str,
        *,
        actions: Iterable[str] = ANY,
        names: dict[str, str] | None = None,
        everywhere: Iterable[str] = (),
    ) -> None:
        super().__init__(model)
        self.path, self.actions, self.everywhere = path, frozenset(actions), frozenset(everywhere)
        self.names = names or {}

    def permission(self, action: str) -> str:
        """The permission that an action needs."""
        return self.names.get(action, f"{self.model._meta.app_label}.{action}_{self.model._meta.model_name}")

    def municipalities(self, user: Any, actions: Iterable[str]) -> frozenset[int]:
        """The municipalities in which a person may do any of the actions; asked once a request for each action."""
        kept = user.__dict__.setdefault("_municipalities_by_permission", {})
        found: set[int] = set()
        for permission in {self.permission(action) for action in self._possible(user, actions)}:
            if permission not in kept:
                kept[permission] = frozenset(municipalities_for(user, permission).values_list("pk", flat=True))
            found |= kept[permission]
        return frozenset(found)

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Whether a person may do something with anything of this kind."""
        return bool(self._possible(user, [action])) and (user.is_superuser or bool(self.municipalities(user, [action])))

    def instances_user_has_any_permission_for(self, user: Any, actions: Iterable[str]) -> QuerySet:
        """What a person may do any of the actions with."""
        everything = self.model._default_manager.all()
        possible = self._possible(user, actions)
        if not possible:
            return everything.none()
        if user.is_active and user.is_superuser:
            return everything
        return self.within(everything, self.municipalities(user, possible))

    def within(self, queryset: QuerySet, municipalities: frozenset[int]) -> QuerySet:
        """What of the queryset belongs to some municipalities."""
        return queryset.filter(**{f"{self.path}__in": municipalities})

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Model) -> bool:
        """Whether a person may do something with one thing."""
        return self.instances_user_has_permission_for(user, action).filter(pk=instance.pk).exists()

    def user_has_any_permission_for_instance(self, user: Any, actions: Iterable[str], instance: Model) -> bool:
        """Whether a person may do any of the actions with one thing."""
        return self.instances_user_has_any_permission_for(user, actions).filter(pk=instance.pk).exists()

    def users_with_any_permission(self, actions: Iterable[str]) -> QuerySet:
        """Those who surely may; who else does, the registered policy tells by person and not by permission."""
        return get_user_model().objects.filter(is_active=True, is_superuser=True)

    def _possible(self, user: Any, actions: Iterable[str]) -> set[str]:
        possible = self.actions & set(actions)
        return possible if user.is_superuser else possible - self.everywhere


class ScopedObjectMixin:
    """A page about one thing answers 404 where the thing is not the person's to see, as if it did not exist."""

    def get_object(self, *args: Any, **kwargs: Any) -> Model:
        """The thing.

        Raises:
            Http404: there is none, or it belongs to another municipality.
        """
        found = super().get_object(*args, **kwargs)
        needed = [self.permission_required] if self.permission_required else self.any_permission_required
        if not self.permission_policy.user_has_any_permission_for_instance(self.request.user, needed, found):
            raise Http404
        return found


class ScopedIndexView(generic.IndexView):
    """A list of what is the person's to see."""

    template_name = "wards/workspace/listing.html"

    def get_base_queryset(self) -> QuerySet:
        """Only what belongs to the person's municipalities."""
        scope = self.permission_policy.instances_user_has_any_permission_for(self.request.user, ANY)
        return super().get_base_queryset().filter(pk__in=scope.values("pk"))


class ScopedCreateView(generic.CreateView):
    """Adds one thing."""

    def save_instance(self) -> Model:
        """Save it, and let public pages show it."""
        note_public_change_everywhere()
        return super().save_instance()


class ScopedEditView(ScopedObjectMixin, generic.EditView):
    """Changes one thing."""

    def save_instance(self) -> Model:
        """Save it, and let public pages show it."""
        note_public_change_everywhere()
        return super().save_instance()


class ScopedInspectView(ScopedObjectMixin, generic.InspectView):
    """Shows one thing."""


class ScopedHistoryView(ScopedObjectMixin, history.HistoryView):
    """Shows who did what to one thing."""


class ScopedDeleteView(ScopedObjectMixin, generic.DeleteView):
    """Deletes one thing, unless history or anything else depends on it."""

    def delete_action(self) -> None:
        """Delete it, and let public pages do without."""
        super().delete_action()
        note_public_change_everywhere()

    def form_valid(self, form: Any) -> HttpResponse:
        """Delete it, or say why it stays."""
        try:
            return super().form_valid(form)
        except ProtectedError:
            message = _("%(thing)s stays: other things belong to it, and its history with them.")
            messages.error(self.request, message % {"thing": self.object})
            return redirect(self.get_success_url())


class ScopedForm(WagtailAdminModelForm):
    """Offers and accepts only the person's own municipalities and their wards."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        model = self._meta.model._meta
        action = "change" if self.instance.pk else "add"
        own = municipalities_for(self.for_user, f"{model.app_label}.{action}_{model.model_name}")
        if "municipality" in self.fields:
            self.fields["municipality"].queryset = own
            if len(own) == 1:
                self.fields["municipality"].initial = own[0]
                self.fields["municipality"].empty_label = None
        if "ward" in self.fields:
            wards = Ward.objects.filter(municipality__in=own).select_related("municipality", "delimitation")
            self.fields["ward"].queryset = wards.defer("boundary", "outline").order_by(
                "municipality", "-delimitation__published_on", "number", "code"
            )


class ScopedViewSet(ModelViewSet):
    """List, add, change, delete, inspect and history of a model, each within the person's municipalities.

    Wagtail's usage page stays away: it knows nothing of terms and cases, and would call a councillor unused.
    """

    index_view_class = ScopedIndexView
    add_view_class = ScopedCreateView
    edit_view_class = ScopedEditView
    delete_view_class = ScopedDeleteView
    inspect_view_class = ScopedInspectView
    history_view_class = ScopedHistoryView
    inspect_view_enabled = True
    copy_view_enabled = False
    sort_order_field = None
    add_to_reference_index = False

    @property
    def url_prefix(self) -> str:
        """Below /admin/wards/."""
        return f"wards/{self.name}"

    @property
    def url_namespace(self) -> str:
        """Apart from the public pages' namespace."""
        return f"wards_{self.name}"

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """No page links a usage page."""
        return super().get_common_view_kwargs(**{**kwargs, "usage_url_name": None})

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """The list is called what the menu calls it."""
        return super().get_index_view_kwargs(**{**kwargs, "page_title": self.menu_label})

    def get_urlpatterns(self) -> list[URLPattern]:
        """Every page but usage."""
        return [pattern for pattern in super().get_urlpatterns() if pattern.name != "usage"]
