"""Editions of boundaries that somebody has yet to inspect, or that count from a later day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from wards.models import Activation, Delimitation, Municipality, Ward


@dataclass(frozen=True)
class ComingEdition:
    """An edition newer than the one that counts in a municipality; `starts_on` is None until it is scheduled."""

    municipality: Municipality
    delimitation: Delimitation
    starts_on: date | None


def coming_editions(municipalities: Iterable[Municipality], at: datetime) -> list[ComingEdition]:
    """What waits in some municipalities at a moment: editions not scheduled first, then the next to count.

    Three statements, however many municipalities there are.
    """
    places = {municipality.pk: municipality for municipality in municipalities}
    today = {key: municipality.day_at(at) for key, municipality in places.items()}
    standing = list(Activation.objects.filter(municipality__in=places, undone_at=None).select_related("delimitation"))
    in_force = {
        each.municipality_id: each.delimitation.published_on
        for each in standing
        if today[each.municipality_id] in each.in_force
    }
    begun = {
        (each.municipality_id, each.delimitation_id)
        for each in standing
        if each.starts_on <= today[each.municipality_id]
    }
    scheduled = {(each.municipality_id, each.delimitation_id): each.starts_on for each in standing}
    loaded = set(
        Ward.objects.filter(municipality__in=places)
        .order_by()
        .values_list("municipality_id", "delimitation_id")
        .distinct()
    )
    editions = Delimitation.objects.in_bulk({edition for _place, edition in loaded - begun})
    coming = [
        ComingEdition(places[place], editions[edition], scheduled.get((place, edition)))
        for place, edition in loaded - begun
        if place not in in_force or editions[edition].published_on > in_force[place]
    ]
    return sorted(coming, key=lambda each: (each.starts_on or date.min, each.municipality.name, each.delimitation.pk))
