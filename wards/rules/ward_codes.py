"""Whether a file's wards may take the place of those that an edition has already."""

from dataclasses import dataclass


@dataclass(frozen=True)
class CodeComparison:
    """A municipality's codes in a file against those stored: both sides sorted, each with what only it has."""

    only_in_file: tuple[str, ...] = ()
    only_stored: tuple[str, ...] = ()

    @property
    def match(self) -> bool:
        """Whether the file has exactly the wards that it may have."""
        return not (self.only_in_file or self.only_stored)


def compare_codes(in_file: set[str], stored: set[str], left_out_before: set[str]) -> CodeComparison:
    """Compare the wards of a municipality in a file with those that the same edition has.

    The first file of an edition may bring any. A later one, such as a finer source, must bring the same wards, since
    cases and councillors point to them; it may add those that an earlier import had to leave out.

    Args:
        in_file: codes of every row of the file, the ones left out included.
        stored: codes that the edition has in this municipality.
        left_out_before: codes that earlier imports of the edition left out.
    """
    if not stored:
        return CodeComparison()
    return CodeComparison(
        only_in_file=tuple(sorted(in_file - stored - left_out_before)), only_stored=tuple(sorted(stored - in_file))
    )
