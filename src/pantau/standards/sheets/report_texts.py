"""A report template as CSV and JSON: the same columns as in Excel."""

import csv
import json
from io import StringIO

from pantau.domain.report_sheet import WAS, ReportTemplate
from pantau.domain.sheet_text import guarded
from pantau.standards.sheets.report_layout import absent, heading, texts_of


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


def _nothing(template: ReportTemplate, column: str) -> str:
    """The words of a cell that says nothing; what only machines read stays empty."""
    return "" if column in ("label", "key", *WAS.values()) else absent(column).into(template.language)
