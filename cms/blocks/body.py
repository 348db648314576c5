"""The pieces of a page's body. Each draws itself with a template in `templates/cms/blocks/`."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

PLAIN_TEXT = ["bold", "italic", "link", "document-link", "ol", "ul"]
"""What an editor may do inside a text; headings are pieces of their own, so that their order stays right."""


class HeadingBlock(blocks.CharBlock):
    """A heading of the second level."""

    class Meta:
        icon = "title"
        label = _("Heading")
        template = "cms/blocks/heading.html"


class TextBlock(blocks.RichTextBlock):
    """Paragraphs and lists."""

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        template = "cms/blocks/text.html"


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


class DetailsBlock(blocks.StructBlock):
    """A question whose answer opens on tap."""

    question = blocks.CharBlock(label=_("Question"), max_length=160)
    answer = blocks.RichTextBlock(label=_("Answer"), features=PLAIN_TEXT)

    class Meta:
        icon = "help"
        label = _("Question and answer")
        template = "cms/blocks/details.html"


class ContactBlock(blocks.StructBlock):
    """How to reach an office."""

    name = blocks.CharBlock(label=_("Office"), max_length=120)
    phone = blocks.CharBlock(label=_("Telephone"), required=False, max_length=40)
    email = blocks.EmailBlock(label=_("E-mail"), required=False)
    address = blocks.TextBlock(label=_("Address"), required=False, rows=3, max_length=400)
    hours = blocks.CharBlock(label=_("Open"), required=False, max_length=160)

    class Meta:
        icon = "mail"
        label = _("Contact")
        template = "cms/blocks/contact.html"


class FileBlock(blocks.StructBlock):
    """A document to download, with its size."""

    document = DocumentChooserBlock(label=_("Document"))
    title = blocks.CharBlock(label=_("What it is"), required=False, max_length=160)

    class Meta:
        icon = "doc-full"
        label = _("Document")
        template = "cms/blocks/file.html"


BODY = [
    ("heading", HeadingBlock(max_length=120)),
    ("text", TextBlock(features=PLAIN_TEXT)),
    ("picture", PictureBlock()),
    ("callout", CalloutBlock()),
    ("steps", StepsBlock()),
    ("details", DetailsBlock()),
    ("contact", ContactBlock()),
    ("file", FileBlock()),
]
