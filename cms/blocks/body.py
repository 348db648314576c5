"""The pieces of a page's body. Each draws itself with a template in `templates/cms/blocks/`."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTable, TypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from wards.components import Column, DataTable, Fact, Facts
from wards.wording import dialled

PLAIN_TEXT = ["bold", "italic", "link", "document-link", "ol", "ul"]
"""What an editor may do inside a text; headings are pieces of their own, so that their order stays right."""


class HeadingBlock(blocks.CharBlock):
    """A heading of the second level."""

    class Meta:
        icon = "title"
        label = _("Heading")
        template = "cms/blocks/heading.html"
        description = _("Parts a long page, so that people find what they came for.")
        preview_value = _("When the water comes back")


class TextBlock(blocks.RichTextBlock):
    """Paragraphs and lists."""

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        template = "cms/blocks/text.html"
        description = _("Paragraphs and lists.")
        preview_value = _(
            "<p>Let the tap run until the water is <b>clear</b>.</p><ul><li>Fill a bucket first.</li></ul>"
        )


class PictureBlock(blocks.StructBlock):
    """A picture with what it shows, in words, for whoever cannot see it."""

    image = ImageChooserBlock(label=_("Picture"))
    alt = blocks.CharBlock(
        label=_("What it shows"),
        help_text=_("Read aloud to people who cannot see it. Leave it empty where it is only decoration."),
        required=False,
        max_length=200,
    )
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=200)

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "cms/blocks/picture.html"
        description = _("A photo or a drawing, with words for whoever cannot see it.")
        preview_template = "cms/blocks/previews/picture.html"


class CalloutBlock(blocks.StructBlock):
    """Something that nobody should miss."""

    kind = blocks.ChoiceBlock(
        label=_("Kind"), choices=[("info", _("Good to know")), ("warning", _("Take care"))], default="info"
    )
    text = blocks.RichTextBlock(label=_("Text"), features=["bold", "link", "ul"])

    class Meta:
        icon = "warning"
        label = _("Box")
        template = "cms/blocks/callout.html"
        description = _("One thing that nobody should miss. Use it rarely.")
        preview_value = {"kind": "warning", "text": _("<p>Boil the water for a minute before you drink it.</p>")}


class StepsBlock(blocks.StructBlock):
    """What to do, one step after another."""

    steps = blocks.ListBlock(
        blocks.StructBlock(
            [
                ("title", blocks.CharBlock(label=_("Step"), max_length=120)),
                ("text", blocks.RichTextBlock(label=_("How"), features=["bold", "link", "ul"], required=False)),
            ]
        ),
        label=_("Steps"),
        min_num=2,
    )

    class Meta:
        icon = "list-ol"
        label = _("Steps")
        template = "cms/blocks/steps.html"
        description = _("What to do, one step after another.")
        preview_value = {
            "steps": [
                {"title": _("Bring the papers to any ward office"), "text": ""},
                {"title": _("A plumber measures the distance"), "text": ""},
                {"title": _("You pay, and we dig"), "text": ""},
            ]
        }


class DetailsBlock(blocks.StructBlock):
    """A question whose answer opens on tap."""

    question = blocks.CharBlock(label=_("Question"), max_length=160)
    answer = blocks.RichTextBlock(label=_("Answer"), features=PLAIN_TEXT)

    class Meta:
        icon = "help"
        label = _("Question and answer")
        template = "cms/blocks/details.html"
        description = _("A question that people ask; the answer opens on tap.")
        preview_value = {
            "question": _("What if my bin was not emptied?"),
            "answer": _("<p>Leave it at the road. It is collected within two working days.</p>"),
        }


class ContactBlock(blocks.StructBlock):
    """How to reach an office."""

    name = blocks.CharBlock(label=_("Office"), max_length=120)
    phone = blocks.CharBlock(label=_("Telephone"), required=False, max_length=40)
    email = blocks.EmailBlock(label=_("E-mail"), required=False)
    address = blocks.TextBlock(label=_("Address"), required=False, rows=3, max_length=400)
    hours = blocks.CharBlock(label=_("Open"), required=False, max_length=160)

    def get_context(self, value: dict[str, Any], parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """`facts`, those that are known; telephone and e-mail as links."""
        phone, email = value["phone"], value["email"]
        known = [
            Fact(_("Telephone"), phone, f"tel:{dialled(phone)}") if phone else None,
            Fact(_("E-mail"), email, f"mailto:{email}") if email else None,
            Fact(_("Address"), ", ".join(value["address"].splitlines())) if value["address"] else None,
            Fact(_("Open"), value["hours"]) if value["hours"] else None,
        ]
        facts = [fact for fact in known if fact]
        return super().get_context(value, parent_context=parent_context) | {"facts": Facts(facts) if facts else None}

    class Meta:
        icon = "mail"
        label = _("Contact")
        template = "cms/blocks/contact.html"
        description = _("How to reach an office: telephone, e-mail, address, hours.")
        preview_value = {
            "name": _("Water office"),
            "phone": "010 555 0100",
            "email": "water@example.org",
            "address": "",
            "hours": _("Monday to Friday, 08:00 to 16:30"),
        }


class FileBlock(blocks.StructBlock):
    """A document to download, with its size."""

    document = DocumentChooserBlock(label=_("Document"))
    title = blocks.CharBlock(label=_("What it is"), required=False, max_length=160)

    class Meta:
        icon = "doc-full"
        label = _("Document")
        template = "cms/blocks/file.html"
        description = _("A file to open, with its kind and size.")
        preview_template = "cms/blocks/previews/file.html"


class QuoteBlock(blocks.StructBlock):
    """What somebody said."""

    text = blocks.TextBlock(label=_("What was said"), rows=3, max_length=600)
    by = blocks.CharBlock(label=_("Who said it"), required=False, max_length=120)

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        template = "cms/blocks/quote.html"
        description = _("Words of a person, with their name.")
        preview_value = {"text": _("We had asked for this for three years."), "by": _("A resident of ward 4")}


class TableBlock(TypedTableBlock):
    """Rows and columns. On a phone each row becomes a block of named values, its first cell the heading."""

    def get_context(self, value: TypedTable, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """`table`, drawn as every table of the site."""
        columns = [
            Column(column["heading"], is_number=column["block"].name == "number", is_heading=place == 0)
            for place, column in enumerate(value.columns)
        ]
        rows = [[str(cell.value or "") for cell in row] for row in value.rows]
        table = DataTable(value.caption or "", columns, rows) if columns else None
        return super().get_context(value, parent_context=parent_context) | {"table": table}

    class Meta:
        icon = "table"
        label = _("Table")
        template = "cms/blocks/table.html"
        description = _("Figures or facts in rows. On a phone each row stands by itself.")
        preview_value = {
            "columns": [{"type": "text", "heading": _("Household")}, {"type": "number", "heading": _("A month")}],
            "rows": [{"values": [_("Up to 6 000 litres"), "R 0"]}, {"values": [_("Each 1 000 litres more"), "R 23"]}],
            "caption": _("What water costs"),
        }


BODY = [
    ("heading", HeadingBlock(max_length=120)),
    ("text", TextBlock(features=PLAIN_TEXT)),
    ("picture", PictureBlock()),
    ("callout", CalloutBlock()),
    ("steps", StepsBlock()),
    ("details", DetailsBlock()),
    ("contact", ContactBlock()),
    ("file", FileBlock()),
    ("quote", QuoteBlock()),
    (
        "table",
        TableBlock(
            [
                ("text", blocks.CharBlock(label=_("Text"), required=False)),
                ("number", blocks.CharBlock(label=_("Number"), required=False)),
            ]
        ),
    ),
]
