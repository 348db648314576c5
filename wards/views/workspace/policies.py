"""Who may do what with which record of the wards floor."""

from django.db.models import QuerySet
from wagtail.permissions import register_permission_policy

from wards.models import Councillor, Delimitation, ImportReport, Municipality, Place, WardCommitteeMember
from wards.permissions import IMPORT_REGISTER
from wards.views.workspace.scope import MunicipalityPolicy


class EditionPolicy(MunicipalityPolicy):
    """An edition of boundaries is the whole country's: everybody there may look, superusers may change."""

    def within(self, queryset: QuerySet, municipalities: frozenset[int]) -> QuerySet:
        """The editions of the countries in which the municipalities lie."""
        countries = Municipality.objects.filter(pk__in=municipalities).values("country")
        return queryset.filter(country__in=countries)


def register_policies() -> None:
    """Let Wagtail ask these policies; called before anything else asks."""
    policies: list[MunicipalityPolicy] = [
        MunicipalityPolicy(Municipality, "pk", everywhere=("add", "delete")),
        MunicipalityPolicy(Councillor, "municipality"),
        MunicipalityPolicy(WardCommitteeMember, "ward__municipality"),
        MunicipalityPolicy(Place, "municipality"),
        EditionPolicy(Delimitation, "", everywhere=("add", "change", "delete")),
        # A report is proof of where a fact came from: it is looked at, and never changed or deleted by hand.
        MunicipalityPolicy(ImportReport, "municipality", actions=("view",), names={"view": IMPORT_REGISTER}),
    ]
    for policy in policies:
        register_permission_policy(policy.model, policy)
