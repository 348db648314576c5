"""Where files lie that no address leads to."""

from django.core.files.storage import FileSystemStorage


class PrivateFileStorage(FileSystemStorage):
    """Files that only this server's own processes read: no address, no rights for other users of the machine."""

    def url(self, name: str | None) -> str:
        """A private file has no address.

        Raises:
            ValueError: always.
        """
        raise ValueError("A private file has no address; a view that checks who asks must send it.")
