"""A saved web page as text without its menus; runs in the reading child only (`pantau.files.child`)."""

import email
import email.policy
from email.message import EmailMessage
from typing import Any, BinaryIO

from lxml import etree, html

from pantau.domain.documents import Document
from pantau.files.child import Unreadable
from pantau.files.html.encoding import page_text
from pantau.files.html.flow import Flow
from pantau.files.html.frame import Frame
from pantau.files.html.styles import write_styles_inline

ELEMENTS_LIMIT = 500_000


def document(stream: BinaryIO) -> dict[str, Any]:
    """The text of a web page as the JSON of a document.

    Raises:
        Unreadable: its encoding is not told or does not fit, or it has too many elements or too deep ones.
    """
    return _document(page_text(stream.read()))


def saved_document(stream: BinaryIO) -> dict[str, Any]:
    """The first page in a web archive (.mht, .mhtml), as `document` has it.

    Raises:
        Unreadable: with reason "without_page" where there is none, or as `document` does.
    """
    message = email.message_from_binary_file(stream, policy=email.policy.default)
    for part in message.walk():
        if isinstance(part, EmailMessage) and part.get_content_type() == "text/html":
            content = part.get_payload(decode=True)
            if isinstance(content, bytes):
                return _document(page_text(content, declared=part.get_content_charset() or ""))
    raise Unreadable("without_page")


def _document(page: str) -> dict[str, Any]:
    # no network, no entities but those of HTML, and libxml2's own limits on depth and text
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    content = page.replace("\0", "").encode("utf-8", "surrogatepass")
    try:
        root = html.document_fromstring(content, parser=parser)
    except etree.ParserError:  # nothing in it
        return Document(text="").as_json()
    if any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log):
        raise Unreadable("too_deep")  # what stands beyond the limit is not in the tree
    if sum(1 for _ in root.iter()) > ELEMENTS_LIMIT:
        raise Unreadable("too_many_elements", limit=ELEMENTS_LIMIT)
    write_styles_inline(root)
    flow = Flow(root, frame=Frame(root))
    text = flow.builder.text()
    return Document(text=text, tables=tuple(flow.tables), left_out=flow.dropped.found).as_json()
