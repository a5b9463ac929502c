"""The labels that cells hold: with or without their dot, alone or before words, numbers or codes."""

from dataclasses import replace
from functools import cache, lru_cache

from pantau.reading.plans.labels import Depth, Reading, Shape, read_labels

SURE = 99.0
LONGEST_CODE = 32
_LOOSE = frozenset({"1", "1:", "1-", "A:", "A-", "I:", "I-"})


def label_readings(text: str) -> tuple[Reading, ...]:
    """The labels that a cell begins with, or is."""
    readings = [reading for reading in read_labels(text) if _is_firm(reading)]
    return tuple(readings) if any(reading.length < len(text) for reading in readings) else labels_of_cell(text)


def _is_firm(reading: Reading) -> bool:
    return reading.shape.sign not in _LOOSE and reading.shape.depth is not Depth.BULLET


@lru_cache(maxsize=4096)
def labels_of_cell(text: str) -> tuple[Reading, ...]:
    """The labels that a cell is, with or without its dot."""
    if len(text) > LONGEST_CODE:
        return ()
    for candidate in (f"{text}. X",) if text.isalnum() else (f"{text} X", f"{text}. X"):
        found = [one for one in read_labels(candidate) if one.length == len(candidate) - 1 and _is_firm(one)]
        if found:
            return tuple(replace(one, printed=text, length=len(text) + 1) for one in found)
    return ()


def printed_readings(text: str) -> tuple[Reading, ...]:
    """What a cell of the column of numbers labels its row with; a code is a label without a sequence."""
    found = tuple(of_table(reading, "|") for reading in labels_of_cell(text))
    if found:
        return found
    if not any(character.isalnum() for character in text):
        return (replace(unlabelled(), length=len(text) + 1),)
    shape = Shape(sign="|code", depth=Depth.BULLET, trust=SURE)
    return (Reading(shape=shape, value=(), label=text, printed=text, length=len(text) + 1),)


def part_readings(text: str) -> tuple[Reading, ...]:
    return tuple(reading for reading in read_labels(text) if reading.shape.sign != "1")


@cache
def _shape_of_table(shape: Shape, sign: str) -> Shape:
    return replace(shape, sign=f"{sign}{shape.sign}", trust=SURE)


def of_table(reading: Reading, sign: str) -> Reading:
    """A label of a table, which counts apart from those of the text around it."""
    shape = _shape_of_table(reading.shape, sign)
    return replace(reading, shape=shape)


@cache
def unlabelled() -> Reading:
    shape = Shape(sign="|row", depth=Depth.BULLET, trust=SURE)
    return Reading(shape=shape, value=(), label="", printed="", length=0)
