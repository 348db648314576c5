"""How reading boundaries gives up."""


class BoundaryFileError(ValueError):
    """The file as a whole cannot be taken; the message says why and what to do."""
