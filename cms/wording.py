"""Times, wards and files in words for people. Times are said in the time zone that is active."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from django.template.defaultfilters import filesizeformat
from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from wards.models import Ward


def wards_in_words(codes: Collection[str], wards: Mapping[str, Ward]) -> str:
    """Which wards something is about: "Ward 4", "Wards 4 and 7"; "The whole municipality" where none is named.

    Args:
        wards: those in force, by code. A ward that is gone is left out.

    Returns:
        Empty where every ward that was named is gone.
    """
    if not codes:
        return _("The whole municipality")
    named = [wards[code] for code in codes if code in wards]
    if not named:
        return ""
    if len(named) == 1:
        return named[0].title
    if all(ward.number for ward in named):
        numbers = [str(number) for number in sorted(ward.number for ward in named)]
        return _("Wards %(numbers)s") % {"numbers": get_text_list(numbers, _("and"))}
    return get_text_list([ward.title for ward in named], _("and"))


def notice_time(starts_at: datetime, ends_at: datetime, *, at: datetime) -> str:
    """From when until when a notice counts, seen from a moment: "Until 18:00 today"."""
    starts, ends = localtime(starts_at), localtime(ends_at)
    if ends_at <= at:
        return _("Over since %(moment)s") % {"moment": _moment(ends)}
    if starts_at <= at:
        return _until(ends, at)
    if starts.date() == ends.date():
        return span_of_day(starts, ends, at=at)
    return _("From %(start)s until %(end)s") % {"start": _moment(starts), "end": _moment(ends)}


def span_of_day(starts_at: datetime, ends_at: datetime, *, at: datetime | None = None) -> str:
    """When something takes place: "Saturday 28 November 2026, 10:00 to 12:00".

    Args:
        at: the day that then is "today", and the one after it "tomorrow"; without it the days have their names.
    """
    starts, ends = localtime(starts_at), localtime(ends_at)
    if starts.date() != ends.date():
        return _("%(start)s, until %(end)s") % {"start": _moment(starts), "end": _moment(ends)}
    said = {"start": _hour(starts), "end": _hour(ends)}
    if at and starts.date() == localtime(at).date():
        return _("Today, %(start)s to %(end)s") % said
    if at and starts.date() == localtime(at).date() + timedelta(days=1):
        return _("Tomorrow, %(start)s to %(end)s") % said
    return _("%(day)s, %(start)s to %(end)s") % ({"day": date_format(starts, "DATE_FORMAT")} | said)


def file_in_words(extension: str, size: int | None) -> str:
    """What opening a file costs: "PDF, 120.0 KB"."""
    kind = extension.upper()
    return f"{kind}, {filesizeformat(size)}" if size else kind


def _until(ends: datetime, at: datetime) -> str:
    today = localtime(at).date()
    if ends.date() == today:
        return _("Until %(hour)s today") % {"hour": _hour(ends)}
    if ends.date() == today + timedelta(days=1):
        return _("Until %(hour)s tomorrow") % {"hour": _hour(ends)}
    return _("Until %(moment)s") % {"moment": _moment(ends)}


def _moment(at: datetime) -> str:
    return date_format(at, "DATETIME_FORMAT")


def _hour(at: datetime) -> str:
    return date_format(at, "TIME_FORMAT")
