"""Who may have the file of a document: it is as public as the pages that show it."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import BigIntegerField
from django.db.models.functions import Cast
from wagtail.documents.models import AbstractDocument
from wagtail.models import Page, ReferenceIndex, get_default_page_content_type

from cms.queries.workspace import own_documents


def is_on_a_live_page(document: AbstractDocument) -> bool:
    """Whether a page that everybody may read shows the document, in its own field, in its body or as a link.

    Wagtail's index of references says what the pages say to readers; drafts are not in it before they are published.
    """
    showing = ReferenceIndex.objects.filter(
        base_content_type=get_default_page_content_type(),
        to_content_type=ContentType.objects.get_for_model(type(document)),
        to_object_id=str(document.pk),
    )
    # There the key of a page is a text.
    keys = showing.annotate(key=Cast("object_id", BigIntegerField())).values("key")
    return Page.objects.live().public().filter(pk__in=keys).exists()


def may_choose(user: Any, document: AbstractDocument) -> bool:
    """Whether a person could put the document on a page of theirs."""
    return own_documents(user).filter(pk=document.pk).exists()
