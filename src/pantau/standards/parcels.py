"""Parts of Word files that python-docx makes slowly or not at all, and packages whose bytes their content decides."""

from datetime import UTC, datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

_FIRST = (1980, 1, 1, 0, 0, 0)  # no zip file knows an earlier moment


def element(name: str, *parts: Any, **attributes: str) -> Any:
    """An element of WordprocessingML with its attributes and parts."""
    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    made.extend(parts)
    return made


def with_one_time(content: bytes, moment: datetime) -> bytes:
    """The same package with one moment on every part, so that only what it says decides its bytes."""
    year, month, day, hour, minute, second = max(moment.astimezone(UTC).timetuple()[:6], _FIRST)
    made = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = ZipInfo(name, date_time=(year, month, day, hour, minute, second))
            part.compress_type = ZIP_DEFLATED
            new.writestr(part, old.read(name))
    return made.getvalue()
