"""House rules of the site that `manage.py check` holds."""

from collections.abc import Collection
from typing import Any

from django.core.checks import Error, Tags, Warning, register
from django.db import DEFAULT_DB_ALIAS, DatabaseError, transaction
from wagtail.contrib.settings.registry import registry as settings_registry
from wagtail.contrib.settings.views import get_setting_edit_handler
from wagtail.models import Page, get_page_models

from cms.forms.workspace import OwnThingsMixin
from cms.queries.workspace import groups_everywhere


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


@register(Tags.database)
def check_groups_keep_to_one_municipality(databases: Collection[str] | None = None, **_kwargs: Any) -> list[Warning]:
    """No account is in a group that may do something with every page or every file of the installation.

    Asked with `--database default`, and by `migrate`, which may find no tables yet.
    """
    if not databases or DEFAULT_DB_ALIAS not in databases:
        return []
    try:
        with transaction.atomic():
            everywhere = list(groups_everywhere().values_list("name", flat=True))
    except DatabaseError:
        return []
    return [
        Warning(
            f"Whoever is in the group {name!r} sees and changes what belongs to every municipality.",
            hint="Give them a role in theirs (manage.py appoint), then delete the group in the workspace.",
            id="cms.W001",
        )
        for name in everywhere
    ]
