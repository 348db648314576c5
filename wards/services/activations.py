"""Putting an edition of boundaries in force in a municipality, now or ahead, and undoing it."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from wards.extensions import tell_wards_changed
from wards.models import Activation, Delimitation, Municipality, Ward
from wards.permissions import ACTIVATE_DELIMITATION, may
from wards.rules.activations import (
    PAST_DAYS,
    ActivationRefusal,
    Start,
    days_in_force,
    refuse_start,
    refuse_undoing,
)
from wards.services.public_pages import note_public_change_everywhere

REFUSALS = {
    ActivationRefusal.NOT_ALLOWED: _("You may not put ward boundaries in force in %(municipality)s."),
    ActivationRefusal.OTHER_COUNTRY: _("%(edition)s is not an edition of %(municipality)s's country."),
    ActivationRefusal.NO_WARDS: _("%(edition)s has no wards in %(municipality)s. Import them first."),
    ActivationRefusal.COUNTS_ALREADY: _(
        "%(edition)s is set to count in %(municipality)s already, just before or after %(day)s. "
        "Undo that one first to move the date."
    ),
    ActivationRefusal.DAY_TAKEN: _(
        "Another edition is set to count in %(municipality)s from %(day)s. Undo it first, or choose another day."
    ),
    ActivationRefusal.TOO_LONG_AGO: _(
        "%(day)s is more than %(past_days)s days ago, and wards counted in %(municipality)s since then. "
        "Choose a later day. To enter the history of a municipality, begin with the newest edition."
    ),
    ActivationRefusal.NOT_PUBLISHED: _(
        "%(edition)s was published on %(published)s and cannot count before, so not from %(day)s. Choose a later day; "
        "if the day of publication is wrong, correct it on the edition."
    ),
}


class ActivationError(Exception):
    """An activation or its undoing was refused: `reason` for programs, the message for people."""

    def __init__(self, reason: ActivationRefusal, municipality: Municipality, edition: Delimitation, day: date) -> None:
        self.reason = reason
        about = {
            "municipality": municipality,
            "edition": edition,
            "day": date_format(day),
            "published": date_format(edition.published_on),
            "past_days": PAST_DAYS,
        }
        super().__init__(REFUSALS[reason] % about)


@transaction.atomic
def activate_delimitation(
    *, municipality: Municipality, delimitation: Delimitation, starts_on: date, by: Any, at: datetime
) -> Activation:
    """Let an edition count in a municipality from a day on, until the next one's day. Asked twice, it changes nothing.

    Args:
        starts_on: the first day, today, ahead, or back as far as `wards.rules.activations` allows; never before the
            edition was published.
        by: the account that asks, or None for the operator at the server's own console.
        at: when they ask.

    Raises:
        ActivationError: they may not, the edition has no wards here, or the day is not free.
    """

    def refuse_for(reason: ActivationRefusal | None) -> None:
        if reason:
            raise ActivationError(reason, municipality, delimitation, starts_on)

    refuse_for(_refuse_person(by, municipality))
    refuse_for(_refuse_edition(municipality, delimitation))
    standing = _lock_activations(municipality)
    for activation in standing:
        if (activation.delimitation_id, activation.starts_on) == (delimitation.pk, starts_on):
            return activation
    starts = [Start(activation.delimitation_id, activation.starts_on) for activation in standing]
    wanted, today = Start(delimitation.pk, starts_on), municipality.day_at(at)
    refuse_for(refuse_start(wanted, starts, published_on=delimitation.published_on, today=today))
    activation = Activation.objects.create(
        municipality=municipality,
        delimitation=delimitation,
        starts_on=starts_on,
        in_force=DateRange(empty=True),
        set_by=by,
        set_at=at,
    )
    _share_out_days([*standing, activation])
    tell_wards_changed(municipality)
    # Neighbours' pages draw the borders too.
    note_public_change_everywhere()
    return activation


@transaction.atomic
def undo_activation(*, activation: Activation, by: Any, at: datetime) -> Activation:
    """Take an activation back; the one before it counts on. Its row stays, as history. Asked twice, it changes nothing.

    Args:
        by: the account that asks, or None for the operator at the server's own console.
        at: when they ask.

    Raises:
        ActivationError: they may not, or it has counted for too long.
    """
    municipality, edition = activation.municipality, activation.delimitation
    reason = _refuse_person(by, municipality)
    if reason:
        raise ActivationError(reason, municipality, edition, activation.starts_on)
    standing = _lock_activations(municipality)
    fresh = next((each for each in standing if each.pk == activation.pk), None)
    if fresh is None:
        return Activation.objects.get(pk=activation.pk)
    reason = refuse_undoing(fresh.starts_on, municipality.day_at(fresh.set_at), municipality.day_at(at))
    if reason:
        raise ActivationError(reason, municipality, edition, fresh.starts_on)
    fresh.undone_by, fresh.undone_at = by, at
    fresh.save(update_fields=["undone_by", "undone_at"])
    _share_out_days([each for each in standing if each.pk != fresh.pk])
    tell_wards_changed(municipality)
    # Neighbours' pages draw the borders too.
    note_public_change_everywhere()
    return fresh


def _refuse_person(by: Any, municipality: Municipality) -> ActivationRefusal | None:
    allowed = by is None or may(by, ACTIVATE_DELIMITATION, municipality)
    return None if allowed else ActivationRefusal.NOT_ALLOWED


def _refuse_edition(municipality: Municipality, delimitation: Delimitation) -> ActivationRefusal | None:
    if delimitation.country != municipality.country:
        return ActivationRefusal.OTHER_COUNTRY
    if not Ward.objects.filter(municipality=municipality, delimitation=delimitation).exists():
        return ActivationRefusal.NO_WARDS
    return None


def _lock_activations(municipality: Municipality) -> list[Activation]:
    """The activations that stand, read after locking the municipality, so that two people take turns."""
    Municipality.objects.select_for_update(of=["self"], no_key=True).get(pk=municipality.pk)
    return list(Activation.objects.filter(municipality=municipality, undone_at=None).order_by("starts_on"))


def _share_out_days(standing: list[Activation]) -> None:
    """Let each activation count until the next one's first day.

    The ranges that change are emptied first: the constraint that keeps them apart looks at each row as it is written.
    """
    ordered = sorted(standing, key=lambda activation: activation.starts_on)
    days = [DateRange(*pair) for pair in days_in_force([activation.starts_on for activation in ordered])]
    changed = [(each, in_force) for each, in_force in zip(ordered, days, strict=True) if each.in_force != in_force]
    Activation.objects.filter(pk__in=[each.pk for each, _in_force in changed]).update(in_force=DateRange(empty=True))
    for each, in_force in changed:
        each.in_force = in_force
        each.save(update_fields=["in_force"])
