"""Back, after a form that was refused."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse


def kept_for_back(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let the one browser keep the page that answers a form; every other page of the view stays as it is.

    Back cannot ask for such a page again without sending the form again: where the browser has no copy, it shows an
    error page of its own, and what was typed is gone. `KeptForBackMiddleware` does the second half.
    """

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        answer = view(request, *args, **kwargs)
        if request.method == "POST" and answer.status_code == 200:
            answer["Cache-Control"] = "private, no-cache"
            answer.kept_for_back = True
        return answer

    return wrapped
