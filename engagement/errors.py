"""How a service says no."""

from engagement.enums import Impossible


class NotPossibleError(Exception):
    """A service refused; nothing was changed. `reason` carries the sentence for the person who asked."""

    def __init__(self, reason: Impossible) -> None:
        super().__init__(reason.value)
        self.reason = reason
