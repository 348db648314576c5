"""JSON-LD says what is given, leaves out what is empty, and cannot break out of its element."""

import json
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from cms.rules.structured_data import as_data_block, breadcrumbs, councillor, event, organization

KHANYA = organization("Khanya", "https://khanya.example.org/")


@given(text=st.text() | st.just("</script><script>alert(1)</script>") | st.just("<!-- <script"))
def test_no_text_ends_the_element_and_each_is_read_as_it_was(text: str) -> None:
    block = as_data_block([organization(text, "https://example.org/")])
    assert not set("<>&") & set(block)
    assert json.loads(block)["@graph"][0].get("name", "") == text


def test_without_a_thing_there_is_no_block() -> None:
    assert as_data_block([]) == ""


def test_what_is_empty_is_left_out() -> None:
    assert KHANYA == {
        "@type": "GovernmentOrganization",
        "@id": "https://khanya.example.org/#municipality",
        "name": "Khanya",
        "url": "https://khanya.example.org/",
    }


def test_a_meeting_that_is_called_off_says_so() -> None:
    times = {"starts_at": datetime(2026, 3, 2, 16, tzinfo=UTC), "ends_at": datetime(2026, 3, 2, 18, tzinfo=UTC)}
    held = event("Meeting", "/", **times, place="Hall", called_off=False, organizer=KHANYA)
    off = event("Meeting", "/", **times, place="Hall", called_off=True, organizer=KHANYA)
    assert held["eventStatus"] == "https://schema.org/EventScheduled"
    assert off["eventStatus"] == "https://schema.org/EventCancelled"
    assert held["startDate"] == "2026-03-02T16:00:00+00:00"
    assert held["location"] == {"@type": "Place", "name": "Hall", "address": "Hall"}


def test_a_councillor_works_for_the_office_of_the_ward_in_the_municipality() -> None:
    person = councillor("Nomsa", "Councillor of Ward 3", municipality=KHANYA, area="Ward 3", email="n@example.org")
    assert person["worksFor"]["@type"] == "GovernmentOffice"
    assert person["worksFor"]["areaServed"]["name"] == "Ward 3"
    assert person["worksFor"]["parentOrganization"] == KHANYA
    assert "affiliation" not in person
    assert "email" not in person  # the office's address is the office's


def test_crumbs_are_counted_from_the_home_page() -> None:
    steps = breadcrumbs([("Home", "/"), ("News", "/news/")])["itemListElement"]
    assert [(step["position"], step["name"], step["item"]) for step in steps] == [
        (1, "Home", "/"),
        (2, "News", "/news/"),
    ]
