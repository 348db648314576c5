"""House rules that `manage.py check` holds."""

from typing import Any

from django.core.checks import Error, register

from engagement import kinds


@register()
def check_case_kinds(**_kwargs: Any) -> list[Error]:
    """Every registered kind of case is complete."""
    return [
        Error(
            f"Kind of case {kind.key!r}: {gap}.",
            hint="Complete what the app registers in AppConfig.ready(); engagement/kinds.py explains each field.",
            id="engagement.E001",
        )
        for kind in kinds.registered()
        for gap in kind.gaps()
    ]
