"""Numbers and facts: each with the words that say what it is."""

from dataclasses import dataclass

from wards.components.base import DeclaredComponent, Text


@dataclass(frozen=True)
class Figure:
    """A number, formatted; what it counts; and out of how many, such as "41 of 50", where it is a part."""

    value: Text
    label: Text
    denominator: Text = ""


@dataclass(frozen=True)
class Figures(DeclaredComponent):
    """A few numbers that belong together. A part is never shown without what it is a part of.

    Attributes:
        figures: each a Figure: value, label, denominator.
        source: how they are counted, and until when.
        source_url: where that is told at length.
    """

    figures: tuple[Figure, ...]
    source: Text = ""
    source_url: str = ""

    template_name = "components/figures.html"

    def __post_init__(self) -> None:
        super().__post_init__()
        for figure in self.figures:
            if "%" in str(figure.value) and not figure.denominator:
                raise ValueError(f"Figures: {figure.value} is a part; say of how many (denominator).")
        if self.source_url and not self.source:
            raise ValueError("Figures.source_url needs words to click on: give source.")


@dataclass(frozen=True)
class Fact:
    """A name and what stands behind it; `url` where it leads, such as a `tel:` address."""

    name: Text
    value: Text
    url: str = ""


@dataclass(frozen=True)
class Facts(DeclaredComponent):
    """Short facts, each with its name.

    Attributes:
        facts: each a Fact: name, value, url.
        is_stacked: the name stands above what it names where the row is narrow.
    """

    facts: tuple[Fact, ...]
    is_stacked: bool = False

    template_name = "components/facts.html"
