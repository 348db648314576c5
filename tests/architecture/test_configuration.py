"""docs/configuration.md tells of every variable that the settings read."""

import ast

from tests.architecture.floors import ROOT

SETTINGS = ROOT / "cms" / "settings"


def variables() -> set[str]:
    """The names that the settings ask the environment for: the first argument of every `env.something(...)`."""
    calls = [
        node
        for file in SETTINGS.glob("*.py")
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args
    ]
    return {
        call.args[0].value
        for call in calls
        if isinstance(call.func.value, ast.Name)
        and call.func.value.id == "env"
        and isinstance(call.args[0], ast.Constant)
    }


def test_the_variables_are_found() -> None:
    assert {"DATABASE_URL", "REDIS_URL", "SECRET_KEY"} <= variables()


def test_every_variable_is_explained() -> None:
    text = (ROOT / "docs" / "configuration.md").read_text()
    assert sorted(name for name in variables() if f"`{name}`" not in text) == []
