"""What staff find in the workspace is all that is their own, and no more."""

import re
from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.test import Client
from wagtail.models import Page
from wagtail_localize.models import OverridableSegment, SegmentOverride

from cms.models import NewsPage
from engagement.enums import Role
from engagement.services.people import appoint_staff
from tests.cms.workspace.conftest import OTHER, OWN
from tests.cms.workspace.saying import says
from tests.cms.workspace.towns import Town
from tests.engagement.cast import make_user
from tests.engagement.sessions import browser_of

LISTS = {
    "the tree of pages": "/admin/pages/{own.news.pk}/",
    "the tree in the menu": "/admin/api/main/pages/?child_of={root}&for_explorer=1",
    "the search for pages": "/admin/pages/search/?q=Municipality",
    "the search in the tree": "/admin/pages/{root}/?q=draft&search_all=1",
    "pages of a type": "/admin/pages/usage/cms/newspage/",
    "the choice of a page": "/admin/choose-page/",
    "the choice of a page of a type": "/admin/choose-page/?page_type=cms.homepage",
    "the choice of a page by words": "/admin/choose-page/search/?q=Municipality",
    "pictures": "/admin/images/",
    "pictures in a table": "/admin/images/?layout=list",
    "the choice of a picture": "/admin/images/chooser/",
    "documents": "/admin/documents/",
    "the choice of a document": "/admin/documents/chooser/",
    "locked pages": "/admin/reports/locked/",
    "locked pages as a file": "/admin/reports/locked/?export=csv",
    "pages by age": "/admin/reports/aging-pages/",
    "pages by age as a file": "/admin/reports/aging-pages/?export=csv",
    "pages on their way": "/admin/reports/workflow/",
    "pages on their way as a file": "/admin/reports/workflow/?export=csv",
    "steps on that way": "/admin/reports/workflow_tasks/",
    "steps on that way as a file": "/admin/reports/workflow_tasks/?export=csv",
    "translations": "/admin/localize/reports/translations/",
    "the history of a page": "/admin/pages/{own.live.pk}/history/",
    "settings": "/admin/settings/cms/sitesettings/{own.site.pk}/",
    "tags": "/admin/tag-autocomplete/?term=",
}
FOR_OPERATORS = [
    "/admin/users/",
    "/admin/groups/",
    "/admin/sites/",
    "/admin/locales/",
    "/admin/redirects/",
    "/admin/collections/",
    "/admin/workflows/list/",
    "/admin/workflows/tasks/index/",
    "/admin/reports/site-history/",
    "/admin/reports/page-types-usage/",
    "/admin/embeds/chooser/",
    "/admin/pages/{own.live.pk}/privacy/",
]


def fill(address: str, own: Town) -> str:
    """The address with the town's keys in it."""
    return address.format(own=own, root=Page.get_first_root_node().pk)


def operator() -> Client:
    return browser_of(get_user_model().objects.create_superuser("operator@example.org"))


def test_every_list_holds_what_is_ones_own_and_an_operators_holds_both(own: Town, other: Town) -> None:
    publisher, superuser = own.browser("publisher"), operator()
    for name, address in LISTS.items():
        path = fill(address, own) + ("antelopia" if address.endswith("term=") else "")
        shown = says(publisher.get(path))
        assert OWN.lower() in shown, name
        assert OTHER.lower() not in shown, name
    both = [
        "the tree in the menu",
        "the search for pages",
        "pictures",
        "documents",
        "locked pages",
        "pages on their way",
    ]
    for name in both:
        shown = superuser.get(fill(LISTS[name], own)).text
        assert OWN in shown, name
        assert OTHER in shown, name


def test_what_belongs_to_no_municipality_is_for_operators(own: Town) -> None:
    publisher, superuser = own.browser("publisher"), operator()
    for address in FOR_OPERATORS:
        assert publisher.get(fill(address, own)).status_code == 404, address
        assert superuser.get(fill(address, own)).status_code == 200, address


def test_the_report_on_translations_is_in_the_menu_of_those_who_may_open_it(own: Town) -> None:
    registrar = make_user("registrar")
    appoint_staff(user=registrar, municipality=own.municipality, roles=[Role.REGISTRAR])
    report = "/admin/localize/reports/translations/"
    for browser, is_there in ((own.browser("editor"), True), (browser_of(registrar), False)):
        assert (report in browser.get("/admin/guide/").text) == is_there
        assert (browser.get(report).status_code == 200) == is_there


def test_whoever_works_for_both_sees_both(own: Town, other: Town) -> None:
    both = make_user("both")
    for town in (own, other):
        appoint_staff(user=both, municipality=town.municipality, roles=[Role.EDITOR])
    shown = browser_of(both).get("/admin/images/").text
    assert OWN in shown
    assert OTHER in shown


def test_whoever_left_sees_nothing_any_more(own: Town) -> None:
    appoint_staff(user=own.editor, municipality=own.municipality, roles=[Role.CLERK])
    browser = own.browser("editor")
    assert browser.get(f"/admin/pages/{own.draft.pk}/edit/").status_code == 404
    assert browser.get("/admin/images/").status_code == 404
    assert f"{OWN} live" not in browser.get("/admin/").text


