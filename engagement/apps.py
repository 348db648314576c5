from django.apps import AppConfig


class EngagementConfig(AppConfig):
    name = "engagement"
    verbose_name = "Engagement"

    def ready(self) -> None:
        from engagement import checks, kinds  # noqa: F401
        from engagement.concern_kind import CONCERN
        from engagement.staff_policy import StaffPolicy
        from wards.permissions import register_policy

        kinds.register(CONCERN)
        register_policy(StaffPolicy())
