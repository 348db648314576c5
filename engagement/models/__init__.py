"""People, cases and the promises made to them."""

from engagement.models.user import User

__all__ = ["User"]
