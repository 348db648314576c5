"""What the templates of pages are given: one module for each group of kinds."""

import pkgutil
from importlib import import_module


def load() -> None:
    """Let every module here register what it makes."""
    for module in pkgutil.iter_modules(__path__):
        import_module(f"{__name__}.{module.name}")
