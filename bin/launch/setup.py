"""Everything that a checkout needs before its servers can start."""

from launch import catalogues, checkout, debian, services, virtualenv


def ensure(*, dev: bool = False, browser: bool = False) -> None:
    """Install what is missing; quick where nothing is.

    Raises:
        RefusedError: something is missing and cannot be installed, or a catalogue is broken.
    """
    debian.ensure(_packages(browser=browser))
    if not virtualenv.FOLDER.exists():
        checkout.refuse_full_disk(checkout.ROOT, megabytes=900)
    virtualenv.ensure(dev=dev)
    catalogues.compile_stale()


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
