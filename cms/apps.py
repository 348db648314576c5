from django.apps import AppConfig


class CmsConfig(AppConfig):
    name = "cms"
    verbose_name = "Site"

    def ready(self) -> None:
        from wagtail.contrib.settings.models import BaseGenericSetting, BaseSiteSetting
        from wagtail.models import get_page_models

        from cms import checks, receivers  # noqa: F401
        from cms.desk_extension import EXTENSION
        from cms.forms.pages import SitePageForm
        from cms.forms.workspace import ScopedSettingForm
        from cms.queries.site_settings import controller_in
        from cms.services.site_staff import match_groups_with_roles
        from cms.views import pages
        from cms.views.ward_pages import ward_page
        from cms.ward_extension import wards_changed
        from engagement import appointments, controllers, desk_extensions
        from wards import extensions

        pages.load()
        appointments.register(match_groups_with_roles)
        controllers.register(controller_in)
        desk_extensions.register(EXTENSION)
        extensions.register(extensions.WardExtension(key="cms", wards_changed=wards_changed, page=ward_page))
        # Models stand below forms, so that none names its own; `cms.checks` finds one that goes without.
        for model in get_page_models():
            if "base_form_class" not in vars(model):
                model.base_form_class = SitePageForm
        BaseSiteSetting.base_form_class = BaseGenericSetting.base_form_class = ScopedSettingForm
