"""No template and no sentence spells out how a date reads: the formats of each language are in cms/formats."""

import re
from pathlib import Path

import pytest

from cms.formats.en import formats
from tests.architecture.floors import APPS, ROOT

NAMES = {name for name in vars(formats) if name.endswith("_FORMAT")}
FOR_MACHINES = {"c", "U"}
_FILTERED = re.compile(r"""\|\s*(?:date|time)\b(?::\s*(?P<format>"[^"]*"|'[^']*'|[^\s|}%]+))?""")
_NOW = re.compile(r"""{%\s*now\s+(?P<format>"[^"]*"|'[^']*')""")
_CALLED = re.compile(
    r"""(?:date_format|time_format)\((?:[^\n()]|\([^\n()]*\))*?,\s*(?:_\()?(?P<format>"[^"]*"|'[^']*')"""
)
_STRFTIME = re.compile(r"""\.strftime\(""")


def spelt_out(template: str) -> list[str]:
    """The formats in a template that are no name; a filter without one reads as DATE_FORMAT, and is asked to say so."""
    found = [match["format"] or "" for pattern in (_FILTERED, _NOW) for match in pattern.finditer(template)]
    return [each for each in found if each.strip("\"'") not in NAMES | FOR_MACHINES]


def spelt_out_in_code(source: str) -> list[str]:
    """The formats in Python that are no name."""
    named = [match["format"] for match in _CALLED.finditer(source) if match["format"].strip("\"'") not in NAMES]
    return named + _STRFTIME.findall(source)


def files(*endings: str) -> list[Path]:
    return [file for ending in endings for file in (ROOT / "templates").rglob(f"*.{ending}")]


@pytest.mark.parametrize("file", files("html", "txt"), ids=lambda file: str(file.relative_to(ROOT)))
def test_a_template_names_its_formats(file: Path) -> None:
    assert spelt_out(file.read_text()) == []


def test_code_names_its_formats() -> None:
    modules = [file for app in APPS for file in (ROOT / app).rglob("*.py")]
    assert {str(file): found for file in modules if (found := spelt_out_in_code(file.read_text()))} == {}


def test_one_that_is_spelt_out_would_be_found() -> None:
    assert spelt_out("""{{ day|date:"j F Y" }} {{ day|date:'l j F, H:i' }} {{ day|date }} {% now "Y" %}""") == [
        '"j F Y"',
        "'l j F, H:i'",
        "",
        '"Y"',
    ]
    assert spelt_out("""{{ day|date:"DATE_FORMAT" }} {{ day|time:"TIME_FORMAT" }} {{ day|date:'c' }}""") == []
    assert spelt_out_in_code('date_format(day, _("l j F"))\nday.strftime("%d")') == ['"l j F"', ".strftime("]
    assert spelt_out_in_code('date_format(localtime(at), "j F")') == ['"j F"']
    assert spelt_out_in_code('date_format(day)\ndate_format(day, "DATETIME_FORMAT")') == []
    assert spelt_out_in_code('{"starts": date_format(term.starts), "name": "Thandi"}') == []
