"""Everything that a checkout needs before its servers can start."""

import shutil

from launch import checkout, debian, services, virtualenv
from launch.messages import RefusedError

ROOM_FOR_VENV = 900 * 2**20


def ensure(*, dev: bool = False, browser: bool = False) -> None:
    """Install what is missing; quick where nothing is.

    Raises:
        RefusedError: something is missing and cannot be installed.
    """
    debian.ensure(_packages(browser=browser))
    if not virtualenv.FOLDER.exists():
        room = shutil.disk_usage(checkout.ROOT).free
        if room < ROOM_FOR_VENV:
            raise RefusedError(
                f"the disk with {checkout.ROOT} is too full for .venv: {room >> 20} MB are free, "
                f"{ROOM_FOR_VENV >> 20} MB are needed. Free some space and start again."
            )
    virtualenv.ensure(dev=dev)


def _packages(*, browser: bool) -> list[str]:
    servers = [package for name in services.needed() for package in debian.SERVERS[name]]
    return [
        *servers,
        *debian.GEOMETRY,
        *debian.LETTERS,
        *debian.TRANSLATIONS,
        *(debian.BROWSER if browser else []),
        *(["python3-venv"] if virtualenv.needs_debian_venv() else []),
    ]
