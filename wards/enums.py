"""Closed lists of the wards floor."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MunicipalityCategory(models.TextChoices):
    """Kinds of local government; South Africa's A, B and C are the first three (Constitution, s 155)."""

    METROPOLITAN = "metropolitan", _("Metropolitan municipality")
    LOCAL = "local", _("Local municipality")
    DISTRICT = "district", _("District municipality")
    COUNTY = "county", _("County")
    OTHER = "other", _("Municipality")


class SeatKind(models.TextChoices):
    """How a councillor holds the seat (Municipal Structures Act 117 of 1998, s 22)."""

    WARD = "ward", _("Ward councillor")
    PROPORTIONAL = "proportional", _("Proportional representation councillor")


class TermEnd(models.TextChoices):
    """Why a term ended (Municipal Structures Act 117 of 1998, ss 24 and 27)."""

    EXPIRED = "expired", _("The term of the council ended")
    RESIGNED = "resigned", _("Resigned")
    DIED = "died", _("Died")
    REMOVED = "removed", _("Removed from office")
    LEFT_LIST = "left_list", _("No longer on the list of councillors that was imported")
    OTHER_SEAT = "other_seat", _("Took another seat")
    BOUNDARIES = "boundaries", _("The ward's boundaries changed")
    DISSOLVED = "dissolved", _("The council was dissolved, and an administrator was appointed")


class PlaceKind(models.TextChoices):
    """What a named place is."""

    TOWN = "town", _("Town")
    SUBURB = "suburb", _("Suburb")
    VILLAGE = "village", _("Village")
    LANDMARK = "landmark", _("Landmark")
    POLLING_STATION = "polling_station", _("Polling station")
    SCHOOL = "school", _("School")
    OTHER = "other", _("Place")


class ImportKind(models.TextChoices):
    """What an import brought in."""

    WARDS = "wards", _("Wards")
    COUNCILLORS = "councillors", _("Councillors")
    PLACES = "places", _("Places")
    MUNICIPALITIES = "municipalities", _("Municipalities")


class ImportState(models.TextChoices):
    """Where an import stands."""

    UPLOADED = "uploaded", _("Uploaded, not yet read")
    READING = "reading", _("Being read")
    PREVIEWED = "previewed", _("Ready to confirm")
    APPLYING = "applying", _("Being applied")
    APPLIED = "applied", _("Applied")
    REFUSED = "refused", _("Refused")
    CANCELLED = "cancelled", _("Cancelled")


class MatchReason(models.TextChoices):
    """Why a ward is among the answers to "Where do you live?"."""

    CODE = "code", _("Its code is what you typed")
    NUMBER = "number", _("It has this number")
    NAME = "name", _("Its name is like what you typed")


class ImportConsent(models.TextChoices):
    """What an import does only when a person says so."""

    LEAVE_OUT_BAD = "leave_out_bad", _("Leave out the rows with errors and take the rest")
    MANY_ENDS = "allow_many_ends", _("End more than half of the running terms")
    KNOWN_AGAIN = "known_again", _("Take a councillor of the same name in another seat for the same person")


class ImportCount(models.TextChoices):
    """What an import counts."""

    READ = "read", _("Rows read")
    TAKEN = "taken", _("Rows taken")
    LEFT_OUT = "left_out", _("Rows left out because of an error")
    ELSEWHERE = "elsewhere", _("Rows of another country or municipality")
    REPEATED = "repeated", _("Rows that repeat an earlier one")
    ADDED = "added", _("Added")
    CHANGED = "changed", _("Changed")
    UNCHANGED = "unchanged", _("Already as listed")
    BEGUN = "begun", _("Terms that begin")
    RESUMED = "resumed", _("Terms that go on after an earlier list of the day had ended them")
    ENDED = "ended", _("Terms that end")
    WITHDRAWN = "withdrawn", _("Terms of the same day that are taken back")
    VACANT = "vacant", _("Vacant wards")
    REPAIRED = "repaired", _("Boundaries repaired")
    REMOVED = "removed", _("Wards taken away first")
    MUNICIPALITIES_ADDED = "municipalities_added", _("Municipalities added")
    MUNICIPALITIES_CHANGED = "municipalities_changed", _("Municipalities changed")
    GAPS = "gaps", _("Gaps between neighbours")
    GAPS_M2 = "gaps_m2", _("Gaps together, in square metres")
    GAPS_SLIVERS = "gaps_slivers", _("Gaps below 100 square metres, not listed")
    OVERLAPS = "overlaps", _("Overlaps of neighbours")
    OVERLAPS_M2 = "overlaps_m2", _("Overlaps together, in square metres")
    OVERLAPS_SLIVERS = "overlaps_slivers", _("Overlaps below 100 square metres, not listed")
