"""What stands in the log: one line for each record, which nobody outside can break or forge, without secrets."""

import logging
import re
import unicodedata

_INDENT = "    "
_MASKED = "[masked]"
# What lets somebody in by being known: links of invitations and new passwords, calendars, tokens of programs.
_SECRETS = re.compile(
    r"(?<=/invitation/)[^/\s]+|(?<=/password/reset/key/)[^/\s]+|(?<=/calendar/)[^/\s]+(?=\.ics)|pantau_[\w-]{8,}"
)
_MAIL = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")


class OneLine(logging.Formatter):
    """A record as one line; a traceback follows on lines of its own, which are set in as no record is."""

    def format(self, record: logging.LogRecord) -> str:
        record.message = record.getMessage()
        if self.usesTime():
            record.asctime = self.formatTime(record, self.datefmt)
        first = safe(self.formatMessage(record))
        after = [self.formatException(record.exc_info)] if record.exc_info else []
        after += [self.formatStack(record.stack_info)] if record.stack_info else []
        rest = [safe(line) for text in after for line in text.split("\n")]
        return f"\n{_INDENT}".join((first, *rest))


def safe(text: str) -> str:
    r"""The text without secrets and mail addresses, and every sign escaped that moves, hides or turns what follows.

    >>> safe("a\r\nERROR forged \x1b[2J \u202e")
    'a\\r\\nERROR forged \\x1b[2J \\u202e'
    >>> safe("/en/accounts/invitation/s3cret/ of siti@kemlu.example")
    '/en/accounts/invitation/[masked]/ of [masked]'
    """
    return "".join(_escaped(sign) for sign in _MAIL.sub(_MASKED, _SECRETS.sub(_MASKED, text)))


def _escaped(sign: str) -> str:
    """Controls, marks of direction, halves of pairs and line separators by their number; all else as it is."""
    if sign.isascii() and sign.isprintable():
        return sign
    hidden = unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
    return sign.encode("unicode_escape").decode() if hidden else sign
