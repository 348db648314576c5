"""The notices of forms that take personal data: what is said of each. Each app registers its own in `ready()`."""

from dataclasses import dataclass

from django.utils.functional import Promise

Text = str | Promise


@dataclass(frozen=True)
class FormNotice:
    """What is done with what one form asks for.

    `queries.notices.notice_of` adds what is the same for every form: who asks, under which law, and a person's rights.

    Attributes:
        title: what the form is for, as a heading.
        summary: the one sentence that stands beside the form before anything is opened.
        asked: what is asked for, and what for.
        needed: what need not be given, and what happens without the rest.
        seen_by: who receives it.
        kept: how long; `%(contact)d`, `%(words)d`, `%(photos)d` and `%(follows)d` stand for the months that the
            municipality keeps them after a case of `kind` is closed.
        kind: the key of that kind of case.
    """

    key: str
    title: Text
    summary: Text
    asked: Text
    needed: Text
    seen_by: Text
    kept: Text
    kind: str = "concern"


_notices: dict[str, FormNotice] = {}


def register(notice: FormNotice) -> None:
    """Add the notice of a form.

    Raises:
        ValueError: another form has the same key.
    """
    if notice.key in _notices:
        raise ValueError(f"A notice of a form named {notice.key!r} is registered already.")
    _notices[notice.key] = notice


def get(key: str) -> FormNotice:
    """The notice of a form.

    Raises:
        KeyError: no app has registered it.
    """
    return _notices[key]


def registered() -> list[FormNotice]:
    """Every notice, in the order in which the apps registered them."""
    return list(_notices.values())
