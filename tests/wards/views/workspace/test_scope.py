"""Staff of one municipality get as far with another's records as with records that do not exist."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.db.models import Model
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.log_actions import log
from wagtail.models import GroupPagePermission, ModelLogEntry, Page, Site

from tests.engagement.sessions import browser_of
from tests.wards.factories import CouncillorFactory, CouncillorTermFactory
from tests.wards.places import PlaceFactory
from tests.wards.views.workspace.conftest import EVERYTHING, Cast
from wards.models import Councillor, Delimitation, ImportReport, Municipality, Place, WardCommitteeMember

pytestmark = pytest.mark.django_db


def councillor(cast: Cast, name: str = "Amahle Visible") -> Councillor:
    return CouncillorFactory(municipality=cast.own, name=name)


def member(cast: Cast, name: str = "Bheki Visible") -> WardCommitteeMember:
    return WardCommitteeMember.objects.create(ward=cast.wards[0], name=name, agreed_on=date(2024, 1, 1))


def place(cast: Cast, name: str = "Visible Quay") -> Place:
    return PlaceFactory(municipality=cast.own, name=name)


def municipality(cast: Cast, name: str = "Visible Bay") -> Municipality:
    cast.own.name = name
    cast.own.save()
    return cast.own


MAKERS: dict[str, Callable[..., Model]] = {
    "councillors": councillor,
    "committee-members": member,
    "places": place,
    "municipalities": municipality,
}
PAGES = ("edit", "delete", "inspect", "history", "history-results", "usage")


def status(browser: Client, name: str, page: str, thing: Model) -> int:
    return browser.get(f"/admin/wards/{name}/{page}/{thing.pk}/").status_code


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("name", MAKERS)
def test_every_page_about_one_thing_is_for_its_own_municipality(cast: Cast, name: str, page: str) -> None:
    thing = MAKERS[name](cast)
    deletes_a_municipality = (name, page) == ("municipalities", "delete")
    own = 404 if page == "usage" or deletes_a_municipality else 200
    assert status(cast.clerk, name, page, thing) == own
    assert status(cast.stranger, name, page, thing) == 404
    assert status(cast.operator, name, page, thing) == (404 if page == "usage" else 200)
    assert status(cast.bystander, name, page, thing) in (302, 404)


@pytest.mark.parametrize("name", MAKERS)
@pytest.mark.parametrize("form", ["", "?export=csv", "results/"])
def test_a_list_holds_what_is_the_persons_to_see(cast: Cast, name: str, form: str) -> None:
    MAKERS[name](cast)
    assert "Visible" in text(cast.clerk.get(f"/admin/wards/{name}/{form}"))
    assert "Visible" not in text(cast.stranger.get(f"/admin/wards/{name}/{form}"))


def text(answer: object) -> str:
    content = answer.getvalue() if answer.streaming else answer.content
    return content.decode()


@pytest.mark.parametrize("name", [*MAKERS, "editions", "imports"])
def test_somebody_without_any_permission_sees_no_list_and_no_menu(cast: Cast, name: str) -> None:
    assert cast.clerk.get(f"/admin/wards/{name}/").status_code == 200
    assert cast.bystander.get(f"/admin/wards/{name}/").status_code == 302
    assert b"/admin/wards/" in cast.clerk.get("/admin/").content
    assert b"/admin/wards/" not in cast.bystander.get("/admin/").content


def test_a_stranger_deletes_and_changes_nothing(cast: Cast) -> None:
    thing = councillor(cast)
    assert cast.stranger.post(f"/admin/wards/councillors/delete/{thing.pk}/").status_code == 404
    assert cast.stranger.post(f"/admin/wards/councillors/edit/{thing.pk}/", {"name": "Taken"}).status_code == 404
    thing.refresh_from_db()
    assert thing.name == "Amahle Visible"


def test_a_clerk_adds_a_councillor_to_their_own_municipality_alone(cast: Cast) -> None:
    form = {"name": "Cebile", "municipality": cast.other.pk}
    assert cast.clerk.post("/admin/wards/councillors/new/", form).status_code == 200
    assert not Councillor.objects.exists()
    assert cast.clerk.post("/admin/wards/councillors/new/", {**form, "municipality": cast.own.pk}).status_code == 302
    assert Councillor.objects.get().municipality == cast.own


def test_a_clerk_does_not_hand_a_councillor_to_another_municipality(cast: Cast) -> None:
    thing = councillor(cast)
    form = {"name": "Amahle", "municipality": cast.other.pk}
    cast.clerk.post(f"/admin/wards/councillors/edit/{thing.pk}/", form)
    thing.refresh_from_db()
    assert (thing.name, thing.municipality) == ("Amahle Visible", cast.own)


def test_a_clerk_corrects_the_name_and_category_of_a_municipality_and_nothing_else(cast: Cast) -> None:
    before = (cast.own.country, cast.own.code, None, None)
    site = Site.objects.get()
    form = {"name": "Bay", "category": "other", "country": "XX", "code": "TAKEN", "district": cast.other.pk}
    assert cast.clerk.post(edit_of(cast.own), {**form, "site": site.pk}).status_code == 302
    cast.own.refresh_from_db()
    assert (cast.own.name, cast.own.category) == ("Bay", "other")
    assert (cast.own.country, cast.own.code, cast.own.district, cast.own.site) == before
    shown = text(cast.clerk.get(edit_of(cast.own)))
    assert 'name="name"' in shown
    assert not [field for field in ("code", "country", "district", "site") if f'name="{field}"' in shown]


def test_a_clerk_says_the_time_zone_of_a_municipality(cast: Cast) -> None:
    form = {"name": "Bay", "category": "other"}
    assert '<option value="Africa/Lubumbashi">' in text(cast.clerk.get(edit_of(cast.own)))
    cast.clerk.post(edit_of(cast.own), {**form, "time_zone": "Africa/Lubumbashi"})
    cast.own.refresh_from_db()
    assert cast.own.time_zone == "Africa/Lubumbashi"
    refused = text(cast.clerk.post(edit_of(cast.own), {**form, "time_zone": "Africa/Atlantis"}))
    assert "There is no such time zone" in refused
    cast.own.refresh_from_db()
    assert cast.own.time_zone == "Africa/Lubumbashi"


def test_the_operator_changes_a_municipality_s_code_site_and_district(cast: Cast) -> None:
    form = {"name": "Bay", "category": "local", "country": "XX", "code": "BAY", "district": cast.other.pk}
    assert cast.operator.post(edit_of(cast.own), {**form, "site": Site.objects.get().pk}).status_code == 302
    cast.own.refresh_from_db()
    assert (cast.own.key, cast.own.district, cast.own.site) == ("XX-BAY", cast.other, Site.objects.get())
    assert "leave out" in text(cast.operator.post(edit_of(cast.own), {**form, "code": "B/C", "site": ""}))


def edit_of(municipality: Municipality) -> str:
    return f"/admin/wards/municipalities/edit/{municipality.pk}/"


def test_a_committee_member_belongs_to_a_ward_of_the_clerks_own_municipality(cast: Cast) -> None:
    form = {"name": "Dineo", "portfolio": "", "agreed_on": "2024-01-01", "left_on": ""}
    foreign = cast.other.wards.first()
    assert cast.clerk.post("/admin/wards/committee-members/new/", {**form, "ward": foreign.pk}).status_code == 200
    assert not WardCommitteeMember.objects.exists()
    cast.clerk.post("/admin/wards/committee-members/new/", {**form, "ward": cast.wards[0].pk})
    assert WardCommitteeMember.objects.get().ward == cast.wards[0]


def test_a_councillor_with_a_history_is_not_deleted(cast: Cast) -> None:
    term = CouncillorTermFactory(ward=cast.wards[0])
    answer = cast.clerk.post(f"/admin/wards/councillors/delete/{term.councillor.pk}/", follow=True)
    assert "other things belong to it" in answer.content.decode()
    assert Councillor.objects.filter(pk=term.councillor.pk).exists()


def test_the_workspace_adds_and_deletes_no_edition_except_for_the_operator(cast: Cast) -> None:
    edition = Delimitation.objects.get()
    assert cast.clerk.get("/admin/wards/editions/new/").status_code == 302
    assert cast.operator.get("/admin/wards/editions/new/").status_code == 200
    assert cast.clerk.get(f"/admin/wards/editions/edit/{edition.pk}/").status_code == 302
    assert cast.clerk.get(f"/admin/wards/editions/inspect/{edition.pk}/").status_code == 200


@pytest.mark.parametrize("form", ["", "results/", "?export=csv", "?export=xlsx", "results/?export=csv"])
def test_what_one_municipality_brought_in_stands_in_no_history_that_another_reads(
    cast: Cast, person: Callable[..., Any], form: str
) -> None:
    report = ImportReport.objects.create(
        kind="councillors", municipality=cast.own, file_name="ours.csv", started_at=datetime(2024, 1, 1, tzinfo=UTC)
    )
    log(report, "wards.import.uploaded", user=cast.clerk_user)
    reader = person("reader", cast.other, *EVERYTHING)
    reader.user_permissions.add(*Permission.objects.filter(content_type__app_label="wards"))
    address = f"/admin/reports/site-history/{form}"
    if "xlsx" not in form:
        assert "ours.csv" in text(cast.operator.get(address))
    assert ModelLogEntry.objects.viewable_by_user(reader).exists()
    browser = browser_of(reader)
    assert browser.get(address).status_code == 404
    assert b"site-history" not in browser.get("/admin/").content
    assert b"site-history" in cast.operator.get("/admin/").content


@pytest.mark.parametrize(
    "address",
    [
        "/admin/api/main/pages/",
        "/admin/choose-page/",
        "/admin/choose-page/search/",
    ],
)
def test_pages_are_chosen_by_editors_alone(cast: Cast, person: Callable[..., Any], address: str) -> None:
    editor = person("editor")
    writers = Group.objects.create(name="Writers")
    may_add = Permission.objects.get(content_type__app_label="wagtailcore", codename="add_page")
    GroupPagePermission.objects.create(group=writers, page=Page.get_first_root_node(), permission=may_add)
    editor.groups.add(writers)
    assert browser_of(editor).get(address).status_code == 200
    assert cast.operator.get(address).status_code == 200
    assert cast.clerk.get(address).status_code == 404


def test_nobody_but_the_operator_sets_off_a_trial_error(cast: Cast) -> None:
    assert cast.clerk.get("/admin/failwhale/").status_code == 404
    with pytest.raises(Exception, match="emergency broadcast"):
        cast.operator.get("/admin/failwhale/")


@pytest.mark.parametrize("name", ["councillors", "committee-members", "places"])
def test_a_list_of_three_asks_the_database_no_more_often_than_a_list_of_one(cast: Cast, name: str) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert cast.clerk.get(f"/admin/wards/{name}/").status_code == 200
        return len(captured)

    MAKERS[name](cast)
    queries()  # the first request of a process fills caches of content types
    one = queries()
    MAKERS[name](cast, "Visible two")
    MAKERS[name](cast, "Visible three")
    assert queries() == one


def test_a_report_of_a_whole_country_is_for_the_operator(cast: Cast) -> None:
    report = ImportReport.objects.create(
        kind="places", file_name="country.csv", started_at=datetime(2024, 1, 1, tzinfo=UTC)
    )
    assert cast.clerk.get(f"/admin/wards/imports/{report.pk}/").status_code == 404
    assert cast.operator.get(f"/admin/wards/imports/{report.pk}/").status_code == 200
    assert b"country.csv" not in cast.clerk.get("/admin/wards/imports/").content
