"""Word files for the tests: written part by part, or by python-docx with lists of one's own."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tests.files.workbooks import archive

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_NAMES = (
    f'xmlns:w="{W}" xmlns:r="{_OFFICE}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)


@dataclass(frozen=True, kw_only=True)
class Words:
    """A Word file: the XML of its body, and of its other parts what stands inside their outermost element."""

    body: str
    styles: str = ""
    numbering: str = ""
    footnotes: str = ""
    endnotes: str = ""
    comments: str = ""
    header: str = ""
    main: str = MAIN
    parts: Mapping[str, bytes] = field(default_factory=dict)

    def content(self) -> bytes:
        """The file."""
        inner = {"styles": self.styles, "numbering": self.numbering, "footnotes": self.footnotes,
                 "endnotes": self.endnotes, "comments": self.comments, "header": self.header}  # fmt: skip
        kept = {name: xml for name, xml in inner.items() if xml}
        relations = "".join(
            f'<Relationship Id="r{name}" Type="{_OFFICE}/{name}" Target="{name}.xml"/>' for name in kept
        )
        parts = {
            "[Content_Types].xml": (
                f'<Types xmlns="{_PACKAGE}/content-types">'
                '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                '<Default Extension="xml" ContentType="application/xml"/>'
                f'<Override PartName="/word/document.xml" ContentType="{self.main}"/></Types>'
            ),
            "_rels/.rels": (
                f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" '
                f'Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
            ),
            "word/_rels/document.xml.rels": (
                f'<Relationships xmlns="{_PACKAGE}/relationships">{relations}</Relationships>'
            ),
            "word/document.xml": f"<w:document {_NAMES}><w:body>{self.body}</w:body></w:document>",
        } | {f"word/{name}.xml": f"<w:{name} {_NAMES}>{xml}</w:{name}>" for name, xml in kept.items()}
        return archive({name: xml.encode() for name, xml in parts.items()} | dict(self.parts))


def p(text: str = "", *, style: str = "", list: tuple[int, int] | None = None, more: str = "", runs: str = "") -> str:
    """A paragraph: its text in one run or `runs` as XML, `list` its number and level, `more` other properties."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    listed = f'<w:numPr><w:ilvl w:val="{list[1]}"/><w:numId w:val="{list[0]}"/></w:numPr>' if list else ""
    return f"<w:p><w:pPr>{named}{listed}{more}</w:pPr>{run(text) if text else ''}{runs}</w:p>"


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def table(rows: Sequence[Sequence[str]]) -> str:
    """A table of cells, each the XML of its paragraphs or, in front of them, its `w:tcPr`."""
    lines = ("".join(f"<w:tc>{cell}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{line}</w:tr>' for line in lines)}</w:tbl>"


def abstract(number: int, levels: Sequence[tuple[str, str]], more: str = "") -> str:
    """A list definition: for each level the form of its numbers and its text, as ("decimal", "%1.")."""
    return f'<w:abstractNum w:abstractNumId="{number}">{more}{"".join(map(level, range(9), levels))}</w:abstractNum>'


def level(place: int, look: tuple[str, str], more: str = "") -> str:
    form, text = look
    return (
        f'<w:lvl w:ilvl="{place}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/>'
        f'<w:pPr><w:ind w:left="{720 * (place + 1)}" w:hanging="720"/></w:pPr></w:lvl>'
    )


def num(number: int, definition: int, overrides: str = "") -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{definition}"/>{overrides}</w:num>'


def restart(place: int = 0, start: int = 1) -> str:
    return f'<w:lvlOverride w:ilvl="{place}"><w:startOverride w:val="{start}"/></w:lvlOverride>'


def style(id: str, properties: str = "", *, name: str = "", based_on: str = "", kind: str = "paragraph") -> str:
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return f'<w:style w:type="{kind}" w:styleId="{id}"><w:name w:val="{name or id}"/>{base}{properties}</w:style>'


def repacked(content: bytes, changes: Mapping[bytes, bytes]) -> bytes:
    """The archive with the bytes of its parts replaced."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    for before, after in changes.items():
        parts = {name: part.replace(before, after) for name, part in parts.items()}
    return archive(parts)
