"""House rules of the site that `manage.py check` holds."""

from typing import Any

from django.core.checks import Error, register
from wagtail.contrib.settings.registry import registry as settings_registry
from wagtail.contrib.settings.views import get_setting_edit_handler
from wagtail.models import Page, get_page_models

from cms.forms.workspace import OwnThingsMixin


@register()
def check_forms_keep_to_own_things(**_kwargs: Any) -> list[Error]:
    """Every page type and every setting is edited by a form that refuses another municipality's records."""
    pages = [(model, model.get_edit_handler()) for model in get_page_models() if model is not Page]
    settings = [(model, get_setting_edit_handler(model)) for model in settings_registry]
    return [
        Error(
            f"{model.__name__} is edited by a form that accepts what belongs to another municipality.",
            hint="Let its base_form_class inherit from cms.forms.workspace.OwnThingsMixin.",
            obj=model,
            id="cms.E001",
        )
        for model, panel in pages + settings
        if not issubclass(panel.get_form_class(), OwnThingsMixin)
    ]
