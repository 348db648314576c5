"""Each file of engagement's inner rooms has its place in the order people <- cases <- promises <- concerns."""

from tests.architecture.floors import PROJECT, ROOT


def placed() -> list[str]:
    """The modules that the import contract names, from the highest noun to the lowest."""
    contracts = PROJECT["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["id"] == "nouns")
    return [module.strip() for layer in layers for module in layer.split(":")]


def test_every_model_query_and_service_belongs_to_a_noun() -> None:
    files = [file for room in ("models", "queries", "services") for file in (ROOT / "engagement" / room).glob("*.py")]
    modules = {f"engagement.{file.parent.name}.{file.stem}" for file in files if file.stem != "__init__"}
    assert modules - set(placed()) == set()


def test_no_module_stands_at_two_places() -> None:
    assert len(placed()) == len(set(placed()))
