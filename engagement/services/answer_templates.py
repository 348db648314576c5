"""Keeping templates for one's own answers."""

from django.db import transaction

from engagement.models import AnswerTemplate, User
from wards.models import Municipality


@transaction.atomic
def keep_template(*, name: str, text: str, municipality: Municipality, by: User) -> AnswerTemplate:
    """Keep a template for one's own answers in a municipality; another text under the same name replaces the first."""
    kept, _is_new = AnswerTemplate.objects.update_or_create(
        municipality=municipality, owner=by, name=name, defaults={"text": text}
    )
    return kept


def drop_template(*, template: AnswerTemplate, by: User) -> None:
    """Delete a template of one's own; anybody else's stays. Done twice, it stays deleted."""
    AnswerTemplate.objects.filter(pk=template.pk, owner=by).delete()
