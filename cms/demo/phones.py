"""Where the demo's text messages go: into the database, never to a network."""

import base64
import json
from typing import Any

from django.conf import settings
from django.utils import timezone
from requests import PreparedRequest, Response
from requests.adapters import BaseAdapter

from cms.models import DemoMessage
from engagement.enums import Channel


class Transport(BaseAdapter):
    """Takes the place of the network: answers each request as the provider would, and keeps its text for `/demo/`."""

    def send(self, request: PreparedRequest, **_how: Any) -> Response:
        """The provider's answer to one request."""
        if request.headers.get("Authorization") != _basic(settings.SMS_USER, settings.SMS_PASSWORD):
            return _answer(request, 401, {"title": "Not authorized"})
        message = json.loads(request.body)
        kept = DemoMessage.objects.create(
            channel=Channel.SMS, to=message["to"], body=message["body"], sent_at=timezone.now()
        )
        accepted = {
            "id": f"demo-{kept.pk}",
            "type": "SENT",
            "to": message["to"],
            "body": message["body"],
            "userSuppliedId": message.get("userSuppliedId"),
            "status": {"id": "ACCEPTED.null", "type": "ACCEPTED", "subtype": None},
        }
        return _answer(request, 201, [accepted])

    def close(self) -> None:
        """Nothing was opened."""


def _basic(user: str, password: str) -> str:
    return f"Basic {base64.b64encode(f'{user}:{password}'.encode()).decode()}"


def _answer(request: PreparedRequest, status: int, content: Any) -> Response:
    answer = Response()
    answer.status_code, answer.request, answer.url = status, request, request.url
    answer.headers["Content-Type"] = "application/json"
    answer._content = json.dumps(content).encode()
    return answer
