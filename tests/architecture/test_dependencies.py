"""docs/dependencies.md tells of every direct dependency what it earns, and of nothing else."""

import re

import pytest

from tests.architecture.floors import PROJECT, ROOT

DOCUMENT = ROOT / "docs" / "dependencies.md"


def declared(requirements: list[str]) -> set[str]:
    """The names of a list of requirements, without extras and versions."""
    return {re.match(r"[A-Za-z0-9._-]+", requirement)[0].lower() for requirement in requirements}


def explained(section: str) -> dict[str, str]:
    """The rows of the table under a heading: name of the package, what it earns."""
    text = DOCUMENT.read_text().split(f"## {section}\n", 1)[1].split("\n## ", 1)[0]
    return dict(re.findall(r"^\| `([^`]+)` \| (.+) \|$", text, flags=re.MULTILINE))


@pytest.mark.parametrize(
    ("section", "requirements"),
    [
        ("What runs", PROJECT["project"]["dependencies"]),
        ("What develops and tests", PROJECT["dependency-groups"]["dev"]),
    ],
)
def test_each_direct_dependency_is_explained_and_nothing_else(section: str, requirements: list[str]) -> None:
    rows = explained(section)
    assert set(rows) == declared(requirements)
    assert [name for name, words in rows.items() if len(words.split()) < 4] == []


def test_extras_and_versions_are_no_part_of_a_name() -> None:
    assert declared(["celery[redis]>=5.5,<6", "python-stdnum>=2"]) == {"celery", "python-stdnum"}
