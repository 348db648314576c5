"""gunicorn's access log without what an address may give away. nginx has the same rule: deploy/nginx/imbizo.conf."""

from typing import Any

from gunicorn.glogging import Logger

from cms.log_secrets import WithoutSecrets, without_secrets


class AccessLogger(Logger):
    """Logs the path without tokens; the query string and the page before are left out of every format."""

    def setup(self, cfg: Any) -> None:
        """Keep tokens out of the log of errors too."""
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(WithoutSecrets(self.error_fmt, self.datefmt))

    def atoms(self, resp: Any, req: Any, environ: dict[str, Any], request_time: Any) -> dict[str, Any]:
        """What a format of the access log can name."""
        path = without_secrets(environ.get("PATH_INFO", ""))
        line = f"{environ['REQUEST_METHOD']} {path} {environ['SERVER_PROTOCOL']}"
        hidden = {"U": path, "r": line, "q": "", "f": "-"}
        return {**super().atoms(resp, req, environ, request_time), **hidden}
