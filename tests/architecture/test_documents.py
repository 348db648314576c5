"""What the documents name is there: files, addresses of chapters, commands, targets of make."""

import re
from pathlib import Path

import pytest
from django.core.management import get_commands

from tests.architecture.floors import APPS, ROOT

DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])

_LINK = re.compile(r"\]\(([^)\s]+)\)")
_PATH = re.compile(
    rf"`((?:{'|'.join(APPS)}|templates|tests|bin|docs|deploy|locale)/[\w./-]+\.(?:py|html|txt|md|css|js))`"
)
_FOLDER = re.compile(rf"`((?:{'|'.join(APPS)}|templates|tests|bin|docs|deploy|locale)/(?:[\w.-]+/)*)`")
_COMMAND = re.compile(r"manage\.py ([a-z]\w+)")
_TARGET = re.compile(r"(?:`|^|\s)make ([a-z][a-z-]*)(?=[`\s]|$)", re.MULTILINE)


def name_of(document: Path) -> str:
    return str(document.relative_to(ROOT))


def chapters(document: Path) -> set[str]:
    """The addresses of a document's headings, as code hosts make them."""
    headings = re.findall(r"^#+ (.+)$", document.read_text(), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def dead_links(document: Path) -> list[str]:
    """Links of a document that lead to no file of the repository, or to no chapter of it."""
    dead = []
    for link in _LINK.findall(document.read_text()):
        if re.match(r"[a-z]+:", link):
            continue
        path, _, chapter = link.partition("#")
        target = (document.parent / path).resolve() if path else document
        if not target.exists() or (chapter and chapter not in chapters(target)):
            dead.append(link)
    return dead


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_links_lead_somewhere(document: Path) -> None:
    assert dead_links(document) == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_files_and_folders_that_are_named_exist(document: Path) -> None:
    text = document.read_text()
    assert [path for path in [*_PATH.findall(text), *_FOLDER.findall(text)] if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_commands_that_are_named_exist(document: Path) -> None:
    assert set(_COMMAND.findall(document.read_text())) - set(get_commands()) == set()


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_targets_of_make_that_are_named_exist(document: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    code = re.findall(r"```.*?```|`[^`\n]+`", document.read_text(), re.DOTALL)
    assert {target for words in code for target in _TARGET.findall(words)} - targets == set()


def test_a_dead_link_would_be_found(tmp_path: Path) -> None:
    document = tmp_path / "page.md"
    document.write_text("# One thing\n[a](#one-thing) [b](#other) [c](page.md) [d](gone.md) [e](https://example.org)\n")
    assert dead_links(document) == ["#other", "gone.md"]
