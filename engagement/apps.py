from django.apps import AppConfig


class EngagementConfig(AppConfig):
    name = "engagement"
    verbose_name = "Engagement"

    def ready(self) -> None:
        from engagement import checks, holdings, kinds, notices, receivers  # noqa: F401
        from engagement.concern_kind import CONCERN
        from engagement.form_notices import NOTICES
        from engagement.referral_kind import REFERRAL
        from engagement.services.held import HOLDINGS
        from engagement.staff_policy import StaffPolicy
        from engagement.ward_extension import EXTENSION
        from wards import extensions
        from wards.permissions import register_policy

        kinds.register(CONCERN)
        for notice in NOTICES:
            notices.register(notice)
        kinds.register(REFERRAL)
        for holding in HOLDINGS:
            holdings.register(holding)
        register_policy(StaffPolicy())
        extensions.register(EXTENSION)
