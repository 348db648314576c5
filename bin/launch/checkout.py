"""Where this checkout keeps its things. Every name holds a hash of its real path, so that two never meet."""

import hashlib
import os
import pwd
import shutil
import stat
from dataclasses import dataclass
from pathlib import Path

from launch.messages import RefusedError, account

ROOT = Path(__file__).resolve().parents[2]
HASH = hashlib.sha256(os.fsencode(ROOT)).hexdigest()[:12]
STATE = ROOT / ".imbizo"

# Linux allows 108 bytes for a socket's path; PostgreSQL's is the longest name that we put into the folder.
LONGEST_SOCKET_FOLDER = 107 - len("/.s.PGSQL.5432.lock")


@dataclass(frozen=True)
class Account:
    """Who the private servers run as. PostgreSQL refuses to run as root."""

    name: str
    uid: int
    gid: int


def is_root() -> bool:
    return os.geteuid() == 0


def server_account() -> Account:
    """As root: Debian's account `postgres`. Else: ourselves.

    Raises:
        RefusedError: we are root, and there is no such account.
    """
    if not is_root():
        return Account(account(), os.geteuid(), os.getegid())
    try:
        entry = pwd.getpwnam("postgres")
    except KeyError:
        raise RefusedError(
            "there is no account 'postgres' for the private database to run as. Run: bin/setup"
        ) from None
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)


def data_folder() -> Path:
    """Where the private servers keep their data: a checkout of root's is closed to the account they run as."""
    return Path("/var/lib/imbizo", HASH) if is_root() else STATE / "data"


def socket_folder() -> Path:
    """A short folder for the sockets; only their account may enter it."""
    if is_root():
        return Path("/run", f"imbizo-{HASH}")
    base = os.environ.get("XDG_RUNTIME_DIR", "")
    folder = Path(base, f"imbizo-{HASH}")
    if base and _is_plain(base) and _is_ours(Path(base)) and len(os.fsencode(folder)) <= LONGEST_SOCKET_FOLDER:
        return folder
    return Path("/tmp", f"imbizo-{HASH}")  # noqa: S108 - ours alone: see make_private


def _is_plain(path: str) -> bool:
    """Free of characters that an address or a configuration file would need to quote."""
    return path.startswith("/") and all(letter.isalnum() or letter in "/._-" for letter in path)


def _is_ours(folder: Path) -> bool:
    try:
        found = folder.stat()
    except OSError:
        return False
    return found.st_uid == os.geteuid() and os.access(folder, os.W_OK | os.X_OK)


def make_private(folder: Path, owner: Account) -> Path:
    """Make a folder that only `owner` may enter, or make sure that it is one.

    Raises:
        RefusedError: something else is there already, or the folder belongs to somebody else.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    try:
        folder.mkdir(mode=0o700)
        os.chown(folder, owner.uid, owner.gid)
    except FileExistsError:
        pass
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode):
        raise RefusedError(f"{folder} must be a folder and is not. Remove it and start again.")
    if found.st_uid == os.geteuid() != owner.uid:
        # Root was stopped between making it and handing it over.
        os.chown(folder, owner.uid, owner.gid, follow_symlinks=False)
        found = folder.lstat()
    if found.st_uid != owner.uid:
        raise RefusedError(f"{folder} belongs to another account. Remove it, or ask that account's owner to.")
    if stat.S_IMODE(found.st_mode) != 0o700:
        folder.chmod(0o700)
    return folder


def refuse_full_disk(folder: Path, *, megabytes: int) -> None:
    """Make sure that there is room before anything is half written.

    Raises:
        RefusedError: fewer megabytes are free on the disk with `folder`.
    """
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free >> 20
    if free < megabytes:
        raise RefusedError(
            f"the disk with {folder} is too full: {free} MB are free, {megabytes} MB are needed. "
            "Free some space and start again."
        )
