"""What is attached to a sheet of a workbook beside its cells: comments, pictures, charts and text boxes, all listed."""

from typing import Any
from zipfile import ZipFile

from openpyxl.packaging.relationship import get_dependents
from openpyxl.xml.functions import fromstring

from pantau.files.dropped import Dropped

_DRAWN = {"pic": "image", "graphicFrame": "diagram", "sp": "text_box"}


def list_attachments(archive: ZipFile, path: str, *, title: str, dropped: Dropped) -> None:
    """List what is attached to the sheet called `title`, whose part of the file is `path`."""
    folder, _, file = path.lstrip("/").rpartition("/")
    relations = f"{folder}/_rels/{file}.rels"
    names = set(archive.namelist())
    if relations not in names:
        return
    for relation in get_dependents(archive, relations):
        kind = relation.Type.rpartition("/")[2]
        if relation.TargetMode == "External" or relation.target not in names:
            continue
        if kind == "comments":
            _list_comments(fromstring(archive.read(relation.target)), title, dropped)
        elif kind == "drawing":
            _list_drawn(fromstring(archive.read(relation.target)), title, dropped)


def _list_comments(root: Any, title: str, dropped: Dropped) -> None:
    for comment in root.iter():
        if _name(comment) == "comment":
            dropped.add("comment", place=f"{title}, {comment.get('ref')}", sample=_text(comment), within=title)


def _list_drawn(root: Any, title: str, dropped: Dropped) -> None:
    for shape in root.iter():
        what = _DRAWN.get(_name(shape))
        if what is not None and (what != "text_box" or _text(shape).strip()):
            dropped.add(what, place=title, sample=_text(shape), within=title)


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _text(element: Any) -> str:
    return " ".join(part.text or "" for part in element.iter() if _name(part) == "t")
