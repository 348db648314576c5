"""Laying lists of councillors over what is known."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from wagtail.models import ModelLogEntry

from tests.wards.factories import CouncillorFactory, CouncillorTermFactory, DelimitationFactory, make_grid
from wards.enums import ImportConsent, ImportKind, ImportState, SeatKind, TermEnd
from wards.models import Councillor, CouncillorTerm, ImportReport, Municipality, Ward
from wards.services.import_runs import run_import

pytestmark = pytest.mark.django_db

AT = datetime(2024, 3, 6, 9, 0, tzinfo=UTC)
SPRING, SUMMER, AUTUMN = date(2024, 3, 6), date(2024, 6, 1), date(2024, 9, 1)
Bring = Callable[..., ImportReport]


@pytest.fixture
def wards() -> list[Ward]:
    return make_grid(2, 2)


@pytest.fixture
def council(wards: list[Ward]) -> Municipality:
    return wards[0].municipality


@pytest.fixture
def bring(council: Municipality, wards: list[Ward], tmp_path: Path) -> Bring:
    """Lay a list of "name, ward" lines over what is known."""

    def run(
        *lines: str, on: date = SPRING, edition: object = None, new_people: Sequence[int] = (), **more: object
    ) -> ImportReport:
        path = tmp_path / "list.csv"
        path.write_text("\n".join(["Name,Ward,Party,Email", *lines]))
        return run_import(
            kind=ImportKind.COUNCILLORS,
            path=path,
            municipality=council,
            delimitation=edition or wards[0].delimitation,
            options={"on": on.isoformat(), "new_people": list(new_people)},
            at=AT,
            **more,
        )

    return run


def counts(report: ImportReport) -> dict[str, int]:
    return {name: count for name, count in report.counts.items() if count}


def serving(on: date) -> set[tuple[str, int | None]]:
    terms = CouncillorTerm.objects.filter(served__contains=on).select_related("councillor", "ward")
    return {(term.councillor.name, term.ward and term.ward.number) for term in terms}


def test_a_first_list_begins_terms_and_reports_vacant_wards(bring: Bring) -> None:
    report = bring("Amahle,1,Sea,amahle@example.org", "Bheki,Ward 02", "Cebile,PR", ",3")
    assert report.state == ImportState.APPLIED
    assert serving(SPRING) == {("Amahle", 1), ("Bheki", 2), ("Cebile", None)}
    assert Councillor.objects.get(name="Amahle").office_email == "amahle@example.org"
    assert counts(report) == {"read": 4, "taken": 4, "begun": 3, "vacant": 2}
    assert [(problem["row"], problem["code"]) for problem in report.problems] == [(5, "vacant"), (None, "vacant")]


def test_the_same_list_twice_changes_nothing(bring: Bring) -> None:
    bring("Amahle,1,Sea", "Bheki,2")
    before = list(CouncillorTerm.objects.order_by("pk").values())
    report = bring("Amahle,1,Sea", "Bheki,2", on=SUMMER)
    assert counts(report) == {"read": 2, "taken": 2, "unchanged": 2, "vacant": 2}
    assert list(CouncillorTerm.objects.order_by("pk").values()) == before
    assert Councillor.objects.count() == 2


def test_a_councillor_who_left_keeps_their_history(bring: Bring) -> None:
    bring("Amahle,1", "Bheki,2", "Cebile,3")
    bring("Amahle,1", "Cebile,3", on=SUMMER)
    term = CouncillorTerm.objects.get(councillor__name="Bheki")
    assert (term.served, term.end_reason) == (DateRange(SPRING, SUMMER), TermEnd.LEFT_LIST)
    assert serving(SUMMER) == {("Amahle", 1), ("Cebile", 3)}
    assert ("Bheki", 2) in serving(date(2024, 5, 31))


def test_a_by_election_is_a_new_term_in_the_same_ward(bring: Bring) -> None:
    bring("Amahle,1", "Bheki,2", "Cebile,3")
    report = bring("Dineo,1", "Bheki,2", "Cebile,3", on=SUMMER)
    assert counts(report)["begun"] == counts(report)["ended"] == 1
    assert serving(SUMMER) >= {("Dineo", 1)}
    assert CouncillorTerm.objects.filter(ward__number=1).count() == 2


def test_a_namesake_of_somebody_who_left_inherits_nothing_unless_a_person_says_so(bring: Bring) -> None:
    bring("Amahle,1", "Bheki,2", "Cebile,3")
    bring("Amahle,1", "Bheki,2", on=SUMMER)
    rows = ("Amahle,1", "Bheki,2", "CEBILE,4")
    report = bring(*rows, on=AUTUMN)
    assert (report.state, report.preview["asks"]) == (ImportState.REFUSED, [ImportConsent.KNOWN_AGAIN])
    (told,) = [problem for problem in report.problems if problem["code"] == "known_again"]
    assert told["row"] == 4
    assert "ward 3 (ZZ" in told["message"]
    assert "from Wednesday 6 March 2024 to Friday 31 May 2024" in told["message"]
    bring(*rows, on=AUTUMN, consents={ImportConsent.KNOWN_AGAIN})
    assert CouncillorTerm.objects.filter(councillor__name="Cebile").count() == 2


def test_a_row_that_names_somebody_new_begins_with_a_new_person(bring: Bring) -> None:
    bring("Amahle,1", "Bheki,2", "Cebile,3")
    rows = ("Amahle,1", "Bheki,2", "Cebile,4")
    report = bring(*rows, on=SUMMER, new_people=[4])
    assert (report.state, report.preview["asks"]) == (ImportState.APPLIED, [])
    before, after = Councillor.objects.filter(name="Cebile").order_by("pk")
    assert before.terms.get().end_reason == TermEnd.LEFT_LIST
    assert after.terms.get().ward.number == 4
    assert bring(*rows, on=AUTUMN, new_people=[4]).counts["begun"] == 0


def test_a_new_detail_is_taken_and_an_empty_cell_erases_nothing(bring: Bring) -> None:
    bring("Amahle,1,Sea,amahle@example.org")
    report = bring("Amahle,1,Wind,", on=SUMMER)
    councillor = Councillor.objects.get()
    assert (councillor.party, councillor.office_email) == ("Wind", "amahle@example.org")
    assert counts(report)["changed"] == 1


def test_a_list_that_ends_more_than_half_of_the_terms_is_refused_until_somebody_means_it(bring: Bring) -> None:
    bring("Amahle,1", "Bheki,2", "Cebile,3")
    report = bring("Amahle,1", on=SUMMER)
    assert report.state == ImportState.REFUSED
    assert report.preview["asks"] == [ImportConsent.MANY_ENDS]
    assert len(serving(SUMMER)) == 3
    assert bring("Amahle,1", on=SUMMER, consents={ImportConsent.MANY_ENDS}).state == ImportState.APPLIED
    assert serving(SUMMER) == {("Amahle", 1)}


def test_a_row_with_an_error_stops_the_list_unless_it_is_left_out(bring: Bring) -> None:
    bring("Amahle,1", "Bheki,2")
    rows = ("Amahle,1", "Bheki,Ward 99", "Cebile,3")
    report = bring(*rows, on=SUMMER)
    assert report.state == ImportState.REFUSED
    assert [problem["row"] for problem in report.problems if problem["severity"] == "error"] == [3]
    assert len(serving(SUMMER)) == 2
    assert bring(*rows, on=SUMMER, consents={ImportConsent.LEAVE_OUT_BAD}).state == ImportState.APPLIED
    assert serving(SUMMER) == {("Amahle", 1), ("Bheki", 2), ("Cebile", 3)}  # Bheki's row was in doubt: the term stays


def test_a_dry_run_tells_what_would_change_and_changes_nothing(bring: Bring) -> None:
    report = bring("Amahle,1", dry_run=True)
    assert (report.state, report.dry_run, counts(report)["begun"]) == (ImportState.PREVIEWED, True, 1)
    assert not CouncillorTerm.objects.exists()


def test_a_list_older_than_what_is_known_is_refused(bring: Bring) -> None:
    bring("Amahle,1", on=SUMMER)
    report = bring("Bheki,1", on=SPRING, consents=set(ImportConsent))
    assert report.state == ImportState.REFUSED
    assert "older_than_known" in {problem["code"] for problem in report.problems}
    assert serving(SUMMER) == {("Amahle", 1)}


def test_a_corrected_list_of_the_same_day_leaves_no_trace_of_the_mistake(bring: Bring) -> None:
    bring("Amahle,1", "Bheki,2", "Cebile,3")
    bring("Amahla,1", "Bheki,2", "Cebile,3", on=SUMMER)
    report = bring("Amahle,1", "Bheki,2", "Cebile,3", on=SUMMER)
    assert (counts(report)["resumed"], counts(report)["withdrawn"]) == (1, 1)
    (term,) = CouncillorTerm.objects.filter(ward__number=1)
    assert (term.councillor.name, term.served, term.end_reason) == ("Amahle", DateRange(SPRING, None), "")


def test_a_name_spelt_otherwise_is_pointed_out(bring: Bring) -> None:
    bring("Amahle Ngubane,1", "Bheki,2", "Cebile,3")
    report = bring("Amahle Ngubani,1", "Bheki,2", "Cebile,3", on=SUMMER, dry_run=True)
    assert "alike_name" in {problem["code"] for problem in report.problems}


def test_a_term_entered_by_hand_for_the_same_day_is_not_taken_back_by_a_list(bring: Bring, wards: list[Ward]) -> None:
    CouncillorTermFactory(ward=wards[0], served=DateRange(SPRING, None))
    report = bring("Bheki,1", consents=set(ImportConsent))
    assert report.state == ImportState.REFUSED
    assert "entered_the_same_day" in {problem["code"] for problem in report.problems}
    assert CouncillorTerm.objects.count() == 1


def test_new_boundaries_carry_councillors_into_their_new_wards(bring: Bring, council: Municipality) -> None:
    bring("Amahle,1", "Bheki,2")
    edition = DelimitationFactory(edition="2026")
    make_grid(2, 2, municipality=council, delimitation=edition, active_from=None, origin=(-9.0, -30.0))
    report = bring("Amahle,2", "Bheki,1", on=SUMMER, edition=edition, consents={ImportConsent.KNOWN_AGAIN})
    assert report.state == ImportState.APPLIED
    assert serving(SUMMER) == {("Amahle", 2), ("Bheki", 1)}
    assert set(CouncillorTerm.objects.exclude(end_reason="").values_list("end_reason", flat=True)) == {
        TermEnd.BOUNDARIES
    }


def test_another_municipalitys_councillors_are_left_alone(bring: Bring) -> None:
    stranger = CouncillorTermFactory(councillor__name="Amahle")
    bring("Amahle,1")
    bring("Bheki,2", on=SUMMER, consents=set(ImportConsent))
    stranger.refresh_from_db()
    assert stranger.served.upper is None
    assert Councillor.objects.filter(name="Amahle").count() == 2


def test_each_councillors_history_tells_what_a_list_did(bring: Bring) -> None:
    bring("Amahle,1", "Bheki,PR", "Cebile,2")
    bring("Dineo,1", "Bheki,PR", "Cebile,2", on=SUMMER)
    entries = ModelLogEntry.objects.for_instance(Councillor.objects.get(name="Amahle")).order_by("pk")
    assert [entry.action for entry in entries] == ["wards.councillor.term_begun", "wards.councillor.term_ended"]
    assert "Ward 1" in str(entries[1].message)


def test_a_file_that_is_no_list_is_kept_as_a_refused_report(
    council: Municipality, wards: list[Ward], tmp_path: Path
) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Colour,Size\nred,3\n")
    report = run_import(
        kind=ImportKind.COUNCILLORS,
        path=path,
        municipality=council,
        delimitation=wards[0].delimitation,
        options={"on": SPRING.isoformat()},
        at=AT,
    )
    assert report.state == ImportState.REFUSED
    assert [problem["code"] for problem in report.problems] == ["unreadable"]


def test_a_proportional_seat_of_somebody_who_is_listed_for_a_ward_ends(bring: Bring, council: Municipality) -> None:
    councillor = CouncillorFactory(municipality=council, name="Amahle")
    CouncillorTerm.objects.create(
        councillor=councillor, seat=SeatKind.PROPORTIONAL, served=DateRange(date(2021, 11, 1), None)
    )
    bring("Amahle,1", consents=set(ImportConsent))
    assert serving(SPRING) == {("Amahle", 1)}
    assert councillor.terms.get(seat=SeatKind.PROPORTIONAL).end_reason == TermEnd.OTHER_SEAT
