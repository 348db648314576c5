from django.apps import AppConfig


class CmsConfig(AppConfig):
    name = "cms"
    verbose_name = "Site"

    def ready(self) -> None:
        from cms import receivers  # noqa: F401
        from cms.services.site_staff import match_groups_with_roles
        from cms.views import pages
        from cms.views.ward_pages import ward_page
        from cms.ward_extension import wards_changed
        from engagement import appointments
        from wards import extensions

        pages.load()
        appointments.register(match_groups_with_roles)
        extensions.register(extensions.WardExtension(key="cms", wards_changed=wards_changed, page=ward_page))
