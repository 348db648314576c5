"""What the body of a page is put together from."""

from cms.blocks.body import BODY

__all__ = ["BODY"]
