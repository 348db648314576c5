"""The list of public screens leaves out nothing that the public can open."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from django.urls import URLResolver, get_resolver, resolve
from wagtail.models import Page, get_page_models

from tests.browser.public_pages import PUBLIC_PAGES, khanya

SIGNED_IN = {
    "account_change_password",
    "account_change_phone",
    "account_email",
    "account_reauthenticate",
    "account_set_password",
    "desk_guide",
    "engagement:answer_link",
    "engagement:ask",
    "engagement:ask_moderator",
    "engagement:assistant",
    "engagement:councillor_case",
    "engagement:desk",
    "engagement:digest",
    "engagement:draft_back",
    "engagement:drop_template",
    "engagement:desk_map",
    "engagement:desk_print",
    "engagement:desk_ward",
    "engagement:give_up_phone",
    "engagement:invitation",
    "engagement:my",
    "engagement:my_contact",
    "engagement:my_contact_code",
    "engagement:my_data",
    "engagement:my_delete",
    "engagement:my_account_data",
    "engagement:my_delete_account",
    "engagement:my_details",
    "engagement:my_keep",
    "engagement:my_messages",
    "engagement:note",
    "engagement:office",
    "engagement:own_template",
    "engagement:take_invitation_back",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_authenticate",
    "mfa_deactivate_totp",
    "mfa_download_recovery_codes",
    "mfa_edit_webauthn",
    "mfa_generate_recovery_codes",
    "mfa_index",
    "mfa_list_webauthn",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "mfa_remove_webauthn",
    "mfa_view_recovery_codes",
}
"""What opens to somebody who is signed in, or on the way there."""
WITHIN = {
    "account_confirm_login_code",
    "account_logout",
    "engagement:affects_me_code",
    "engagement:affects_me_no_more_code",
    "engagement:appeal",
    "engagement:code",
    "engagement:decide",
    "engagement:done",
    "engagement:feedback",
    "engagement:follow_code",
    "engagement:follow_notices_code",
    "engagement:reopen",
    "engagement:reply",
    "engagement:share",
    "account_verify_phone",
    "mfa_login_webauthn",
    "engagement:raise_forget",
    "engagement:raise_step",
}
"""Steps that only a session or a draft leads to; `test_everyone.py` walks there, or the tests of the views do."""
OF_WAGTAIL = {
    "wagtailcore_authenticate_with_password",
    "wagtailcore_login",
    "wagtaildocs_authenticate_with_password",
}
"""Wagtail's own, for what is kept behind a password: nothing is here."""


def addresses(entries: list, route: str = "", space: str = "") -> Iterator[tuple[str, str]]:
    """The route and the name of each address that is a page for people, outside the workspace."""
    for entry in entries:
        here = route + str(entry.pattern).removeprefix("^")
        if here == "admin/":
            continue
        if isinstance(entry, URLResolver):
            yield from addresses(entry.url_patterns, here, f"{space}{entry.namespace}:" if entry.namespace else space)
        elif not here or (entry.name and here.rstrip("$").endswith("/")):
            yield here, space + entry.name


def test_every_address_for_people_is_listed(site: str) -> None:
    known = dict(addresses(get_resolver().url_patterns))
    listed = {resolve(urlsplit(each.address()).path).route for each in PUBLIC_PAGES}
    left_out = {name for route, name in known.items() if route not in listed}
    assert left_out == SIGNED_IN | WITHIN | OF_WAGTAIL


def test_every_kind_of_page_that_editors_write_is_listed(site: str) -> None:
    pages = Page.objects.live().filter(path__startswith=khanya()).specific()
    kinds = {page.get_url_parts()[2]: type(page) for page in pages}
    listed = {kinds.get(each.address()) for each in PUBLIC_PAGES}
    assert set(get_page_models()) - {Page} == listed - {None}
