"""What a file's wards meet in the database: the edition, and the wards that it has already."""

from collections import defaultdict
from collections.abc import Sequence

from django.utils.translation import gettext as _

from wards.enums import ImportKind, ImportState
from wards.importers.boundaries.errors import BoundaryFileError
from wards.importers.boundaries.mapping import WardRow
from wards.importers.boundaries.options import WardImportOptions
from wards.models import Delimitation, ImportReport, Ward
from wards.rules.ward_codes import compare_codes


def find_edition(options: WardImportOptions) -> Delimitation | None:
    """The edition that is meant; None where it is new.

    Raises:
        BoundaryFileError: it is new and its date is not given, or its date is another one.
    """
    known = {"country": options.country, "edition": options.edition}
    delimitation = Delimitation.objects.filter(**known).first()
    if delimitation is None and options.published_on is None:
        raise BoundaryFileError(
            _("There is no edition %(edition)s of %(country)s yet. Pass --date with the day it was published.") % known
        )
    if delimitation and options.published_on not in (None, delimitation.published_on):
        raise BoundaryFileError(
            _("%(edition)s is dated %(known)s, not %(said)s. Leave --date out, or choose another name for the edition.")
            % {"edition": delimitation, "known": delimitation.published_on, "said": options.published_on}
        )
    return delimitation


def lock_edition(options: WardImportOptions) -> Delimitation:
    """The edition, made where it is new, and locked until the transaction ends, so that two imports take turns."""
    known = {"country": options.country, "edition": options.edition}
    Delimitation.objects.get_or_create(**known, defaults={"published_on": options.published_on})
    return Delimitation.objects.select_for_update(no_key=True).get(**known)


def refuse_other_wards(delimitation: Delimitation, *, rows: Sequence[WardRow]) -> None:
    """Refuse wards that are not those that the edition has in their municipality, with both lists.

    Args:
        rows: every row of the file that was asked for, those that are left out included.

    Raises:
        BoundaryFileError: they are not, or a code is another municipality's in this edition.
    """
    stored, owner = _stored(delimitation)
    left_out = _left_out_before(delimitation)
    refusals = []
    for municipality, codes in _by_municipality(rows).items():
        taken = sorted(code for code in codes if owner.get(code, municipality) != municipality)
        if taken:
            words = {"municipality": municipality, "codes": ", ".join(f"{code} ({owner[code]})" for code in taken)}
            refusals.append(
                _("%(municipality)s: another municipality has wards of these codes already: %(codes)s.") % words
            )
        compared = compare_codes(codes, stored[municipality], left_out)
        if not compared.match:
            words = {
                "municipality": municipality,
                "in_file": ", ".join(compared.only_in_file) or "–",
                "stored": ", ".join(compared.only_stored) or "–",
            }
            refusals.append(
                _("%(municipality)s: only in the file: %(in_file)s; only in the edition: %(stored)s.") % words
            )
    if refusals:
        raise BoundaryFileError(
            _(
                "%(edition)s has other wards than the file. A file may replace the boundaries of the wards that are "
                "there, and only of those. Before the edition is activated, --start-over takes them away first."
            )
            % {"edition": delimitation}
            + "".join(f"\n    {refusal}" for refusal in refusals)
        )


def _stored(delimitation: Delimitation) -> tuple[dict[str, set[str]], dict[str, str]]:
    """Codes by municipality, and the municipality of each code."""
    codes, owner = defaultdict(set), {}
    for municipality, code in Ward.objects.filter(delimitation=delimitation).values_list("municipality__code", "code"):
        codes[municipality].add(code)
        owner[code] = municipality
    return codes, owner


def _by_municipality(rows: Sequence[WardRow]) -> dict[str, set[str]]:
    codes = defaultdict(set)
    for row in rows:
        if row.municipality and row.code:
            codes[row.municipality].add(row.code)
    return codes


def _left_out_before(delimitation: Delimitation) -> set[str]:
    reports = ImportReport.objects.filter(
        kind=ImportKind.WARDS, state=ImportState.APPLIED, delimitation=delimitation, counts__left_out__gt=0
    )
    return {
        problem["ward"]
        for problems in reports.values_list("problems", flat=True)
        for problem in problems
        if problem["severity"] == "error" and problem.get("ward")
    }
