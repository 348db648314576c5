"""How a channel says that a message did not go out."""


class DeliveryError(Exception):
    """A message was not accepted.

    Attributes:
        summary: what went wrong, without any address or content: it is stored and logged.
        lasting: trying again is useless.
        unreachable: the server is away, which is no fault of this message.
    """

    def __init__(self, summary: str, *, lasting: bool = False, unreachable: bool = False) -> None:
        super().__init__(summary)
        self.summary = summary
        self.lasting = lasting
        self.unreachable = unreachable
