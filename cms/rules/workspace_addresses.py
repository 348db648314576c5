"""The addresses of the workspace that staff may open, and what a request there names, which must then be their own.

Wagtail was made for one editorial office. What is not listed here is for superusers alone, so that a page that a new
version brings stays shut until somebody has read it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto


class Thing(Enum):
    """A kind of content that belongs to one municipality."""

    PAGE = auto()
    PAGE_ON_THE_WAY = auto()
    """A page of one's own, or one above it that the tree is entered through."""
    IMAGE = auto()
    DOCUMENT = auto()
    SITE = auto()
    REVISION = auto()
    TASK = auto()
    TASK_STATE = auto()
    WORKFLOW_STATE = auto()
    TRANSLATION = auto()
    TRANSLATION_SOURCE = auto()


@dataclass(frozen=True)
class Address:
    """What staff name there.

    Args:
        names: parts of the address.
        sends: fields of the query string or of the form; several values are separated by commas or sent several times.
        for_editors: for those alone who may do something with pages.
    """

    names: Mapping[str, Thing] = field(default_factory=dict)
    sends: Mapping[str, Thing] = field(default_factory=dict)
    for_editors: bool = True


FOR_STAFF = Address(for_editors=False)
FOR_EDITORS = Address()
_PAGE = Address({"page_id": Thing.PAGE})
_REVISION = Address({"page_id": Thing.PAGE, "revision_id": Thing.REVISION})
_TASK_STATE = Address({"page_id": Thing.PAGE, "task_state_id": Thing.TASK_STATE})
_PARENT = Address({"parent_page_id": Thing.PAGE})
_EXPLORE = Address({"parent_page_id": Thing.PAGE_ON_THE_WAY})
_CHOOSE_PAGE = Address({"parent_page_id": Thing.PAGE_ON_THE_WAY}, {"target_pages[]": Thing.PAGE, "id": Thing.PAGE})
_SETTING = Address({"pk": Thing.SITE})
_TRANSLATION = Address({"translation_id": Thing.TRANSLATION})
_DOCUMENT = Address({"document_id": Thing.DOCUMENT, "doc_id": Thing.DOCUMENT, "pk": Thing.DOCUMENT})
_IMAGE = Address({"image_id": Thing.IMAGE, "pk": Thing.IMAGE})
_DOCUMENTS_CHOSEN = Address(sends={"id": Thing.DOCUMENT})
_IMAGES_CHOSEN = Address(sends={"id": Thing.IMAGE})


def _each(space: str, names: str, address: Address) -> dict[str, Address]:
    return {f"{space}:{name}": address for name in names.split()}


