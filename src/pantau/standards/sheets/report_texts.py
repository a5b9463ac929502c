"""A report template as CSV and JSON: the same columns as in Excel, and the mark of a text that is no formula."""

import csv
import json
import re
from io import StringIO

from pantau.domain.report_sheet import WAS, ReportTemplate
from pantau.standards.sheets.report_layout import absent, heading, texts_of

_FORMULA = re.compile(r"'*[=+\-@\t\r\n]")
_GUARDED = re.compile(r"'+[=+\-@\t\r\n]")


def report_csv(template: ReportTemplate) -> bytes:
    """UTF-8 with its mark, so that Excel reads it as such; what a spreadsheet would run gets an apostrophe in front."""
    text = StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([heading(column).into(template.language) for column in template.columns])
    for row in template.rows:
        texts = texts_of(template, row)
        writer.writerow([guarded(texts[column] or _nothing(template, column)) for column in template.columns])
    return text.getvalue().encode("utf-8-sig")


def report_json(template: ReportTemplate) -> bytes:
    """``{"template": {...}, "rows": [{column: text}]}``: columns and statuses by code, ``null`` for nothing said."""
    rows = []
    for row in template.rows:
        texts = texts_of(template, row) | row.cells.as_json()
        rows.append({column: texts[column] or None for column in template.columns})
    said = {
        "plan": template.plan,
        "round": template.round_code,
        "reporter": template.reporter,
        "made_at": template.made_at.isoformat(),
        "illustrative": template.illustrative,
    }
    return json.dumps({"template": said, "rows": rows}, ensure_ascii=False, indent=1).encode()


def guarded(text: str) -> str:
    """The text as a cell of a CSV file that no spreadsheet runs.

    >>> guarded("=1+1"), guarded("'=1+1"), guarded("a = b")
    ("'=1+1", "''=1+1", 'a = b')
    """
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """The text that was guarded.

    >>> unguarded("'=1+1"), unguarded("''=1+1"), unguarded("'quoted'")
    ('=1+1', "'=1+1", "'quoted'")
    """
    return text[1:] if _GUARDED.match(text) else text


def _nothing(template: ReportTemplate, column: str) -> str:
    """The words of a cell that says nothing; what only machines read stays empty."""
    return "" if column in ("label", "key", *WAS.values()) else absent(column).into(template.language)
