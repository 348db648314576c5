"""Closed lists of the site."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class NoticeKind(models.TextChoices):
    """What a notice tells of."""

    OUTAGE = "outage", _("Something does not work now")
    PLANNED_WORK = "planned", _("Planned work")
    OTHER = "other", _("Something else to know")


class EventKind(models.TextChoices):
    """Who meets."""

    WARD_MEETING = "ward", _("Ward meeting")
    COMMITTEE = "committee", _("Ward committee")
    COUNCIL = "council", _("Council")
    OTHER = "other", _("Other meeting")


class DocumentKind(models.TextChoices):
    """What a published document is."""

    PLAN = "plan", _("Plan")
    BUDGET = "budget", _("Budget")
    POLICY = "policy", _("Policy or by-law")
    MINUTES = "minutes", _("Agenda or minutes")
    REPORT = "report", _("Report")
    FORM = "form", _("Form")
    OTHER = "other", _("Other document")


class SearchGroup(models.TextChoices):
    """What a search of the site finds, in the order that it is shown in where one group is as good as another."""

    WARDS = "wards", _("Wards and places")
    COUNCILLORS = "councillors", _("Councillors")
    PAGES = "pages", _("Pages")
    DOCUMENTS = "documents", _("Documents")