ADDRESSES: Mapping[str, Address] = {
    "wagtailadmin_home": FOR_STAFF,
    "wagtailadmin_account": FOR_STAFF,
    "wagtailadmin_logout": FOR_STAFF,
    "wagtailadmin_login": FOR_STAFF,
    "wagtailadmin_dismissibles": FOR_STAFF,
    "wagtailadmin_sprite": FOR_STAFF,
    "wagtailadmin_javascript_catalog": FOR_STAFF,
    # The pieces that pages are drawn with: invented people and places.
    **dict.fromkeys(("design", "design_pieces", "design_sheet"), FOR_STAFF),
    # How the work is done, the same for everybody.
    **dict.fromkeys(("guides", "guide"), FOR_STAFF),
    # Its list is the person's own.
    "gone_wards": FOR_EDITORS,
    "wagtail_localize:javascript_catalog": FOR_STAFF,
    # Answers only about what the person may change, whatever kind of thing it is.
    **_each("wagtailadmin_editing_sessions", "ping release", FOR_STAFF),
    # The tree, which the menu draws from the API.
    "wagtailadmin_explore_root": FOR_EDITORS,
    "wagtailadmin_explore": _EXPLORE,
    "wagtailadmin_explore_results": _EXPLORE,
    **_each("wagtailadmin_api:pages", "listing find", Address(sends={"child_of": Thing.PAGE_ON_THE_WAY})),
    "wagtailadmin_api:pages:detail": Address({"pk": Thing.PAGE_ON_THE_WAY}),
    # One page.
    **_each("wagtailadmin_pages", "add preview_on_add add_subpage", _PARENT),
    **_each("wagtailadmin_pages", "type_use type_use_results search search_results", FOR_EDITORS),
    "wagtailadmin_pages:choose_parent": Address(sends={"parent_page": Thing.PAGE}),
    **_each("wagtailadmin_pages", "edit preview_on_edit view_draft delete unpublish usage convert_alias", _PAGE),
    **_each("wagtailadmin_pages", "lock unlock revisions_index workflow_history history history_results", _PAGE),
    "wagtailadmin_pages:copy": Address({"page_id": Thing.PAGE}, {"new_parent_page": Thing.PAGE}),
    "wagtailadmin_pages:move": Address({"page_to_move_id": Thing.PAGE}, {"new_parent_page": Thing.PAGE}),
    "wagtailadmin_pages:move_confirm": Address({"page_to_move_id": Thing.PAGE, "destination_id": Thing.PAGE}),
    "wagtailadmin_pages:set_page_position": Address({"page_to_move_id": Thing.PAGE}),
    **_each("wagtailadmin_pages", "revisions_view revisions_revert revisions_unschedule", _REVISION),
    "wagtailadmin_pages:revisions_compare": Address(
        {"pk": Thing.PAGE, "revision_id_a": Thing.REVISION, "revision_id_b": Thing.REVISION}
    ),
    **_each("wagtailadmin_pages", "workflow_action collect_workflow_action_data", _TASK_STATE),
    "wagtailadmin_pages:confirm_workflow_cancellation": _PAGE,
    "wagtailadmin_pages:workflow_preview": Address({"page_id": Thing.PAGE, "task_id": Thing.TASK}),
    "wagtailadmin_pages:workflow_history_detail": Address(
        {"page_id": Thing.PAGE, "workflow_state_id": Thing.WORKFLOW_STATE}
    ),
    # What `cms.views.workspace` narrows to the person's own: lists, reports, and what is done to several at once. The
    # site's history and the count of page types tell of everybody's, and are not among them.
    **_each("cms_workspace", "bulk_action tags tags_of_model images images_results choose_image", FOR_EDITORS),
    **_each("cms_workspace", "documents documents_results translations translations_results", FOR_EDITORS),
    **_each("cms_workspace", "locked_pages locked_pages_results aging_pages aging_pages_results", FOR_EDITORS),
    **_each("cms_workspace", "workflow workflow_results workflow_tasks workflow_tasks_results", FOR_EDITORS),
    "cms_workspace:choose_page": _CHOOSE_PAGE,
    # What an editor picks.
    "wagtailadmin_choose_page_child": _CHOOSE_PAGE,
    "wagtailadmin_choose_page_search": _CHOOSE_PAGE,
    "wagtailadmin_choose_page_chosen_multiple": _CHOOSE_PAGE,
    "wagtailadmin_choose_page_external_link": FOR_EDITORS,
    "wagtailadmin_choose_page_email_link": FOR_EDITORS,
    "wagtailadmin_choose_page_phone_link": FOR_EDITORS,
    "wagtailadmin_choose_page_anchor_link": FOR_EDITORS,
    "wagtailadmin_block_preview": FOR_EDITORS,
    # The site's settings: for all sites at once they are the operators'.
    "wagtailsettings:edit": _SETTING,
    "wagtailsettings:preview_on_edit": _SETTING,
    # Pictures and documents.
    **_each("wagtailimages", "add add_multiple", FOR_EDITORS),
    **_each("wagtailimages", "edit delete url_generator url_generator_output preview image_usage", _IMAGE),
    **_each("wagtailimages", "edit_multiple delete_multiple", _IMAGE),
    # An upload that is not finished belongs to who began it; Wagtail asks.
    **_each("wagtailimages", "create_multiple_from_uploaded_image delete_upload_multiple", FOR_EDITORS),
    **_each("wagtailimages_chooser", "choose_results create", FOR_EDITORS),
    **_each("wagtailimages_chooser", "chosen select_format", _IMAGE),
    "wagtailimages_chooser:chosen_multiple": _IMAGES_CHOSEN,
    **_each("wagtaildocs", "add add_multiple", FOR_EDITORS),
    **_each("wagtaildocs", "edit delete document_usage edit_multiple delete_multiple", _DOCUMENT),
    **_each("wagtaildocs", "create_multiple_from_uploaded_document delete_upload_multiple", FOR_EDITORS),
    **_each("wagtaildocs_chooser", "choose choose_results create", FOR_EDITORS),
    "wagtaildocs_chooser:chosen": _DOCUMENT,
    "wagtaildocs_chooser:chosen_multiple": _DOCUMENTS_CHOSEN,
    # Translations.
    "cms_workspace:submit_translation": _PAGE,
    "cms_workspace:convert_to_alias": _PAGE,
    "cms_workspace:stop_translation": _TRANSLATION,
    "cms_workspace:update_translations": Address({"translation_source_id": Thing.TRANSLATION_SOURCE}),
    **_each("wagtail_localize", "edit_string_translation download_pofile upload_pofile", _TRANSLATION),
    **_each("wagtail_localize", "preview_translation stop_translation machine_translate", _TRANSLATION),
    "cms_workspace:edit_override": _TRANSLATION,
}

OWN_NAMESPACES = ("engagement", "incidents", "indigent", "wards")
"""Pages of the workspace that are ours: each of them asks the person's role in the municipality by itself."""


def address_of(name: str) -> Address | None:
    """What staff may do at the address of this name; None for what is the operators' alone."""
    space = name.rpartition(":")[0].partition("_")[0]
    return ADDRESSES.get(name) or (FOR_STAFF if space in OWN_NAMESPACES else None)
