"""The notice of a form as it reads today."""

from dataclasses import replace
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from engagement import notices
from engagement.controllers import controller_of
from engagement.models import PrivacyNotice
from engagement.notices import FormNotice
from engagement.queries.languages import language_in_use
from engagement.queries.periods import retention_of
from engagement.rules.data_laws import data_law_of
from engagement.rules.notices import Controller, NoticePart, ShownNotice, common_parts, own_parts
from wards.models import Municipality


def notice_of(form: str, municipality: Municipality | None, *, at: datetime) -> ShownNotice:
    """What is done with what a form asks for, in the language in use.

    It is dated with the day on which somebody first sent a form under these words; until then with today.

    Args:
        form: the key of a registered notice.
        municipality: whose form it is; None on a host that is no municipality's.

    Raises:
        KeyError: no app has registered a notice of this form.
    """
    declared = notices.get(form)
    language = language_in_use()
    parts = [*parts_of(declared, municipality), *rights_in(municipality)]
    shown = ShownNotice(
        form=form,
        municipality_id=municipality.pk if municipality else None,
        language=language,
        version=timezone.localdate(at, municipality.zone if municipality else None),
        summary=str(declared.summary),
        parts=tuple(parts),
    )
    latest = PrivacyNotice.objects.filter(municipality=municipality, form=form, language=language).first()
    if latest is None or latest.text != shown.text:
        return shown
    return replace(shown, version=latest.version, kept_as=latest.pk)


def parts_of(declared: FormNotice, municipality: Municipality | None) -> list[NoticePart]:
    """What is a form's own, with the periods of a municipality."""
    return own_parts(declared, retention=retention_of(declared.kind, municipality))


def rights_in(municipality: Municipality | None) -> list[NoticePart]:
    """Who answers for what a municipality takes in, under which law, and what a person may do."""
    controller = controller_of(municipality) if municipality else Controller(_("The municipality that you write to"))
    return common_parts(controller=controller, law=data_law_of(municipality.country if municipality else ""))
