"""The claims of files as lines to print: one file here, several at once on every core."""

import gc
import json
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from os import cpu_count
from pathlib import Path
from typing import NamedTuple

from pantau.cli.language import language
from pantau.cli.progress import files_told
from pantau.domain.refusals import Refusal
from pantau.files.document import document_in, read_document
from pantau.reading.claims import Claim, read_claims

STANDARD_INPUT = "-"
_VALUES_AT_ONCE = 100_000


class Reading(NamedTuple):
    """The claims of one file as lines to print, or why it could not be read."""

    lines: tuple[str, ...]
    refused: str


def print_claims(files: Sequence[Path], *, published: date | None, as_json: bool) -> int:
    """Prints what the files say; returns the exit code.

    The refusal of the only file is raised; of several files those that can be read are, and the others are named on
    standard error.
    """
    _collect_less()
    work = partial(_lines, published=published, as_json=as_json)
    if len(files) == 1:
        _print(work(files[0]))
        return 0
    refused = 0
    for reading in _readings(partial(_read, work=work, tongue=language()), files):
        _print(reading.lines)
        if reading.refused:
            refused += 1
            print(reading.refused, file=sys.stderr)
    return min(refused, 1)


def _collect_less() -> None:
    """A text makes many small values at once and drops them all at its end: looking for cycles among them after every
    seven hundred is a fifth of the time of reading.
    """
    gc.freeze()
    gc.set_threshold(_VALUES_AT_ONCE)


def _print(lines: Sequence[str]) -> None:
    if lines:
        print("\n".join(lines))


def _readings(work: "partial[Reading]", files: Sequence[Path]) -> Iterator[Reading]:
    """What each file says, in their order; they are read at once, one on each core."""
    # only here: processes take a while to load, and most calls name one file
    from concurrent.futures import ProcessPoolExecutor

    cores = min(cpu_count() or 1, len(files))
    with files_told(len(files)) as told, ProcessPoolExecutor(cores, initializer=_collect_less) as pool:
        chunk = max(1, min(16, len(files) // 8))
        for done, reading in enumerate(pool.map(work, files, chunksize=chunk), start=1):
            yield reading
            told(done)


def _read(file: Path, *, work: "partial[Sequence[str]]", tongue: str) -> Reading:
    try:
        return Reading(tuple(work(file)), "")
    except Refusal as refusal:
        return Reading((), f"{file}: {refusal.says.into(tongue)}\n  {refusal.mend.into(tongue)}")


def _lines(file: Path, *, published: date | None, as_json: bool) -> Sequence[str]:
    write = _as_json if as_json else _as_text
    return [write(claim, doc=file.name) for claim in read_claims(_text(file), published=published)]


def _text(file: Path) -> str:
    if str(file) == STANDARD_INPUT:
        return document_in(sys.stdin.buffer.read(), file=STANDARD_INPUT).text
    return read_document(file).text


def _as_json(claim: Claim, *, doc: str) -> str:
    return json.dumps(claim.as_json(doc=doc), ensure_ascii=False)


def _as_text(claim: Claim, *, doc: str) -> str:
    said = ", ".join(f"{key} {value}" for key, value in (*claim.value.items(), *claim.attributes.items()))
    words = " ".join(claim.text.split())
    return f"{doc}:{claim.start}-{claim.end}  {claim.type}  “{words}”  {said}"
