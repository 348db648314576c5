"""What a municipality says of itself on every page of its site."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from cms.models.languages_field import LanguagesField
from cms.rules.brand import Faint, judge_brand, judge_mast

HEX_COLOUR = RegexValidator(r"^#[0-9a-fA-F]{6}$", _("Write the colour as # and six digits, such as #0d4b5e."))


@register_setting(icon="cog", order=100)
class SiteSettings(BaseSiteSetting):
    """Name, mark, colours, contact, emergency numbers, languages and privacy of a site; empty ones are left out."""

    name = models.CharField(_("name"), max_length=80, blank=True, help_text=_("Short, as people say it: Khanya."))
    name_detail = models.CharField(
        _("below the name"), max_length=80, blank=True, help_text=_("Such as: Local Municipality.")
    )
    mark = models.ForeignKey(
        "wagtailimages.Image",
        verbose_name=_("mark"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("The municipality's coat of arms or logo, square, on a see-through ground."),
    )
    brand_colour = models.CharField(
        _("main colour"),
        max_length=7,
        blank=True,
        validators=[HEX_COLOUR],
        help_text=_(
            "Of links and buttons, such as #0d4b5e: dark enough to be read on white. Left empty, Imbizo's own."
        ),
    )
    mast_colour = models.CharField(
        _("colour of the head of each page"),
        max_length=7,
        blank=True,
        validators=[HEX_COLOUR],
        help_text=_("White words stand on it. Left empty, a dark shade of the main colour."),
    )
    phone = models.CharField(_("telephone"), max_length=40, blank=True, help_text=_("Such as: 010 555 0100."))
    whatsapp = models.CharField(
        _("WhatsApp"),
        max_length=40,
        blank=True,
        help_text=_("The number with the country's code, such as +27 10 555 0100."),
    )
    email = models.EmailField(_("e-mail"), blank=True)
    address = models.TextField(
        _("address"), max_length=400, blank=True, help_text=_("Where people can come, one line below the other.")
    )
    hours = models.CharField(
        _("office hours"), max_length=160, blank=True, help_text=_("Such as: Monday to Friday, 8:00 to 16:00.")
    )
    emergency_any = models.CharField(_("any emergency"), max_length=40, blank=True)
    emergency_police = models.CharField(_("police"), max_length=40, blank=True)
    emergency_ambulance = models.CharField(_("ambulance"), max_length=40, blank=True)
    emergency_fire = models.CharField(_("fire"), max_length=40, blank=True)
    languages = LanguagesField(
        verbose_name=_("languages"),
        help_text=_("Tick the languages that the site offers. With none ticked it offers all of them. English stays."),
    )
    privacy_page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("privacy notice"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("The page that says what is done with what people tell, linked from every page."),
    )
    information_officer = models.CharField(
        _("information officer"),
        max_length=160,
        blank=True,
        help_text=_("Who answers for personal information, and how to reach them (POPIA, section 55)."),
    )
    data_abroad = models.CharField(
        _("personal information abroad"),
        max_length=300,
        blank=True,
        help_text=_(
            "Stands in the notice beside each form: what goes to another country, such as to a host or a carrier of"
            " messages there, and how it is protected (POPIA, section 72). Left empty, the notice says that nothing"
            " does."
        ),
    )

    panels = [
        MultiFieldPanel([FieldPanel("name"), FieldPanel("name_detail"), FieldPanel("mark")], heading=_("Name")),
        MultiFieldPanel(
            [FieldPanel("brand_colour"), FieldPanel("mast_colour")],
            heading=_("Colours"),
            help_text=_("Everything else, also for dark screens, is worked out from them so that it can be read."),
        ),
        MultiFieldPanel(
            [
                FieldPanel("phone"),
                FieldPanel("whatsapp"),
                FieldPanel("email"),
                FieldPanel("address"),
                FieldPanel("hours"),
            ],
            heading=_("Contact"),
            help_text=_("Stands in the foot of every page, in this order. What is left empty is left out."),
        ),
        MultiFieldPanel(
            [
                FieldPanel("emergency_any"),
                FieldPanel("emergency_police"),
                FieldPanel("emergency_ambulance"),
                FieldPanel("emergency_fire"),
            ],
            heading=_("Emergency numbers"),
            help_text=_("Where a number is left empty, the installation's is shown."),
        ),
        FieldPanel("languages", heading=_("Languages")),
        MultiFieldPanel(
            [FieldPanel("privacy_page"), FieldPanel("information_officer"), FieldPanel("data_abroad")],
            heading=_("Privacy"),
        ),
    ]

    class Meta:
        verbose_name = _("site settings")
        verbose_name_plural = _("site settings")

    def __str__(self) -> str:
        return self.name or str(self.site)

    def clean(self) -> None:
        """Refuse colours on which nothing could be read; keep the original among the languages.

        Raises:
            ValidationError: a colour is too faint; the message has its contrast, and the nearest that will do.
        """
        super().clean()
        chosen = set(self.languages or [])
        if chosen:
            chosen.add(settings.LANGUAGE_CODE)
        self.languages = [code for code, _name in settings.LANGUAGES if code in chosen]
        problems = {
            "brand_colour": _judged(self.brand_colour, judge_brand),
            "mast_colour": _judged(self.mast_colour, judge_mast),
        }
        if any(problems.values()):
            raise ValidationError({name: message for name, message in problems.items() if message})

    def emergency_numbers(self) -> dict[str, str]:
        """The numbers that are the site's own, by whom they call: "any", "police", "ambulance", "fire"."""
        names = ("any", "police", "ambulance", "fire")
        return {name: number for name in names if (number := getattr(self, f"emergency_{name}").strip())}


def _judged(colour: str, judge: Callable[[str], Faint | None]) -> str:
    """What is wrong with a colour, in a sentence; empty where nothing is, and where it is no colour at all."""
    if not colour or not HEX_COLOUR.regex.match(colour):
        return ""
    faint = judge(colour)
    if faint is None:
        return ""
    words = {"colour": colour, "ratio": f"{faint.ratio:.1f}", "least": f"{faint.least:g}", "nearest": faint.nearest}
    return (
        _(
            "%(colour)s is too faint: its contrast is %(ratio)s to 1, and people with weak eyes need %(least)s to 1."
            " The nearest that can be read is %(nearest)s."
        )
        % words
    )
