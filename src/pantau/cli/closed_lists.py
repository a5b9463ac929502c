"""Options that take one code of a closed list."""

from collections.abc import Iterable

from pantau.domain.refusals import CellUnknown


def one_of(option: str, text: str, known: Iterable[str]) -> str:
    """The code itself. Raises CellUnknown with the codes to choose from."""
    codes = [str(code) for code in known]
    if text not in codes:
        raise CellUnknown(column=option, text=text, expected=", ".join(codes), where=option)
    return text
