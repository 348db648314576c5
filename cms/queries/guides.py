"""Which guides fit a person's work."""

from cms.guides import GUIDES
from cms.guides.structure import Guide
from engagement.models import CouncillorAccount, StaffMember, User


def guides_for(user: User) -> tuple[list[Guide], list[Guide]]:
    """The guides of what a person does, in any municipality, and the others."""
    roles = {role for roles in StaffMember.objects.filter(user=user).values_list("roles", flat=True) for role in roles}
    speaks = CouncillorAccount.objects.filter(user=user).exists()
    own = [guide for guide in GUIDES if guide.roles & roles or (speaks and guide.for_councillors)]
    return own, [guide for guide in GUIDES if guide not in own]
