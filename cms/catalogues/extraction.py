"""Which sentences code and templates hold now."""

import contextlib
import re
import shutil
import tempfile
from pathlib import Path

import polib
from django.conf import settings
from django.core.management import call_command

SOURCES = ("cms", "engagement", "incidents", "indigent", "templates", "wards")
ENDINGS = {".py", ".html", ".txt"}
# gettext takes the `% l` of "40 % longer" for one, and would ask every language to have it.
_PLACEHOLDER = re.compile(r"%(\(\w+\))?[.\d]*[sdfr%]")


def extract() -> polib.POFile:
    """Every sentence that is marked for translation, with the files it stands in, in their order.

    Django's command writes its working files beside the templates and leaves its result in `locale/`. It is let loose
    on a copy, so that nothing else reads them and nothing that a checkout holds besides is taken for ours.

    Raises:
        CommandError: gettext is not installed, or a template does not parse.
    """
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        _copy_sources(copy)
        with contextlib.chdir(copy):
            call_command("makemessages", locale=["en"], keep_pot=True, add_location="file", no_wrap=True, verbosity=0)
        found = polib.pofile(str(copy / "locale" / "django.pot"))
    for entry in found:
        entry.occurrences = sorted({(file, "") for file, _line in entry.occurrences})
        if "python-format" in entry.flags and not _PLACEHOLDER.search(entry.msgid + entry.msgid_plural):
            entry.flags = ["no-python-format"]
    found.sort(key=lambda entry: entry.occurrences[0])
    return found


def _copy_sources(copy: Path) -> None:
    (copy / "locale").mkdir()
    root = Path(settings.BASE_DIR)
    for name in SOURCES:
        for file in (root / name).rglob("*"):
            if file.suffix in ENDINGS and file.is_file():
                target = copy / file.relative_to(root)
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(file, target)
