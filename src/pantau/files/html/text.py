"""Builds text line by line, white space collapsed as a browser does, and remembers how far it is."""

import re

_SPACES = re.compile(r"[ \t\n\r\f]+")
# What a page does not show (soft hyphen, blanks of no width that web editors leave behind); a hard blank is a blank.
_GLYPHS = {0xAD: None, 0x200B: None, 0x2060: None, 0xFEFF: None, 0xA0: " "}


class TextBuilder:
    """Takes inline text, line breaks and ends of blocks; gives lines with their indentation.

    A blank line stands between blocks that ask for one, never two.
    """

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._line = ""
        self._gap = False
        self._label = ""
        self.length = 0
        self.indent = 0

    def label(self, label: str) -> None:
        """The label of the list item that the next text opens."""
        self._label = label

    def add(self, text: str) -> None:
        for number, piece in enumerate(_SPACES.split(text)):
            if number and self._line and not self._line.endswith(" "):
                self._line += " "
            self._line += piece

    def add_lines(self, text: str) -> None:
        """Text whose line ends are its own."""
        for number, line in enumerate(text.splitlines()):
            if number:
                self.end_line()
            self._line += line.expandtabs(4)

    def end_line(self) -> None:
        line = self._line.translate(_GLYPHS).rstrip()
        self._line = ""
        if not line.strip():
            return
        self._part()
        if self._label:
            line = f"{self._label} {line.lstrip()}"
            self._label = ""
            self._write(" " * max(0, self.indent - 4) + line + "\n")
        else:
            self._write(" " * self.indent + line + "\n")

    def end_block(self) -> None:
        self.end_line()
        self._gap = True

    def write_raw(self, text: str) -> None:
        """Text put in exactly so, after what stands before is ended."""
        self.end_line()
        self._part()
        self._write(text)

    def end_item(self) -> None:
        """Ends a list item; one without text shows nothing."""
        self.end_line()
        self._label = ""

    def text(self) -> str:
        self.end_line()
        return "".join(self._pieces)

    def _part(self) -> None:
        """The blank line between blocks, where one is asked for and none stands yet: a table may turn out empty."""
        if self._gap and self._pieces and self._pieces[-1] != "\n":
            self._write("\n")
        self._gap = False

    def _write(self, text: str) -> None:
        if not text:
            return
        self._pieces.append(text)
        self.length += len(text)
