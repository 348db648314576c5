"""What providers acknowledged, on this machine's disk before anything else can go wrong.

A worker may die, or the database be away, between a provider's "accepted" and our record of it. Then this is what tells
that the message went out. It holds no address and no word of a message.
"""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self
from uuid import UUID, uuid4

_ENDING = ".acknowledged"


@dataclass(frozen=True)
class Acknowledgement:
    """A provider took a message over. `provider_id` is what it calls that, where it says so."""

    message_id: UUID
    at: datetime
    provider_id: str = ""


class Journal:
    """The acknowledgements of one batch, in a file that is locked while its worker lives."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._path = folder / f"{uuid4()}{_ENDING}"
        self._file: BinaryIO | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Delete it where all of it was recorded; else leave it to whoever delivers next."""
        if self._file is None:
            return
        if kind is None:
            self._path.unlink(missing_ok=True)
        self._file.close()

    def note(self, acknowledgement: Acknowledgement) -> None:
        """Write one down; it stands on the disk when this returns.

        Raises:
            OSError: the disk is full, or the folder may not be written.
        """
        if self._file is None:
            self._file = self._open()
        words = [str(acknowledgement.message_id), acknowledgement.at.isoformat(), acknowledgement.provider_id]
        self._file.write(json.dumps(words).encode() + b"\n")
        os.fdatasync(self._file.fileno())

    def _open(self) -> BinaryIO:
        """A file that is locked before anybody can find it: what is not locked is a dead worker's."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        making = self._path.with_suffix(".making")
        file = making.open("ab", buffering=0)
        fcntl.flock(file, fcntl.LOCK_EX)
        making.rename(self._path)
        _sync_folder(self._folder)
        return file


def acknowledged(folder: Path) -> dict[UUID, Acknowledgement]:
    """What is noted at the moment, by the living and the dead."""
    found: dict[UUID, Acknowledgement] = {}
    for path in folder.glob(f"*{_ENDING}"):
        with suppress(FileNotFoundError):  # its worker is through with it
            found |= {each.message_id: each for each in _read(path.read_bytes())}
    return found


@contextmanager
def left_behind(folder: Path) -> Iterator[list[Acknowledgement]]:
    """What dead workers noted. Their files go at the end, unless that is an exception; nobody else gets them."""
    taken: list[tuple[Path, BinaryIO]] = []
    try:
        for path in folder.glob(f"*{_ENDING}"):
            with suppress(FileNotFoundError):
                file = path.open("rb")
                try:
                    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    file.close()
                else:
                    taken.append((path, file))
        yield [each for _path, file in taken for each in _read(file.read())]
        for path, _file in taken:
            path.unlink(missing_ok=True)
    finally:
        for _path, file in taken:
            file.close()


def _read(written: bytes) -> Iterator[Acknowledgement]:
    """Whole lines: one that a crash cut off was never relied on."""
    for line in written.split(b"\n")[:-1]:
        with suppress(ValueError):
            message_id, at, provider_id = json.loads(line)
            yield Acknowledgement(UUID(message_id), datetime.fromisoformat(at), provider_id)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
