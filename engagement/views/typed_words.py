"""Words that came too late to be sent, since the case had closed itself to the browser, and are not lost."""

from django.http import HttpRequest, QueryDict

_TYPED = "typed_words"
# Twice what any field of these forms takes: what is too long is told so when it is sent.
_LONGEST = 10_000
_FIELDS = ("text", "helped", "why")


def keep_typed(request: HttpRequest, reference: str, form: str, posted: QueryDict) -> None:
    """Keep what was typed into a form about a case in this session, in place of what was kept before."""
    words = {field: posted[field][:_LONGEST] for field in _FIELDS if posted.get(field, "").strip()}
    if words:
        request.session[_TYPED] = {"reference": reference, "form": form, "words": words}


def typed_for(request: HttpRequest, reference: str) -> tuple[str, dict[str, str]] | None:
    """The form of a case into which something was typed, and the words; None without any."""
    kept = request.session.get(_TYPED, {})
    return (kept["form"], kept["words"]) if kept.get("reference") == reference else None


def forget_typed(request: HttpRequest) -> None:
    """Forget them: they were sent, or whoever typed them is done here."""
    request.session.pop(_TYPED, None)
