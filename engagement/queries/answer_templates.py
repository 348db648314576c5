"""Templates for answers."""

from django.db.models import Q, QuerySet

from engagement.models import AnswerTemplate, User


def templates_for(user: User, municipality_id: int) -> QuerySet[AnswerTemplate]:
    """What an account may begin an answer with in a municipality: its own templates, and those for everybody there."""
    theirs = Q(owner=user) | Q(owner=None)
    return AnswerTemplate.objects.filter(theirs, municipality_id=municipality_id).order_by("owner", "name", "pk")


def own_templates(user: User) -> QuerySet[AnswerTemplate]:
    """The templates that an account keeps for itself, by name."""
    return AnswerTemplate.objects.filter(owner=user).select_related("municipality").order_by("name", "pk")
