"""Which of the details that articles give a question asks for, and whether a text gives one."""

from __future__ import annotations

import re
from collections.abc import Container
from functools import lru_cache

from bot.detail_shapes import SHAPES, Sought
from bot.figures import find_figures
from bot.folding import fold_width
from bot.segments import sentence_spans
from bot.types import Detail, FigureKind

_LETTERS = {
    FigureKind.DATE: "<D>",
    FigureKind.DURATION: "<T>",
    FigureKind.MONEY: "<M>",
    FigureKind.SHARE: "<S>",
    FigureKind.COUNT: "<C>",
    FigureKind.NUMBER: "<N>",
}
_CACHED_TEXTS = 4096
_MONEY_ASKED = re.compile("钱|金额|标准|比例|百分|几成|数额|给多少")
_SHARE_ASKED = re.compile("比例|百分|几成|几个点|几折|%")
_WHERE_MATERIALS_GO = re.compile("材料.{0,4}(到|送|报|交|递)(到|给|往)?(哪(?!些)|谁|什么(部门|地方))")


def sought_details(question: str, asks: Container[Detail]) -> tuple[Sought, ...]:
    """The details that a question (a search key) asks for, none where it asks for something else."""
    found = [sought for sought, shape in SHAPES.items() if shape.is_asked(question, asks)]
    if _WHERE_MATERIALS_GO.search(question):
        found = [sought for sought in found if sought is not Sought.MATERIALS]
    if len(found) > 1 and not _MONEY_ASKED.search(question):
        found = [sought for sought in found if sought is not Sought.AMOUNT]  # 电话多少, 最长几年
    return tuple(found)


def states(text: str, sought: Sought) -> bool:
    """Whether a sentence of a text gives a detail outright, or says that there is no limit to it."""
    return any(SHAPES[sought].is_given(typed) for typed in typed_sentences(text))


def gives(text: str, sought: Sought) -> bool:
    """Whether a text gives a detail, outright or in passing: 对取得适航证的企业,给予奖励 implies a condition."""
    return states(text, sought) or any(SHAPES[sought].is_implied(typed) for typed in typed_sentences(text))


def asks_share(question: str) -> bool:
    """Whether an amount is asked for as a share (比例)."""
    return bool(_SHARE_ASKED.search(question))


@lru_cache(maxsize=_CACHED_TEXTS)
def typed_sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text, width-folded, each figure replaced by the letter of its kind; a title (申报时间。) stays
    with the sentence behind it."""
    folded = fold_width(text)
    for figure in reversed(find_figures(folded)):
        folded = folded[: figure.start] + _LETTERS[figure.kind] + folded[figure.end :]
    return tuple(folded[start:end] for start, end in sentence_spans(folded))
