"""Pages that are laid out → text: reading order, tables as rows, lines of one paragraph joined."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.readers.columns import reading_order, with_columns_of_other_pages
from knowledge.readers.continued_tables import with_tables_joined
from knowledge.readers.footnotes import with_footnotes_at_their_marks
from knowledge.readers.joining import join_paragraphs
from knowledge.readers.page import Page, text_size
from knowledge.readers.running_heads import without_running_heads
from knowledge.readers.text_lines import TextLine, lines_of_region, with_common_edges


def text_of_pages(pages: Sequence[Page]) -> str:
    """The text of all pages, one paragraph or table row a line."""
    pages = without_running_heads(pages)
    body_size = text_size(pages)
    pages = with_tables_joined([with_footnotes_at_their_marks(page, body_size) for page in pages])
    lines: list[TextLine] = []
    regions = [(page.width, region) for page in pages for region in reading_order(page.blocks)]
    for width, region in with_columns_of_other_pages(regions):
        column = lines[-1].column + 1 if lines else 0
        lines += lines_of_region(region, column, width)
    return "\n".join(join_paragraphs(with_common_edges(lines), body_size))
