"""What a file says of a municipality."""

from dataclasses import dataclass

from wards.enums import MunicipalityCategory


@dataclass(frozen=True)
class MunicipalityFacts:
    """What a source says of a municipality; what it does not say is empty. `district` is its district's code."""

    code: str
    name: str = ""
    category: MunicipalityCategory | None = None
    district: str = ""
