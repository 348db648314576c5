"""The guides for those who work here: one for each kind of work, each step as the browser tests walk it."""

from cms.guides.answering import ANSWERING
from cms.guides.boundaries import BOUNDARIES
from cms.guides.editing import EDITING
from cms.guides.moderation import MODERATION
from cms.guides.publishing import PUBLISHING
from cms.guides.structure import Guide

GUIDES: tuple[Guide, ...] = (EDITING, PUBLISHING, ANSWERING, MODERATION, BOUNDARIES)


def find_guide(name: str) -> Guide | None:
    """The guide of this name, if there is one."""
    return next((guide for guide in GUIDES if guide.name == name), None)
