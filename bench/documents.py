"""How long reading a file of 300 pages into a plan tree takes, and the memory of the child that reads it.

Each file holds 12,000 lines of text or as many rows and is made here. The floor is the library alone, walking over the
same file without keeping anything: pypdfium2's text of each page, python-docx's text of each paragraph, openpyxl's
values of each row. Each measurement runs in a fresh process; the memory is that of the process that meets the bytes.
"""

import io
import json
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # the tests know how a PDF is written

import docx  # noqa: E402
import openpyxl  # noqa: E402
import pypdfium2  # noqa: E402
from measuring.fresh import measured, peak_megabytes  # noqa: E402
from measuring.machine import machine  # noqa: E402
from measuring.tables import print_results  # noqa: E402

from pantau.files import office  # noqa: E402
from pantau.files.document import read_document  # noqa: E402
from pantau.files.pdf import reader as pdf_reader  # noqa: E402
from pantau.reading.plans import read_plan  # noqa: E402
from tests.files.pdfs import lines as pdf_lines  # noqa: E402
from tests.files.pdfs import pdf  # noqa: E402

PAGES, ON_A_PAGE = 300, 40
GOAL = "20 s, 500 MB"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sort:
    """A kind of file: how one is made, what its library alone does with it, and what reads it in the child."""

    make: Callable[[], bytes]
    floor: Callable[[bytes], object]
    read: Callable[[io.BytesIO], object]


def main() -> None:
    if len(sys.argv) > 1:
        print(json.dumps(_measure(*sys.argv[1:])))
        return
    rows = []
    with TemporaryDirectory(prefix="pantau-bench-") as folder:
        for name, sort in SORTS.items():
            path = Path(folder) / f"plan.{name}"
            path.write_bytes(sort.make())
            found: Mapping[str, Any] = {
                part: measured(__file__, part, str(path)) for part in ("floor", "child", "whole")
            }
            floor, whole = found["floor"]["seconds"], found["whole"]["seconds"]
            rows.append(
                (
                    f".{name}, {path.stat().st_size / 1e6:.1f} MB",
                    found["whole"]["lines"],
                    f"{floor:.2f} s",
                    f"{whole:.2f} s",
                    f"{whole / floor:.1f}",
                    f"{found['child']['memory']:.0f} MB",
                    f"{found['whole']['memory']:.0f} MB",
                    GOAL if name == "pdf" else "",
                )
            )
    print(machine())
    print(f"{PAGES} pages of {ON_A_PAGE} lines; floor: the library alone; whole: file to tree")
    headings = ["file", "lines", "floor", "whole", "ratio", "memory of the child", "of the parent", "goal"]
    print_results(headings, rows)


def _measure(part: str, path: str) -> dict[str, Any]:
    sort = SORTS[Path(path).suffix[1:]]
    content = Path(path).read_bytes()
    before = time.perf_counter()
    lines = 0
    if part == "floor":
        sort.floor(content)
    elif part == "child":
        sort.read(io.BytesIO(content))
    else:
        lines = read_plan(read_document(Path(path))).countable_total
    return {"seconds": time.perf_counter() - before, "memory": peak_megabytes(), "lines": lines}


def _items(page: int) -> list[str]:
    return [
        f"{page}.{item} Promote the exchange of experience on subject {page}-{item} among the national agencies;"
        for item in range(1, ON_A_PAGE)
    ]


def _pdf() -> bytes:
    return pdf(
        [pdf_lines("\n".join([f"{page}. Area of cooperation {page}", *_items(page)])) for page in range(1, PAGES + 1)]
    )


def _docx() -> bytes:
    made = docx.Document()
    for page in range(1, PAGES + 1):
        for one in (f"{page}. Area of cooperation {page}", *_items(page)):
            made.add_paragraph(one)
    return _saved(made)


def _xlsx() -> bytes:
    made = openpyxl.Workbook(write_only=True)
    sheet = made.create_sheet("Plan")
    sheet.append(["No", "Action line", "Lead", "Timeline"])
    for page in range(1, PAGES + 1):
        for one in _items(page):
            label, _, words = one.partition(" ")
            sheet.append([label, words, f"Agency {page}", "2022-2024"])
    return _saved(made)


def _saved(made: Any) -> bytes:
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def _pdf_alone(content: bytes) -> int:
    return sum(len(page.get_textpage().get_text_range()) for page in pypdfium2.PdfDocument(content))


def _docx_alone(content: bytes) -> int:
    return sum(len(one.text) for one in docx.Document(io.BytesIO(content)).paragraphs)


def _xlsx_alone(content: bytes) -> int:
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    return sum(1 for sheet in book.worksheets for _ in sheet.iter_rows(values_only=True))


SORTS = {
    "pdf": Sort(make=_pdf, floor=_pdf_alone, read=pdf_reader.document),
    "docx": Sort(make=_docx, floor=_docx_alone, read=office.document),
    "xlsx": Sort(make=_xlsx, floor=_xlsx_alone, read=office.document),
}

if __name__ == "__main__":
    main()
