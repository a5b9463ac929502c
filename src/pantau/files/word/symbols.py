"""The characters of symbol fonts, which are numbers without a meaning outside their font, as ordinary ones."""

_FIRST, _LAST = 0xE000, 0xF8FF
_SYMBOL = {
    0x2D: "−", 0xA3: "≤", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB9: "≠", 0xBC: "…", 0xAE: "→",
    0xD7: "·", 0x61: "α", 0x62: "β", 0x67: "γ", 0x64: "δ", 0x6D: "µ", 0x70: "π", 0x73: "σ", 0x44: "Δ", 0x53: "Σ",
    0x57: "Ω",
}  # fmt: skip
_WINGDINGS = {
    0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x72: "❒", 0x75: "◆", 0x76: "❖", 0x9F: "•", 0xA7: "▪", 0xA8: "☐",
    0xD8: "➢", 0xE0: "→", 0xFB: "☒", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑", 0xF0: "⇨", 0xDF: "←", 0xAA: "✦",
}  # fmt: skip
_UNKNOWN = "•"


def symbol(code: int, font: str) -> str:
    """A character of a symbol font; a bullet where the font's character is not known.

    >>> symbol(0xF0FC, "Wingdings"), symbol(0xF0B7, "Symbol"), symbol(0x2192, "Arial")
    ('✓', '•', '→')
    """
    if _FIRST <= code <= _LAST:
        code -= 0xF000
    elif "ymbol" not in font and "ingdings" not in font:
        return chr(code) if 0x20 <= code < 0xD800 or 0xE000 <= code <= 0x10FFFF else _UNKNOWN
    table = _WINGDINGS if "ingdings" in font else _SYMBOL
    return table.get(code, chr(code) if "ymbol" in font and 0x20 <= code < 0x40 else _UNKNOWN)


def without_private(text: str) -> str:
    """A text whose characters of symbol fonts, typed as text, are ordinary ones.

    >>> without_private("\\uf0b7 Trade")
    '• Trade'
    """
    if text.isascii() or max(text) < chr(_FIRST):
        return text
    return "".join(_typed(one) if chr(_FIRST) <= one <= chr(_LAST) else one for one in text)


def _typed(sign: str) -> str:
    code = ord(sign) - 0xF000
    return _WINGDINGS.get(code) or _SYMBOL.get(code, _UNKNOWN)
