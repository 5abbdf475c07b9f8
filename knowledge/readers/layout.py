"""Pages that are laid out → text: reading order, tables as rows, lines of one paragraph joined."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from knowledge.readers.columns import reading_order, with_columns_of_other_pages
from knowledge.readers.continued_tables import with_tables_joined
from knowledge.readers.footnotes import with_footnotes_at_their_marks
from knowledge.readers.joining import join_paragraphs
from knowledge.readers.page import Page, text_size
from knowledge.readers.page_findings import PageFindings
from knowledge.readers.running_heads import without_running_heads
from knowledge.readers.text_lines import TextLine, lines_of_region, with_common_edges

_FEWEST_DOUBTFUL_LINES = 3
"""Of a page: two labels of a form, or a line that recognition cut in two, may stand side by side by chance."""


def text_of_pages(pages: Sequence[Page], findings: PageFindings | None = None) -> str:
    """The text of all pages, one paragraph or table row a line; pages in doubtful order are noted in `findings`."""
    pages = without_running_heads(pages)
    body_size = text_size(pages)
    pages = with_tables_joined([with_footnotes_at_their_marks(page, body_size) for page in pages])
    lines: list[TextLine] = []
    regions = [(page, region) for page in pages for region in reading_order(page.blocks)]
    doubtful: Counter[int] = Counter()
    placed = with_columns_of_other_pages([(page.width, region) for page, region in regions])
    for (page, _), (width, region) in zip(regions, placed, strict=True):
        column = lines[-1].column + 1 if lines else 0
        found = lines_of_region(region, column, width)
        doubtful[page.number] += sum(line.is_two_texts for line in found)
        lines += found
    for number in (number for number, count in doubtful.items() if count >= _FEWEST_DOUBTFUL_LINES):
        if findings is not None:
            findings.note("doubtful_layout", number)
    return "\n".join(join_paragraphs(with_common_edges(lines), body_size))
