"""Which addresses of the workspace there are for staff."""

import pytest

from cms.rules.workspace_addresses import ADDRESSES, FOR_STAFF, Thing, address_of
from tests.cms.workspace.walk import patterns

WORDS = {"app_label", "app_name", "model_name", "content_type_app_name", "content_type_model_name"}
WORDS |= {"action", "action_name", "mode", "filter_spec", "name"}
"""Arguments that name no record."""
ASKED_BEHIND = {"session_id", "object_id", "uploaded_file_id", "string_segment_id", "overridable_segment_id"}
"""Records that the page itself asks for: whose they are, or whether they belong to the translation that is the own."""


def test_every_argument_of_an_address_for_staff_is_asked_whose_it_is() -> None:
    walked = {name: set() for name, _arguments in patterns()}
    for name, arguments in patterns():
        walked[name] |= arguments
    assert ADDRESSES.keys() <= walked.keys()
    for name, address in ADDRESSES.items():
        assert walked[name] - address.names.keys() <= WORDS | ASKED_BEHIND, name


@pytest.mark.parametrize("name", ["wagtailusers_users:index", "wagtailadmin_api:images:listing", "of_a_new_version"])
def test_what_is_not_listed_is_for_operators(name: str) -> None:
    assert address_of(name) is None


def test_our_own_floors_ask_for_themselves() -> None:
    assert address_of("wards_councillors:edit") == FOR_STAFF
    assert address_of("engagement_moderation:index") == FOR_STAFF


def test_a_page_is_moved_to_a_page_of_ones_own() -> None:
    assert address_of("wagtailadmin_pages:move_confirm").names["destination_id"] == Thing.PAGE
    assert address_of("wagtailadmin_pages:copy").sends["new_parent_page"] == Thing.PAGE