def test_a_page_is_not_moved_copied_or_mirrored_into_another_municipality(own: Town, other: Town) -> None:
    browser = own.browser("publisher")
    before = other.home.get_descendants().count()
    form = {"new_title": "Copy", "new_slug": "copy", "new_parent_page": other.news.pk, "copy_subpages": ""}
    assert browser.post(f"/admin/pages/{own.live.pk}/copy/", form).status_code == 404
    assert browser.post(f"/admin/pages/{own.live.pk}/copy/", {**form, "alias": "on"}).status_code == 404
    assert browser.post(f"/admin/pages/{own.live.pk}/move/", {"new_parent_page": other.news.pk}).status_code == 404
    assert browser.post(f"/admin/pages/{own.live.pk}/move/{other.news.pk}/confirm/").status_code == 404
    bulk = f"/admin/bulk/wagtailcore/page/move/?id={own.live.pk}"
    assert browser.post(bulk, {"chooser": other.news.pk}).status_code == 404
    assert other.home.get_descendants().count() == before
    browser.post(f"/admin/pages/{own.live.pk}/copy/", {**form, "new_parent_page": own.news.pk})
    assert NewsPage.objects.child_of(own.news).filter(slug="copy").exists()


@pytest.mark.parametrize("number", ["{}", "0_{}", " {}", "+{}", "00{}"])
def test_a_number_written_in_another_way_is_the_same_number(own: Town, other: Town, number: str) -> None:
    browser = own.browser("publisher")
    query = urlencode({"id": number.format(other.live.pk)})
    assert browser.get(f"/admin/choose-page/chosen-multiple/?{query}").status_code == 404
    # As Wagtail writes what would not fit in an address.
    quoted = "".join(f"_{ord(digit):02X}" for digit in str(other.image.pk))
    assert browser.get(f"/admin/images/chooser/chosen/{quoted}/").status_code == 404


def test_a_link_to_another_site_is_not_looked_up(own: Town, other: Town) -> None:
    form = {"external-link-chooser-url": other.live.full_url, "external-link-chooser-link_text": ""}
    answer = own.browser("editor").post("/admin/choose-external-link/", form)
    assert answer.json()["step"] == "external_link_chosen"
    assert f"{OTHER} better" not in answer.text
    assert f"{OTHER} live" not in answer.text


def test_a_translation_shows_nothing_of_another_municipality(own: Town, other: Town) -> None:
    own.source.update_from_db()
    segment = OverridableSegment.objects.get(source=own.source, context__path="picture")
    browser = own.browser("editor")
    path = f"/admin/localize/translate/{own.translation.pk}/overrides/{segment.pk}/edit/"
    kept = []
    for town in (other, own):
        browser.put(path, urlencode({"value": town.image.pk}), content_type="application/x-www-form-urlencoded")
        kept.append([override.data for override in SegmentOverride.objects.all()])
    assert kept == [[], [str(own.image.pk)]]


def test_only_the_approvers_of_the_municipality_are_asked(own: Town, other: Town) -> None:
    get_user_model().objects.create_superuser("operator@example.org")
    own.workflow_state.cancel(user=own.editor)
    mail.outbox.clear()
    own.live.get_workflow().start(own.live, own.editor)
    assert {address for message in mail.outbox for address in message.to} == {own.publisher.email}


WITHIN = [
    "/admin/",
    "/admin/pages/{own.news.pk}/",
    "/admin/pages/{own.live.pk}/edit/",
    "/admin/pages/add/cms/newspage/{own.news.pk}/",
    "/admin/pages/{own.live.pk}/history/",
    "/admin/images/",
    "/admin/images/{own.image.pk}/",
    "/admin/images/add/",
    "/admin/documents/",
    "/admin/documents/edit/{own.document.pk}/",
    "/admin/settings/cms/sitesettings/{own.site.pk}/",
    "/admin/account/",
    "/admin/reports/workflow/",
    "/admin/design/",
]
NAMES = {"www.w3.org", "domain.com"}
"""Names in the form of an address, which nobody asks: a namespace, and the example below the field for the slug."""
READING = {"www.enable-javascript.com", "guide.wagtail.org"}
"""Links that somebody may follow: without JavaScript, and below the checks of what was written."""


def hosts(text: str) -> Iterator[str]:
    """Whom a page could ask or lead to."""
    for host in re.findall(r"""(?:https?:)?//([a-z0-9-]+(?:\.[a-z0-9-]+)+)[/"'\s:\\]""", text.lower()):
        if host not in NAMES:
            yield host


def test_no_page_of_the_workspace_leads_outside(own: Town) -> None:
    browser = own.browser("publisher")
    for address in WITHIN:
        answer = browser.get(fill(address, own))
        assert answer.status_code == 200, address
        assert set(hosts(answer.text)) <= {own.site.hostname} | READING, address
        assert not set(hosts(" ".join(re.findall(r'(?:src|srcset|action|rel="stylesheet" href)="[^"]*"', answer.text))))
