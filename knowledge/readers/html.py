"""Web pages: the document's text without the site around it.

Parsed by lexbor (selectolax), which follows the HTML5 rules that browsers mend broken markup by. Extractors that guess
the article (trafilatura) lose list numbers and table cells, which clauses are cut by; so everything is kept that is not
known to be furniture.
"""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser

from knowledge.errors import UnreadableFile
from knowledge.normalise import join_hard_line_breaks, looks_wrapped, stored_text
from knowledge.readers.findings import Findings
from knowledge.readers.page_numbers import without_page_numbers
from knowledge.readers.text import Decoded, decode
from knowledge.readers.types import ReadText
from knowledge.readers.web.furniture import without_site_lines
from knowledge.readers.web.lines import page_lines

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([a-z0-9_-]{1,40})", re.IGNORECASE)
_HEAD = 4096
_LEAST_TEXT = 200
"""Characters; a page with less text than this beside pictures is a picture of the document."""


def read_html(data: bytes) -> ReadText:
    """The text of a web page, one line a block or table row. Raises UnreadableFile."""
    decoded = _decode(data)
    findings = Findings()
    page = LexborHTMLParser(decoded.text)
    lines = without_site_lines(page_lines(page, findings))
    text = stored_text(without_page_numbers("\n".join(lines)))
    if looks_wrapped(text):
        text = join_hard_line_breaks(text)
    if findings.has("images_without_text") and len(text) < _LEAST_TEXT:
        findings.is_complete = False
    flags = (*decoded.flags, *findings.flags())
    return ReadText(text, "html", flags, decoded.is_complete and findings.is_complete, title=_title(page))


def _decode(data: bytes) -> Decoded:
    """The page's source: by what the bytes prove; by what it says of itself only where they prove nothing."""
    try:
        return decode(data)
    except UnreadableFile as error:
        declared = _CHARSET.search(data[:_HEAD])
        if error.code != "unknown_encoding" or declared is None:
            raise
        try:
            return Decoded(data.decode(declared[1].decode("ascii")), declared[1].decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            raise error from None


def _title(page: LexborHTMLParser) -> str | None:
    title = page.css_first("title")
    return " ".join(title.text().split()) or None if title is not None else None
