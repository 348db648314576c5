"""In which language somebody is spoken to."""

from django.conf import settings
from django.utils.translation import get_language


def language_in_use() -> str:
    """The language of the page that is asked for; the installation's own where none is in use."""
    return get_language() or settings.LANGUAGE_CODE
