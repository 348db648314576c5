"""How lists point at a ward: by its code, its number or its name."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from wards.rules.names import normalise_name

_NUMBER = re.compile(r"(?:(?:ward|wyk|wijk|wadi)\s*)?(?:no\s*|number\s*)?0*(\d{1,4})")


@dataclass(frozen=True)
class WardKey:
    """A ward as a list may name it; `key` is whatever the caller knows it by."""

    key: int
    code: str
    number: int | None
    name: str


class WardIndex:
    """The wards of one municipality in one edition, found as lists write them."""

    def __init__(self, wards: Iterable[WardKey]) -> None:
        self.wards = list(wards)
        self._codes: dict[str, list[WardKey]] = defaultdict(list)
        self._numbers: dict[int, list[WardKey]] = defaultdict(list)
        self._names: dict[str, list[WardKey]] = defaultdict(list)
        for ward in self.wards:
            self._codes[normalise_name(ward.code)].append(ward)
            if ward.number is not None:
                self._numbers[ward.number].append(ward)
            if ward.name:
                self._names[normalise_name(ward.name)].append(ward)

    def find(self, text: str) -> list[WardKey]:
        """The wards that a text may mean: "19100001", "Ward 01", "1", "Ward No. 1" or a name; more than one of a name.

        A code goes before a number, a number before a name.
        """
        compared = normalise_name(text)
        number = ward_number(text)
        return (
            self._codes.get(compared)
            or (self._numbers.get(number) if number is not None else None)
            or self._names.get(compared)
            or self._names.get(compared.removeprefix("ward "))
            or []
        )


def ward_number(text: str) -> int | None:
    """The number in "Ward 01", "Ward No. 1", "Wyk 1" or "1"; None where there is none or more."""
    match = _NUMBER.fullmatch(normalise_name(text))
    return int(match.group(1)) if match else None
