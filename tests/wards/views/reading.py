"""Reading a page as a person does."""

import re
from html import unescape

from django.http import HttpResponse


def text_of(answer: HttpResponse) -> str:
    """What the main part of a page says, in one line."""
    main = re.search(r"<main.*?</main>", answer.content.decode(), re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main[0])).split())


def links_of(answer: HttpResponse) -> list[str]:
    """Where the links of the main part of a page lead."""
    main = re.search(r"<main.*?</main>", answer.content.decode(), re.DOTALL)
    return [unescape(address) for address in re.findall(r'<a [^>]*?href="([^"]*)"', main[0])]
