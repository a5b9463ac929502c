"""The parts of a Word file: checked as an archive first, found by their relations, parsed without any reach outside."""

import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from lxml import etree
from lxml.etree import _Element

from pantau.files.archive import checked, refuse_declarations, whole_part, with_ordinary_names
from pantau.files.child import Unreadable
from pantau.files.word.markup import w

_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_TYPES_PART = "[Content_Types].xml"


@dataclass(frozen=True, slots=True)
class Package:
    """A Word file: its main part, and the parts that the main part names by their kind."""

    main: _Element
    _archive: zipfile.ZipFile
    _related: dict[str, list[str]]

    def related(self, kind: str) -> _Element | None:
        """The part of a kind ("styles", "numbering", "footnotes" ...); None where the file has none."""
        return next(self.all_related(kind), None)

    def all_related(self, kind: str) -> Iterator[_Element]:
        """The parts of a kind of which there may be several ("header", "footer")."""
        return (_parsed(self._archive, name) for name in self._related.get(kind, ()))


def open_package(stream: BinaryIO) -> Package:
    """The Word file in `stream`; templates are read as documents are.

    Raises:
        Unreadable: with reason "kind" where it is no Word file, "macros" where it may hold programs, "broken" where
            a part is damaged, and as `checked` and `refuse_declarations` say.
    """
    archive = checked(stream)
    names = set(archive.namelist())
    if _TYPES_PART not in names:
        raise Unreadable("kind")
    refuse_declarations(archive)
    types = _parsed(archive, _TYPES_PART)
    _check_kind(types)
    main = next(iter(_relations(archive, "", names).get("officeDocument", ())), "word/document.xml")
    if main not in names:
        raise Unreadable("broken")
    root = _parsed(archive, main)
    if root.tag != w("document"):
        raise Unreadable("kind")
    return Package(root, archive, _relations(archive, main, names))


def _check_kind(types: _Element) -> None:
    kinds = [override.get("ContentType", "") for override in types.iter(f"{_TYPES}Override", f"{_TYPES}Default")]
    if any("macroEnabled" in kind or "vbaProject" in kind for kind in kinds):
        raise Unreadable("macros")
    if not any("wordprocessingml.document.main" in kind or "wordprocessingml.template.main" in kind for kind in kinds):
        raise Unreadable("kind")


def _relations(archive: zipfile.ZipFile, part: str, names: set[str]) -> dict[str, list[str]]:
    """The parts that a part names, by kind; what lies outside the file is never looked at."""
    folder, file = posixpath.split(part)
    relations = posixpath.join(folder, "_rels", f"{file}.rels")
    found: dict[str, list[str]] = {}
    if relations not in names:
        return found
    for relation in _parsed(archive, relations):
        target = relation.get("Target", "")
        if relation.get("TargetMode") == "External" or not target:
            continue
        name = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        if name in names:
            found.setdefault(relation.get("Type", "").rpartition("/")[2], []).append(name)
    return found


def _parsed(archive: zipfile.ZipFile, name: str) -> _Element:
    content = with_ordinary_names(whole_part(archive, name))
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise Unreadable("broken") from error
