"""Keeping templates for one's own answers."""

from django.db import transaction

from engagement.enums import Impossible
from engagement.errors import NotPossibleError
from engagement.models import AnswerTemplate, User
from wards.models import Municipality


@transaction.atomic
def keep_template(
    *, name: str, text: str, municipality: Municipality, by: User, template: AnswerTemplate | None = None
) -> AnswerTemplate:
    """Keep a template for one's own answers in a municipality; another text under the same name replaces the first.

    Args:
        template: the one that is changed; where it was deleted meanwhile, it is kept anew.

    Raises:
        NotPossibleError: `NAME_TAKEN`, since a changed template would get the name of another.
    """
    here = AnswerTemplate.objects.filter(municipality=municipality, owner=by)
    changed = here.select_for_update().filter(pk=template.pk).first() if template else None
    if changed is not None:
        if here.filter(name=name).exclude(pk=changed.pk).exists():
            raise NotPossibleError(Impossible.NAME_TAKEN)
        changed.name, changed.text = name, text
        changed.save(update_fields=["name", "text"])
        return changed
    kept, _is_new = AnswerTemplate.objects.update_or_create(
        municipality=municipality, owner=by, name=name, defaults={"text": text}
    )
    return kept


def drop_template(*, template: AnswerTemplate, by: User) -> None:
    """Delete a template of one's own; anybody else's stays. Done twice, it stays deleted."""
    AnswerTemplate.objects.filter(pk=template.pk, owner=by).delete()
