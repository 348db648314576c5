"""The pieces of a page: each draws itself, each has a preview, none breaks the order of headings."""

import re
from typing import Any

import pytest
from django.urls import reverse
from wagtail.blocks import StreamBlock, StreamValue

from cms.blocks import BODY
from cms.models import PlainPage
from engagement.enums import Role
from tests.cms.sites import SiteCast
from tests.engagement.cast import make_staff
from tests.engagement.sessions import browser_of, prove_address, set_up_second_factor

# What a page is stands in a table, which Django reads once.
pytestmark = pytest.mark.django_db

BODY_BLOCK = StreamBlock(BODY)


def draw(kind: str, value: Any) -> str:
    page = PlainPage(body=[])
    block = page._meta.get_field("body").stream_block
    stream = StreamValue(block, [{"type": kind, "value": value}], is_lazy=True)
    return stream[0].render()


def test_a_table_names_each_cell_for_the_phone() -> None:
    table = {
        "columns": [{"type": "text", "heading": "Household"}, {"type": "number", "heading": "A month"}],
        "rows": [{"values": ["Up to 6 000 litres", "R 0"]}],
        "caption": "What water costs",
    }
    drawn = draw("table", table)
    assert "<caption>What water costs</caption>" in drawn
    assert '<th scope="row">Up to 6 000 litres</th>' in drawn
    assert '<td class="n" data-label="A month">R 0</td>' in drawn


def test_a_quotation_names_who_said_it() -> None:
    drawn = draw("quote", {"text": "At last <b>.", "by": "A resident"})
    assert "At last &lt;b&gt;." in drawn
    assert "<figcaption>A resident</figcaption>" in drawn


def test_links_to_other_sites_learn_nothing_of_this_window() -> None:
    drawn = draw(
        "text", '<p><a href="https://example.org/?a=1&amp;b=2">There</a> <a href="mailto:a@example.org">Mail</a></p>'
    )
    assert '<a href="https://example.org/?a=1&amp;b=2" rel="noopener">There</a>' in drawn
    assert '<a href="mailto:a@example.org">Mail</a>' in drawn


def test_texts_offer_no_headings() -> None:
    for name, block in BODY_BLOCK.child_blocks.items():
        features = getattr(block, "features", None) or []
        assert not {"h1", "h2", "h3"} & set(features), name


@pytest.mark.parametrize("name", ["steps", "contact", "callout", "details", "table", "quote"])
def test_a_piece_brings_no_heading_that_nothing_stands_above(name: str) -> None:
    block = BODY_BLOCK.child_blocks[name]
    drawn = draw(name, block.get_prep_value(block.get_preview_value()))
    assert len(drawn) > 40
    assert not re.search(r"<h[1-6]\b", drawn)


@pytest.mark.parametrize("name", [name for name, _block in BODY])
def test_each_piece_has_a_preview_and_says_what_it_is_for(name: str) -> None:
    block = BODY_BLOCK.child_blocks[name]
    assert block.is_previewable
    assert str(block.get_description())


@pytest.mark.parametrize("name", [name for name, _block in BODY])
def test_a_preview_is_drawn_with_the_sites_own_style(site: SiteCast, name: str) -> None:
    editor = make_staff(site.municipality, Role.EDITOR)
    prove_address(editor)
    set_up_second_factor(editor)
    block = PlainPage._meta.get_field("body").stream_block.child_blocks[name]
    answer = browser_of(editor).get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})
    assert answer.status_code == 200
    page = answer.content.decode()
    assert "cms/imbizo.css" in page
    assert "<h1" not in page
    body = page.split('<div class="body">', 1)[1].split("</main>", 1)[0]
    assert len(body.replace("</div>", "").strip()) > 20
