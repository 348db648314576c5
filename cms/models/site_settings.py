"""What a municipality says of itself on every page of its site."""

from django.contrib.postgres.fields import ArrayField
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

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
        _("main colour"), max_length=7, blank=True, validators=[HEX_COLOUR], help_text=_("Of links and buttons.")
    )
    mast_colour = models.CharField(
        _("colour of the head of each page"), max_length=7, blank=True, validators=[HEX_COLOUR]
    )
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    whatsapp = models.CharField(_("WhatsApp"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    address = models.TextField(_("address"), max_length=400, blank=True)
    hours = models.CharField(_("office hours"), max_length=160, blank=True)
    emergency_any = models.CharField(_("any emergency"), max_length=40, blank=True)
    emergency_police = models.CharField(_("police"), max_length=40, blank=True)
    emergency_ambulance = models.CharField(_("ambulance"), max_length=40, blank=True)
    emergency_fire = models.CharField(_("fire"), max_length=40, blank=True)
    languages = ArrayField(
        models.CharField(max_length=16),
        verbose_name=_("languages"),
        default=list,
        blank=True,
        help_text=_("That the site offers. With none chosen, every language of the installation."),
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

    panels = [
        MultiFieldPanel([FieldPanel("name"), FieldPanel("name_detail"), FieldPanel("mark")], heading=_("Name")),
        MultiFieldPanel([FieldPanel("brand_colour"), FieldPanel("mast_colour")], heading=_("Colours")),
        MultiFieldPanel(
            [
                FieldPanel("phone"),
                FieldPanel("whatsapp"),
                FieldPanel("email"),
                FieldPanel("address"),
                FieldPanel("hours"),
            ],
            heading=_("Contact"),
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
        FieldPanel("languages"),
        MultiFieldPanel([FieldPanel("privacy_page"), FieldPanel("information_officer")], heading=_("Privacy")),
    ]

    class Meta:
        verbose_name = _("site settings")
        verbose_name_plural = _("site settings")

    def __str__(self) -> str:
        return self.name or str(self.site)
