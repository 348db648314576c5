"""gunicorn's access log without what an address may give away. nginx has the same rule: deploy/nginx/imbizo.conf."""

import re
from typing import Any

from gunicorn.glogging import Logger

_SECRET = re.compile(r"(?P<kept>(/[a-z]+)?/(track/confirm|accounts/confirm-email|accounts/password/reset/key)/).+")


def without_secrets(path: str) -> str:
    """An address without the token that opens a case or an account to whoever has it: /track/confirm/-."""
    found = _SECRET.fullmatch(path)
    return f"{found['kept']}-" if found else path


class AccessLogger(Logger):
    """Logs the path without tokens; the query string and the page before are left out of every format."""

    def atoms(self, resp: Any, req: Any, environ: dict[str, Any], request_time: Any) -> dict[str, Any]:
        """What a format of the access log can name."""
        path = without_secrets(environ.get("PATH_INFO", ""))
        line = f"{environ['REQUEST_METHOD']} {path} {environ['SERVER_PROTOCOL']}"
        hidden = {"U": path, "r": line, "q": "", "f": "-"}
        return {**super().atoms(resp, req, environ, request_time), **hidden}
