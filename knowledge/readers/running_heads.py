"""Running heads, running feet and page numbers, which are no text of the document."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from knowledge.readers.lone_heads import is_lone_head
from knowledge.readers.page import Block, Page, Piece, in_rows, text_size

_MARGIN = 0.13
"""Share of the page's height, at the top and at the bottom, where heads and page numbers stand."""
_SAME_HEIGHT = 6.0
"""Points that a head may move from page to page."""
_FEWEST_PAGES = 2
_SHARE_OF_PAGES = 0.4
"""Of the left-hand or the right-hand pages; chapters change the head, title pages have none."""
_SHARE_WITH_A_CHANGING_HEAD = 0.6
_FEWEST_WITH_A_CHANGING_HEAD = 3
_FEWEST_LETTERS = 4
_SMALL_PRINT = 0.92
"""Of the text's size: a head that says something else on each page is set smaller."""
_DASHES = r"[-—–―－‐·•~*\s]*"
_PAGE_NUMBER = re.compile(
    rf"{_DASHES}第?\s*\d{{1,4}}\s*页?[\s/,，、]*共\s*\d{{1,4}}\s*页{_DASHES}|{_DASHES}第\s*\d{{1,4}}\s*页{_DASHES}"
    rf"|\d{{1,4}}\s*[/／]\s*\d{{1,4}}|(?i:page)\s*\d{{1,4}}(?:\s*(?i:of)\s*\d{{1,4}})?"
    rf"|[-—–―－‐·•~一]\s*\d{{1,4}}\s*[-—–―－‐·•~一]|[-—–―－‐]+\s*[ivxlIVXL]{{1,6}}\s*[-—–―－‐]+"
)
_HALF_A_PAGE_NUMBER = re.compile(r"[-—–―－]\s*\d{1,3}|\d{1,3}\s*[-—–―－]")
"""At the foot only: recognition loses a dash."""
_BARE_NUMBER = re.compile(r"\d{1,4}|[ivxl]{1,6}")
_DIGITS = re.compile(r"\d+")

_Key = tuple[int, str, int]
"""Which pages (0 even, 1 odd), the words with figures made alike, and the height."""


def without_running_heads(pages: Sequence[Page]) -> list[Page]:
    """The pages without what is repeated in their margins and without their numbers."""
    heads = _Heads(pages)
    return [replace(page, blocks=tuple(heads.rest_of(page))) for page in pages]


class _Heads:
    """What the margins of all pages have in common."""

    def __init__(self, pages: Sequence[Page]) -> None:
        self._pages = pages
        self._body = text_size(pages)
        self._words = _pages_with(pages, lambda page, piece: _key(page, _words(piece), piece))
        self._places = _pages_with(pages, lambda page, piece: _key(page, "", piece))
        self._of_parity = Counter(page.number % 2 for page in pages)
        self._numbers = self._counting_numbers()

    def rest_of(self, page: Page) -> list[Block]:
        """The page's blocks that are neither head nor number."""
        dropped: set[int] = set()
        for rows in (_top_rows(page), _bottom_rows(page)):
            for row in rows:
                if not all(self._is_head(page, piece) for piece in row):
                    break
                dropped.update(id(piece) for piece in row)
        return [block for block in page.blocks if id(block) not in dropped]

    def _is_head(self, page: Page, piece: Piece) -> bool:
        text = piece.text.strip()
        is_at_foot = piece.box.top > page.height / 2
        if _PAGE_NUMBER.fullmatch(text) or (page.number, text) in self._numbers:
            return True
        if is_at_foot and _HALF_A_PAGE_NUMBER.fullmatch(text):
            return True
        if is_lone_head(page, piece, self._body):
            return True
        words = _words(piece)
        parity = page.number % 2
        among = self._of_parity[parity]
        alike = self._near(self._words, page, words, piece)
        if alike >= max(_FEWEST_PAGES, _SHARE_OF_PAGES * among):
            return True
        on_both = alike + self._near(self._words, page, words, piece, 1 - parity)
        if on_both >= max(_FEWEST_PAGES, _SHARE_OF_PAGES * len(self._pages)):
            return True
        here = self._near(self._places, page, "", piece)
        is_small_print_on_top = piece.size <= _SMALL_PRINT * self._body and not is_at_foot
        return is_small_print_on_top and here >= max(_FEWEST_WITH_A_CHANGING_HEAD, _SHARE_WITH_A_CHANGING_HEAD * among)

    def _near(self, counts: Counter[_Key], page: Page, words: str, piece: Piece, parity: int | None = None) -> int:
        """On how many pages of one parity the words stand at about this height."""
        height = _height(piece)
        which = page.number % 2 if parity is None else parity
        return max(counts[which, words, near] for near in (height - 1, height, height + 1))

    def _counting_numbers(self) -> set[tuple[int, str]]:
        """Bare numbers in the margins that count the pages; a document of one page has it in the bottom margin."""
        by_offset: defaultdict[int, set[tuple[int, str]]] = defaultdict(set)
        for page in self._pages:
            for row in (*_top_rows(page)[:2], *_bottom_rows(page)[:2]):
                for piece in row:
                    text = piece.text.strip()
                    if _BARE_NUMBER.fullmatch(text) and len(row) == 1:
                        value = int(text) if text.isdecimal() else _roman(text)
                        by_offset[value - page.number].add((page.number, text))
        if len(self._pages) == 1:
            return {found for found in by_offset[0] if found[1] == "1"}
        enough = max(_FEWEST_PAGES, _SHARE_OF_PAGES * len(self._pages))
        return {found for group in by_offset.values() if len(group) >= enough for found in group}


def _pages_with(pages: Iterable[Page], key_of: Callable[[Page, Piece], _Key]) -> Counter[_Key]:
    """On how many pages each key occurs in the margins."""
    counts: Counter[_Key] = Counter()
    for page in pages:
        rows = (*_top_rows(page), *_bottom_rows(page))
        counts.update({key_of(page, piece) for row in rows for piece in row})
    return counts


def _key(page: Page, words: str, piece: Piece) -> _Key:
    return page.number % 2, words, _height(piece)


def _height(piece: Piece) -> int:
    return round(piece.box.middle[1] / _SAME_HEIGHT)


def _words(piece: Piece) -> str:
    """The words without white space; figures beside enough of them are made alike, for they may count the pages."""
    words = re.sub(r"\s", "", piece.text)
    masked = _DIGITS.sub("#", words)
    return masked if len(masked) - masked.count("#") >= _FEWEST_LETTERS else words


def _top_rows(page: Page) -> list[list[Piece]]:
    """Rows in the top margin, from the edge inwards."""
    return [row for row in _rows(page) if row[0].box.middle[1] < _MARGIN * page.height]


def _bottom_rows(page: Page) -> list[list[Piece]]:
    """Rows in the bottom margin, from the edge inwards."""
    return [row for row in reversed(_rows(page)) if row[0].box.middle[1] > (1 - _MARGIN) * page.height]


def _rows(page: Page) -> list[list[Piece]]:
    return in_rows(block for block in page.blocks if isinstance(block, Piece))


def _roman(text: str) -> int:
    values = [{"i": 1, "v": 5, "x": 10, "l": 50}[letter] for letter in text]
    return sum(-value if value < max(values[index:]) else value for index, value in enumerate(values))
